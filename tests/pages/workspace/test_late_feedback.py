"""Late feedback on the pages of both sides, and what everybody reads of it."""

import datetime as dt
import re

import factories
import pytest
from cast import ALEX, FAY, MIRA, OLU, RENA

from resonanz.agencies.domain.profiles import ProfileField
from resonanz.agencies.service import profiles
from resonanz.kernel import clock
from resonanz.kernel.clock import next_morning
from resonanz.moderation import service as moderation
from resonanz.moderation.domain import NoticeGround
from resonanz.reviews import service
from resonanz.reviews.service import late_answers

from .conftest import Enter, Scene

NOW = dt.datetime(2026, 11, 18, 9, tzinfo=dt.UTC)
JOB = "Sachbearbeitung 4711"


@pytest.fixture
async def silent(scene: Scene) -> str:
    """Alex' review of Fay's agency, after which nothing came."""
    with clock.at(NOW):
        return await factories.published_review(
            scene.other, ALEX, factories.silent_submission(), NOW
        )


def desk(scene: Scene) -> str:
    return f"/de/desk/agencies/{scene.other.slug}"


async def offered(scene: Scene, silent: str) -> str:
    return await service.offer_late(silent, scene.other.id, "fay", NOW)


def plain(text: str) -> str:
    return re.sub(r"<[^>]+>|\s+", " ", text)


@pytest.mark.parametrize("role", ["owner", "responder"])
async def test_from_the_offer_to_the_ledger(
    enter: Enter, scene: Scene, silent: str, role: str
) -> None:
    """Issue 4: offered, chosen, delivered, confirmed, shown as late."""
    await factories.member(scene.other, RENA, "responder")
    person = FAY if role == "owner" else RENA
    path = f"{desk(scene)}/reviews/{silent}/late-feedback"
    with clock.at(NOW):
        member, alex = await enter(person), await enter(ALEX)
        assert path in (await member.get(f"{desk(scene)}/reviews")).text
        form = await member.get(path)
        listed = await member.follow(await member.fill(form, "/late-feedback"))
        assert "Angeboten." in listed.text
        assert "angeboten, noch nichts freigegeben" in listed.text
        assert "eine späte Rückmeldung an" in (await alex.get("/de/my/reviews")).text
        mine = await alex.get(f"/de/my/reviews/{silent}")
        (own,) = set(re.findall(r"/de/my/late-feedback/[\w-]{22}", mine.text))
        page = await alex.get(own)
        empty = await alex.fill(page, "/named", _action="preview")
        assert empty.status_code == 422
        preview = await alex.fill(
            page, "/named", job=f" {JOB} ", month="2026-05", _action="preview"
        )
        assert "Genau das liest die Agentur" in preview.text
        assert f"Stelle {JOB}" in plain(preview.text).replace("  ", " ")
        offer = await late_answers.own_offer(own.rsplit("/", 1)[1], await factories.account(ALEX))
        assert offer.release is None, "looking releases nothing"
        sent = await alex.follow(await alex.fill(preview, "/named", _action="send"))
        assert "Freigegeben." in sent.text
        assert JOB not in (await member.get(path)).text, "not before the morning"
    with clock.at(next_morning(NOW)):
        member, alex = await enter(person), await enter(ALEX)
        assert "späte Rückmeldung ist zu geben" in (await member.get(desk(scene))).text
        index = await member.get(f"{desk(scene)}/late-feedback")
        assert JOB in index.text
        assert "Mai 2026" in index.text
        assert ALEX.email not in index.text
        done = await member.follow(await member.fill(index, "/delivered"))
        assert "unterwegs, noch nicht bestätigt" in done.text
        page = await alex.get(own)
        assert (await alex.fill(page, "/came")).status_code == 422
        told = await alex.follow(await alex.fill(page, "/came", days="4", concreteness="3"))
        assert "Danke. Die späte Rückmeldung steht jetzt" in told.text
        after = await member.get(f"{desk(scene)}/late-feedback")
        assert JOB not in after.text, "forgotten with the answer"
        assert "angekommen" in after.text
        visitor = await enter(None)
        public = plain((await visitor.get(f"/de/reviews/{silent}")).text)
        assert "Späte Rückmeldung: nach mehr als 30 Werktagen · konkreter Grund" in public
        assert "Keine Antwort" in public, "the fact stays"
        profile = plain((await visitor.get(f"/de/agencies/{scene.other.slug}")).text)
        assert "Späte Rückmeldung: angenommen und gekommen" in profile


