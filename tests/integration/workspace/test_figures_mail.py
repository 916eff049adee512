"""Figures by mail: wanted, calm, once a period, ended by one click."""

import asyncio
import datetime as dt
from email.message import EmailMessage

import factories
import pytest
from cast import ALEX, OLU, OTTO, RENA, Person
from support.letters import letters, sent

from resonanz.agencies.queries import members
from resonanz.agencies.queries.members import Membership
from resonanz.agencies.service import AgencyRef, branches
from resonanz.kernel import clock, db
from resonanz.kernel.settings import Settings
from resonanz.mail import jobs as outbox
from resonanz.workspace.domain.figures_mail import Pace
from resonanz.workspace.jobs import mail_figures
from resonanz.workspace.service import figures_mail
from resonanz.workspace.service.overview import figures

from .conftest import NOW

TODAY = clock.site_day(NOW)
MONDAY = dt.datetime(2026, 11, 23, 7, tzinfo=dt.UTC)
"""Eight o'clock in Berlin."""
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture
async def own(agency: AgencyRef) -> Membership:
    return Membership(agency, await factories.member(agency, OLU), "owner", several=False)


async def choose(own: Membership, pace: Pace | None) -> None:
    found = await figures(own.agency, TODAY)
    await figures_mail.choose(own, pace, found.snapshot, TODAY)


async def work(at: dt.datetime) -> None:
    with clock.at(at):
        assert not await mail_figures(at)


async def happen(agency: AgencyRef, person: Person = ALEX) -> str:
    """A review appears."""
    return await factories.published_review(agency, person, at=NOW)


async def test_nobody_gets_figures_who_did_not_ask_for_them(own: Membership) -> None:
    await happen(own.agency)
    await work(MONDAY)
    assert await sent("desk_figures") == []


async def test_a_week_s_figures_come_on_monday_morning_once(own: Membership) -> None:
    await choose(own, Pace.WEEK)
    await happen(own.agency)
    await work(NOW + HOUR)
    await work(MONDAY - HOUR)
    assert await sent("desk_figures") == []
    for later in (0, 1, 6, 30, 100):
        await work(MONDAY + later * HOUR)
    assert await sent("desk_figures") == [("desk_figures", OLU.email)]
    (letter,) = await letters("desk_figures")
    assert letter.context["changes"] == "eine neue Bewertung"
    assert letter.context["suggested"] == "Eine neuere Bewertung ohne Antwort"
    assert letter.context["since"] == "18. November 2026"


async def test_who_answers_for_a_branch_hears_what_waits_there_alone(own: Membership) -> None:
    for name in ("Nord", "Süd"):
        await branches.add(own.agency, name, "", "olu", NOW)
    north, south = await branches.branches_of(own.agency.id)
    rena = await factories.member(own.agency, RENA, "responder")
    await members.put(own.agency.id, rena, "responder", south.id, NOW)
    limited = Membership(own.agency, rena, "responder", several=False, branch=south)
    for one in (own, limited):
        await choose(one, Pace.WEEK)
    for branch, people in ((north, (ALEX, OTTO)), (south, (Person("Zoe"),))):
        for person in people:
            review = await happen(own.agency, person)
            at = (branch.id, review)
            await db.execute("UPDATE review SET branch_id = {} WHERE public_id = {}", *at)
    await work(MONDAY)
    told = {one.to: one.context["suggested"] for one in await letters("desk_figures")}
    assert told == {
        OLU.email: "3 neuere Bewertungen ohne Antwort",
        RENA.email: "Eine neuere Bewertung ohne Antwort",
    }


async def test_two_workers_at_once_send_one_mail(own: Membership) -> None:
    await choose(own, Pace.WEEK)
    await happen(own.agency)
    await asyncio.gather(*(work(MONDAY) for _ in range(3)))
    assert len(await sent("desk_figures")) == 1


