"""Invitations by mail: one each, to whom has not refused, and no list kept."""

import datetime as dt
from email.message import EmailMessage
from typing import Any

import factories
import pytest
from support.scanning import places

from resonanz.accounts.service import SignedIn
from resonanz.agencies.service import AgencyRef, invites
from resonanz.kernel import clock, db
from resonanz.kernel.errors import NotFoundError
from resonanz.kernel.settings import Settings
from resonanz.mail import jobs, service
from resonanz.mail.transport import PermanentError
from resonanz.workspace.service import mailings

from .conftest import NOW

DAY = dt.timedelta(days=1)
LIST = tuple(f"kim{number}@example.org" for number in range(10))


def new(addresses: tuple[str, ...] = LIST) -> mailings.NewMailing:
    return mailings.NewMailing(addresses, "de", "Häkchen im Formular", "2026")


async def waiting() -> list[tuple[str, dict[str, Any]]]:
    """To whom mails of invitations wait, with what they will say."""
    rows = await db.rows(
        "SELECT sealed FROM outbox WHERE kind = 'review_invitation' AND sent_at IS NULL "
        "AND failed_at IS NULL ORDER BY due_at"
    )
    return [service.unseal(row["sealed"]) for row in rows]


class Post:
    """Takes letters; refuses for good those to an address with the word "gone"."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []

    async def send(self, message: EmailMessage) -> None:
        if "gone" in message["To"]:
            raise PermanentError("recipient refused (550)")
        self.taken.append(message)


async def deliver(settings: Settings, now: dt.datetime) -> list[EmailMessage]:
    post = Post()
    with clock.at(now):
        await jobs.send_due(1000, settings, post)
    return post.taken


async def test_everybody_on_the_list_gets_the_same_mail(
    agency: AgencyRef, olu: SignedIn, settings: Settings
) -> None:
    """Issue 4: one neutral mail each; TRUST 56: List-Unsubscribe with one click."""
    with clock.at(NOW):
        await mailings.send(agency, new(), olu, NOW)
    assert await deliver(settings, NOW - DAY) == []
    letters = await deliver(settings, NOW + DAY)
    assert [letter["To"] for letter in letters] == list(LIST)
    code = await invites.current(agency.id)
    assert code is not None
    bodies = set()
    for letter in letters:
        ends = f"/de/no-invitations/{mailings.unsubscribe_secret(letter['To'])}"
        address = settings.base_url + ends
        assert letter["List-Unsubscribe"] == f"<{address}>"
        assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        text = letter.get_body(("plain",)).get_content()  # type: ignore[union-attr]
        assert f"/de/invited?code={code.code}" in text
        assert address in text
        bodies.add(text.replace(address, "…"))
    assert len(bodies) == 1


async def test_the_addresses_are_kept_nowhere_once_the_mails_are_out(
    agency: AgencyRef, olu: SignedIn, settings: Settings
) -> None:
    """Issue 4: addresses are deleted after sending."""
    with clock.at(NOW):
        await mailings.send(agency, new(), olu, NOW)
    await deliver(settings, NOW + DAY)
    assert await waiting() == []
    assert await places("kim3") == set()
    (kept,) = await mailings.newest(agency.id)
    assert (kept.addresses, kept.consent_where) == (10, "Häkchen im Formular")
    (count,) = await invites.counts(agency.id, dt.date(2026, 1, 1))
    assert (count.mailed, count.invited) == (10, 10)


async def test_who_wants_no_invitation_gets_none_from_any_agency_for_good(
    agency: AgencyRef, olu: SignedIn
) -> None:
    """TRUST 56; issue 4: unsubscribe honoured forever, across agencies."""
    secret = mailings.unsubscribe_secret(" KIM3@example.org ")
    for _ in range(2):
        await mailings.unsubscribe(secret, NOW)
    other = await factories.agency("Südwind Personal")
    await invites.begin(other, "fay", NOW)
    years = NOW + dt.timedelta(days=4000)
    await mailings.send(agency, new(), olu, NOW)
    await mailings.send(other, new(), olu, NOW)
    await mailings.forget_old(years)
    await mailings.send(other, new(), olu, years)
    to = [address for address, _ in await waiting()]
    assert len(to) == 27
    assert "kim3@example.org" not in to
    assert [one.addresses for one in await mailings.newest(other.id)] == [10]


async def test_a_mail_that_waits_is_thrown_away_too(agency: AgencyRef, olu: SignedIn) -> None:
    await mailings.send(agency, new(), olu, NOW)
    await mailings.unsubscribe(mailings.unsubscribe_secret("kim3@example.org"), NOW)
    assert [address for address, _ in await waiting()] == [
        one for one in LIST if not one.startswith("kim3")
    ]


@pytest.mark.parametrize("secret", ["", "x", "0" * 48, "ü" * 48])
async def test_a_secret_that_was_never_mailed_ends_nothing(agency: AgencyRef, secret: str) -> None:
    with pytest.raises(NotFoundError):
        await mailings.unsubscribe(secret, NOW)
    assert await db.rows("SELECT 1 AS one FROM no_invitation") == []


async def test_nobody_is_invited_twice_in_twelve_months_by_one_agency(
    agency: AgencyRef, olu: SignedIn
) -> None:
    other = await factories.agency("Südwind Personal")
    await invites.begin(other, "fay", NOW)
    for at in (NOW, NOW + 40 * DAY):
        await mailings.send(agency, new(), olu, at)
    assert len(await waiting()) == 10
    await mailings.send(other, new(), olu, NOW)
    assert len(await waiting()) == 20
    later = NOW + 380 * DAY
    await mailings.forget_old(later)
    await mailings.send(agency, new(), olu, later)
    assert len(await waiting()) == 30


async def test_dead_addresses_are_counted_and_pause_the_agency(
    agency: AgencyRef, olu: SignedIn, settings: Settings
) -> None:
    """Issue 4: bounce handling."""
    gone = tuple(f"gone{number}@example.org" for number in range(5))
    await mailings.send(agency, new(LIST[:5] + gone), olu, NOW)
    assert len(await deliver(settings, NOW + DAY)) == 5
    (kept,) = await mailings.newest(agency.id)
    assert kept.bounced == 5
    with pytest.raises(mailings.PausedError):
        await mailings.send(agency, new(), olu, NOW + DAY)
    await mailings.send(agency, new(), olu, NOW + 31 * DAY)


async def test_there_is_an_end_to_mails_in_a_month(agency: AgencyRef, olu: SignedIn) -> None:
    for part in range(4):
        some = tuple(f"p{part}n{number}@example.org" for number in range(500))
        await mailings.send(agency, new(some), olu, NOW)
    with pytest.raises(mailings.NoRoomError):
        await mailings.send(agency, new(), olu, NOW)


async def test_what_the_agency_sees_does_not_tell_who_refused(
    agency: AgencyRef, olu: SignedIn
) -> None:
    """Two worlds that differ in one refusal look the same to the agency."""
    seen = []
    for refused in (False, True):
        if refused:
            await db.execute("DELETE FROM invited_address")
            await db.execute("DELETE FROM invite_mailing")
            await db.execute("DELETE FROM invite_count")
            await mailings.unsubscribe(mailings.unsubscribe_secret(LIST[0]), NOW)
        await mailings.send(agency, new(), olu, NOW)
        counts = await invites.counts(agency.id, dt.date(2026, 1, 1))
        seen.append((await mailings.newest(agency.id), counts))
    assert seen[0] == seen[1]