async def test_a_no_and_a_call_tell_the_agency_nothing(
    enter: Enter, scene: Scene, silent: str
) -> None:
    """TRUST 29."""
    with clock.at(NOW):
        number = await offered(scene, silent)
        said = {ProfileField.EMAIL: "feedback@suedwind.example"}
        await profiles.edit(scene.other.id, said, 0, None, "fay", NOW)
        alex, fay = await enter(ALEX), await enter(FAY)
        before = (await fay.get(f"{desk(scene)}/late-feedback")).text
        page = await alex.get(f"/de/my/late-feedback/{number}")
        sent = await alex.follow(await alex.fill(page, "/self"))
        for one in (page, sent):
            assert 'href="mailto:feedback@suedwind.example"' in one.text
        assert "Kam die Rückmeldung?" in sent.text
        assert (await fay.get(f"{desk(scene)}/late-feedback")).text == before
        back = await alex.follow(await alex.fill(sent, "/decline"))
        assert "Sie möchten keine späte Rückmeldung" in back.text
        assert (await fay.get(f"{desk(scene)}/late-feedback")).text == before
        again = await alex.fill(page, "/self")
        assert again.status_code == 409
        assert "hat sich inzwischen etwas geändert" in again.text


async def test_the_second_offer_and_one_where_nothing_is_lacking_are_refused(
    enter: Enter, scene: Scene, silent: str
) -> None:
    with clock.at(NOW):
        fay, olu = await enter(FAY), await enter(OLU)
        form = await fay.get(f"{desk(scene)}/reviews/{silent}/late-feedback")
        await offered(scene, silent)
        twice = await fay.fill(form, "/late-feedback")
        assert twice.status_code == 409
        assert "schon ein Angebot" in twice.text
        answered = await olu.get(f"{scene.desk}/reviews/{scene.review}/late-feedback")
        assert "Hier fehlt keine Rückmeldung" in answered.text
        assert (await olu.get(f"{scene.desk}/reviews/{silent}/late-feedback")).status_code == 404


async def test_nobody_is_told_of_a_wrong_month_or_a_name_beyond_the_limit(
    enter: Enter, scene: Scene, silent: str
) -> None:
    with clock.at(NOW):
        number = await offered(scene, silent)
        alex = await enter(ALEX)
        page = await alex.get(f"/de/my/late-feedback/{number}")
        for job, month in (("x" * 121, ""), (JOB, "1999-01"), ("", "2026-05")):
            wrong = await alex.fill(page, "/named", job=job, month=month, _action="send")
            assert wrong.status_code == 422


async def test_a_moderator_sees_beside_a_case_what_became_of_the_agencys_offers(
    enter: Enter, scene: Scene, silent: str
) -> None:
    with clock.at(NOW):
        number = await offered(scene, silent)
        alex = await factories.account(ALEX)
        await late_answers.choose_self(number, alex, NOW)
        await late_answers.missed(number, alex, NOW)
        fay = moderation.AgencyMember(await factories.account(FAY), "fay", FAY.email, "de")
        receipt = await moderation.dispute(silent, fay, NoticeGround.NO_CONTACT, "", NOW)
        mira = await enter(MIRA)
        case = await mira.get(f"/de/moderation/cases/{receipt.number}")
    assert "1 angeboten, 0 gekommen, 1 nicht gekommen" in case.text