async def test_a_month_s_figures_come_on_the_first_or_the_day_after(own: Membership) -> None:
    await choose(own, Pace.MONTH)
    await happen(own.agency)
    await work(MONDAY)
    assert await sent("desk_figures") == []
    await work(dt.datetime(2026, 12, 2, 9, tzinfo=dt.UTC))
    assert len(await sent("desk_figures")) == 1


async def test_where_nothing_happened_nothing_comes(own: Membership) -> None:
    """What is merely suggested is no reason for a mail."""
    await happen(own.agency)
    await choose(own, Pace.WEEK)
    await work(MONDAY)
    assert await sent("desk_figures") == []
    with clock.at(MONDAY + DAY):
        await factories.published_review(own.agency, OTTO, at=clock.now())
    await work(MONDAY + 7 * DAY)
    (letter,) = await letters("desk_figures")
    assert letter.context["changes"] == "eine neue Bewertung"
    assert letter.context["since"] == "23. November 2026"


async def test_small_cells_stay_out_of_mails(own: Membership) -> None:
    """TRUST 29: shares are told from ten on."""
    await choose(own, Pace.WEEK)
    for number in range(4):
        await happen(own.agency, Person(f"Gast{number}"))  # two stages each
    await work(MONDAY)
    await happen(own.agency, ALEX)
    await work(MONDAY + 7 * DAY)
    first, second = await letters("desk_figures")
    assert "beantwortet" not in first.context["changes"] + first.context["standing"]
    assert "beantwortet: 100\xa0%, n = 10" in second.context["standing"]
    assert "beantwortet – → 100" in second.context["changes"]


async def test_each_member_chooses_alone_and_reads_the_own_language(own: Membership) -> None:
    eva = Person("Eva", "es")
    account = await factories.member(own.agency, eva, "responder")
    await factories.member(own.agency, RENA, "responder")
    await choose(Membership(own.agency, account, "responder", several=False), Pace.WEEK)
    await happen(own.agency)
    await work(MONDAY)
    (letter,) = await letters("desk_figures")
    assert letter.to == eva.email
    assert letter.context["changes"] == "una reseña nueva"


async def test_who_left_or_wants_none_gets_none(own: Membership) -> None:
    rena = await factories.member(own.agency, RENA, "responder")
    await choose(Membership(own.agency, rena, "responder", several=False), Pace.WEEK)
    await choose(own, Pace.WEEK)
    await choose(own, None)
    await db.execute("DELETE FROM agency_member WHERE account_id = {}", rena)
    await happen(own.agency)
    await work(MONDAY)
    assert await sent("desk_figures") == []


class _Kept:
    """A transport that keeps what it is given."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []

    async def send(self, message: EmailMessage) -> None:
        """Keep it."""
        self.messages.append(message)


async def test_the_mail_can_be_ended_by_one_click(own: Membership, settings: Settings) -> None:
    """TRUST 56, RFC 8058; TRUST 59: no word of a review."""
    await choose(own, Pace.WEEK)
    await happen(own.agency)
    await work(MONDAY)
    (letter,) = await letters("desk_figures")
    kept = _Kept()
    with clock.at(MONDAY):
        await outbox.send_due(50, settings, kept)
    (mail,) = [one for one in kept.messages if "Zahlen" in str(one["Subject"])]
    path = letter.context["unsubscribe"]
    assert mail["List-Unsubscribe"] == f"<{settings.base_url}/de{path}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    text = mail.get_body(("plain",))
    assert text is not None
    said = text.get_content()
    assert f"{settings.base_url}/de{path}" in said
    assert "Absage mit Gründen" not in said
    secret = path.rpartition("/")[2]
    assert (await figures_mail.about(secret)).id == own.agency.id
    await figures_mail.unsubscribe(secret)
    await happen(own.agency, OTTO)
    await work(MONDAY + 7 * DAY)
    assert await sent("desk_figures") == []
