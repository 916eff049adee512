"""The moderators' and guests' pages of a case."""

import re
from typing import Any

import pytest

from resonanz.accounts.queries import accounts
from resonanz.moderation import service as moderation
from resonanz.moderation.domain import Ground, NoticeGround, Step
from resonanz.moderation.service import AgencyMember, Moderator, deadlines

from .conftest import DAY, NOW, case, heard, notice, report, state_of

WHY = "Im zweiten Absatz wird jemand herabgesetzt."
Enter = Any


async def test_a_plain_case_takes_two_clicks_and_no_other_page(
    review: str, mira: Moderator, enter: Enter
) -> None:
    """The time a moderator needs: what happens, and do it; the next case follows by itself."""
    number = await report(review)
    browser = await enter(mira)
    start = await browser.post("/de/moderation/next")
    page = f"/de/moderation/cases/{number}"
    assert start.headers["location"] == page
    shown = (await browser.get(page)).text
    assert shown.count('type="radio" name="verdict"') >= 2
    assert "checked" not in shown
    done = await browser.post(f"{page}/decision", page, verdict="keep", ground="insult")
    assert (done.status_code, done.headers["location"]) == (303, "/de/moderation")
    assert "bleibt online" in (await browser.get("/de/moderation")).text
    assert await state_of(review) == "published"


async def test_the_queue_lists_cases_with_their_minutes(
    review: str, mira: Moderator, enter: Enter
) -> None:
    await report(review)
    shown = (await (await enter(mira)).get("/de/moderation")).text
    for words in ("Meldung", "Beleidigung", "eingegangen", "Nordlicht Personal"):
        assert words in shown


async def test_the_page_shows_what_was_said_and_names_no_notifier_to_the_author(
    review: str, mira: Moderator, enter: Enter
) -> None:
    number = await report(review)
    shown = (await (await enter(mira)).get(f"/de/moderation/cases/{number}")).text
    for words in ("Das stimmt so nicht.", "Nora Beispiel", "und niemand ging ans Telefon", number):
        assert words in shown
    assert '/decision"' not in shown, "looking claims nothing"


async def test_a_threat_shows_how_to_reach_the_police(
    review: str, mira: Moderator, enter: Enter
) -> None:
    """TRUST 20."""
    number = await report(review, NoticeGround.THREAT)
    shown = (await (await enter(mira)).get(f"/de/moderation/cases/{number}")).text
    assert "Polizei" in shown
    assert "110" in shown


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "bitte"),
        ({"verdict": "remove"}, "Grund"),
        (
            {"verdict": "remove", "ground": "insult", "explanation": "Kurz: Herr Müller."},
            "ohne Namen",
        ),
        ({"verdict": "hide", "ground": "off_topic"}, "offensichtlich rechtswidrig"),
        ({"verdict": "forward"}, "bitte"),
    ],
)
async def test_what_is_missing_is_said_and_nothing_lost(
    fields: dict[str, str], words: str, review: str, mira: Moderator, enter: Enter
) -> None:
    number = await report(review)
    await moderation.claim_case(number, mira, NOW)
    browser = await enter(mira)
    page = f"/de/moderation/cases/{number}"
    await browser.post(f"{page}/claim", page)
    answer = await browser.post(
        f"{page}/decision", page, **{"ground": "", "explanation": "Kurz: ein Wort.", **fields}
    )
    assert answer.status_code == 422
    assert words.lower() in answer.text.lower()
    assert fields.get("explanation", "Kurz: ein Wort.") in answer.text
    assert await state_of(review) == "published"


async def test_hiding_stays_at_the_case_then_the_author_is_asked(
    review: str, mira: Moderator, enter: Enter
) -> None:
    number = await report(review, NoticeGround.PRIVACY)
    browser = await enter(mira)
    page = f"/de/moderation/cases/{number}"
    await browser.post(f"{page}/claim", page)
    hidden = await browser.post(f"{page}/decision", page, verdict="hide", ground="person")
    assert hidden.headers["location"] == page
    assert "vorläufig ausgeblendet" in (await browser.get(page)).text
    asked = await browser.post(f"{page}/decision", page, verdict="open_hearing")
    assert asked.headers["location"] == "/de/moderation"
    assert (await case(number)).state == "author_hearing"
    messages = (await browser.get(page)).text
    assert "Ihre Bewertung wurde gemeldet" in messages, "the standard words went out"


async def test_somebody_elses_case_is_not_decided(
    review: str, mira: Moderator, milo: Moderator, enter: Enter
) -> None:
    number = await report(review)
    browser, other = await enter(mira), await enter(milo)
    page = f"/de/moderation/cases/{number}"
    await other.post(f"{page}/claim", page)
    refused = await browser.post(f"{page}/decision", page, verdict="keep")
    assert refused.status_code == 409
    assert "nicht bei Ihnen" in refused.text
    assert (await browser.post(f"{page}/claim", page)).status_code == 409
    await other.post(f"{page}/release", page)
    assert (await browser.post(f"{page}/claim", page)).status_code == 303


async def complained(review: str, olu: AgencyMember, mira: Moderator) -> str:
    """A case whose author was silent and complained."""
    number = await heard(review, olu, mira)
    await deadlines.end_hearings(NOW + 14 * DAY)
    access = await moderation.complaint_access(moderation.author_secret(number))
    assert access is not None
    await moderation.complain(access, "Die Mail lag im Spam.", NOW + 15 * DAY)
    return number


async def test_a_complaint_is_decided_by_who_never_saw_the_case(
    review: str, olu: AgencyMember, mira: Moderator, milo: Moderator, enter: Enter
) -> None:
    """TRUST 16."""
    number = await complained(review, olu, mira)
    page = f"/de/moderation/cases/{number}"
    before = await enter(mira)
    assert "noch nicht zu tun hatte" in (await before.get(page)).text
    assert (await before.post(f"{page}/claim", page)).status_code == 403
    browser = await enter(milo)
    await browser.post(f"{page}/claim", page)
    assert "Die Mail lag im Spam." in (await browser.get(page)).text
    missing = await browser.post(f"{page}/decision", page, verdict="uphold")
    assert missing.status_code == 422
    done = await browser.post(
        f"{page}/decision", page, verdict="uphold", explanation="Sie hatten geantwortet."
    )
    assert done.status_code == 303
    assert await state_of(review) == "published"


async def test_a_guest_sees_one_complaint_and_decides_it(
    review: str, olu: AgencyMember, mira: Moderator, enter: Enter
) -> None:
    """TRUST 16a."""
    number = await complained(review, olu, mira)
    page = f"/de/moderation/cases/{number}"
    browser = await enter(mira)
    assert (await browser.post(f"{page}/guest", page, email="kaputt")).status_code == 422
    invited = await browser.post(f"{page}/guest", page, email="gast@example.org")
    assert invited.headers["location"] == page
    account = await accounts.by_email("gast@example.org")
    assert account is not None
    guest = await enter(Moderator(account.id, account.public_id))
    own = f"/de/moderation/guest/{number}"
    shown = (await guest.get(own)).text
    assert "Die Mail lag im Spam." in shown
    assert "olu@example.org" not in shown
    assert (await guest.get(page)).status_code == 403
    assert (await guest.get("/de/moderation")).status_code == 403
    done = await guest.post(f"{own}/decision", own, verdict="dismiss", explanation="Es bleibt so.")
    assert done.headers["location"] == own
    assert re.search("abgeschlossen", (await guest.get(own)).text)
    assert await state_of(review) == "removed"


async def test_strangers_and_candidates_stay_outside(review: str, alex: int, enter: Enter) -> None:
    """TRUST 42."""
    number = await report(review)
    visitor, candidate = await enter(None), await enter(Moderator(alex, ""))
    for path in (f"/de/moderation/cases/{number}", f"/de/moderation/guest/{number}"):
        assert (await visitor.get(path)).status_code == 303
    assert (await candidate.get(f"/de/moderation/cases/{number}")).status_code == 403
    assert (await candidate.get(f"/de/moderation/guest/{number}")).status_code == 404


async def test_a_profile_is_never_asked(agency: int, mira: Moderator, enter: Enter) -> None:
    subject = moderation.profile_subject(agency)
    receipt = await moderation.submit_notice(subject, notice(NoticeGround.FALSE_FACT), NOW)
    page = f"/de/moderation/cases/{receipt.number}"
    browser = await enter(mira)
    await browser.post(f"{page}/claim", page)
    shown = (await browser.get(page)).text
    assert f'value="{Step.KEEP}"' in shown
    assert f'value="{Step.OPEN_HEARING}"' not in shown
    assert f'value="{Step.REMOVE}"' not in shown, "facts of registers are corrected"


async def test_readers_see_that_a_review_is_contested_or_carries_a_note(
    review: str, mira: Moderator, alex: int, enter: Enter
) -> None:
    """A contested review stays online, marked; a note says what the moderation found."""
    visitor = await enter(None)
    address = f"/de/reviews/{review}"
    assert "beanstandet" not in (await visitor.get(address)).text
    number = await report(review, NoticeGround.FALSE_FACT)
    assert "wird beanstandet" not in (await visitor.get(address)).text, "a notice marks nothing"
    await moderation.claim_case(number, mira, NOW)
    await moderation.open_hearing(number, mira, "", NOW)
    visitor = await enter(None)
    assert "wird beanstandet" in (await visitor.get(address)).text
    await moderation.claim_case(await _answered(number, alex), mira, NOW)
    await moderation.decide_case(number, mira, Step.LABEL, Ground.INSULT, "Zur Wortwahl.", NOW)
    shown = (await (await enter(None)).get(address)).text
    assert "mit Hinweis der Moderation" in shown
    assert "wird beanstandet" not in shown


async def _answered(number: str, alex: int) -> str:
    await moderation.answer(number, alex, moderation.Answer("So war es.", ""), NOW)
    return number
