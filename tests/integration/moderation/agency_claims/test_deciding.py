"""Claims by documents, and after lost owners: sealed, one moderator alone, destroyed (TRUST 21)."""

import datetime as dt

import factories
import pytest
from cast import ALEX, MILO, MIRA, OLU, OTTO, Person
from support import documents
from support.letters import letters, sent
from support.scanning import places

from resonanz import wiring
from resonanz.accounts.queries import accounts
from resonanz.agencies.domain.claims import ClaimState, DocumentKind, Shortfall, Way
from resonanz.agencies.queries import claims as stored
from resonanz.agencies.queries import proofs
from resonanz.agencies.queries.members import members_of
from resonanz.agencies.service import AgencyRef, claims
from resonanz.kernel import db
from resonanz.kernel import settings as settings_module
from resonanz.kernel.clock import site_day
from resonanz.kernel.errors import ForbiddenError, NotFoundError
from resonanz.kernel.settings import Settings
from resonanz.moderation.domain.evidence import Refusal
from resonanz.moderation.domain.interests import InterestKind
from resonanz.moderation.domain.work import WorkKind
from resonanz.moderation.service import (
    ClaimedError,
    DecidedError,
    Moderator,
    agency_claims,
    interests,
)
from resonanz.moderation.service.agency_claims import WaitingClaim
from resonanz.moderation.service.evidence import Upload
from resonanz.moderation.service.next_work import claim_next_work, today
from resonanz.moderation.service.reach import reach_of

pytestmark = pytest.mark.usefixtures("database")

NOW = dt.datetime(2026, 11, 18, 9, tzinfo=dt.UTC)
"""A Wednesday."""
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _installed(settings: Settings) -> None:
    settings_module.use(settings)
    wiring.register()


@pytest.fixture
async def agency(database: db.Engine) -> AgencyRef:
    return await factories.agency()


async def moderator(person: Person) -> Moderator:
    account = await accounts.by_id(await factories.account(person))
    assert account is not None
    return Moderator(account.id, account.public_id)


async def claimant(person: Person) -> claims.Claimant:
    account = await accounts.by_id(await factories.account(person))
    assert account is not None
    return claims.Claimant(account.id, account.public_id, account.email)


async def hand_in(agency: AgencyRef, person: Person = OTTO, at: dt.datetime = NOW) -> str:
    """A claim by one picture; its public id."""
    upload = Upload("auszug.png", documents.png())
    who = await claimant(person)
    assert await agency_claims.hand_in(agency, who, [upload], at) == []
    made = await stored.open_of(agency.id, who.account_id)
    assert made is not None
    return made.public_id


async def queued(who: Moderator, at: dt.datetime = NOW) -> tuple[WaitingClaim, ...]:
    return await agency_claims.queue(await reach_of(who), who, at)


async def owners(agency: AgencyRef) -> list[str]:
    return [one.email for one in await members_of(agency.id) if one.role == "owner"]


async def count(table: str) -> int:
    row = await db.row(f"SELECT COUNT(*) AS n FROM {table}")
    assert row is not None
    return int(row["n"])


async def test_a_document_waits_sealed_for_three_working_days(agency: AgencyRef) -> None:
    public_id = await hand_in(agency)
    mira = await moderator(MIRA)
    ((waiting),) = await queued(mira)
    assert (waiting.public_id, waiting.way, waiting.succeeds) == (public_id, Way.DOCUMENT, False)
    assert site_day(waiting.due_at) == dt.date(2026, 11, 23)
    row = await db.row("SELECT sealed FROM claim_page")
    assert row is not None
    assert b"WEBP" not in bytes(row["sealed"])
    assert await places("GEHEIM-IM-KOMMENTAR") == set()
    assert (await today(mira, NOW)).tallies[WorkKind.AGENCY].waiting == 1


async def test_only_whoever_took_it_over_sees_the_pages_and_each_look_is_logged(
    agency: AgencyRef,
) -> None:
    public_id = await hand_in(agency)
    mira, milo = await moderator(MIRA), await moderator(MILO)
    assert (await agency_claims.show(public_id, mira, NOW)).sheets == ()
    await agency_claims.take(public_id, mira, NOW)
    (sheet,) = (await agency_claims.show(public_id, mira, NOW)).sheets
    assert (await agency_claims.show(public_id, milo, NOW)).sheets == ()
    assert (await agency_claims.image(sheet.document, 1, mira, NOW))[8:12] == b"WEBP"
    for who, at in ((milo, NOW), (mira, NOW + dt.timedelta(minutes=15))):
        with pytest.raises(ForbiddenError):
            await agency_claims.image(sheet.document, 1, who, at)
    with pytest.raises(ClaimedError):
        await agency_claims.take(public_id, milo, NOW)
    acts = await db.rows(
        "SELECT action FROM audit_entry WHERE action LIKE 'claim.page%' ORDER BY id"
    )
    assert [row["action"] for row in acts] == [
        *("claim.page_viewed", "claim.page_denied", "claim.page_denied")
    ]


async def test_a_granted_claim_makes_an_owner_and_destroys_the_documents(
    agency: AgencyRef,
) -> None:
    public_id = await hand_in(agency)
    mira = await moderator(MIRA)
    await agency_claims.take(public_id, mira, NOW)
    await agency_claims.decide(public_id, mira, DocumentKind.REGISTER, NOW)
    assert await owners(agency) == [OTTO.email]
    assert (await count("claim_document"), await count("claim_page")) == (0, 0)
    assert ("agency_claim_granted", OTTO.email) in await sent()
    claim = await stored.by_public_id(public_id)
    assert claim is not None
    assert (claim.state, claim.reason) == (ClaimState.GRANTED, "register")
    proof = await proofs.of_agency(agency.id)
    assert proof is not None
    assert (proof.way, proof.check_at) == ("document", None)
    with pytest.raises(DecidedError):
        await agency_claims.decide(public_id, mira, Shortfall.OUTDATED, NOW)


async def test_a_refused_claim_says_why_and_destroys_the_documents(agency: AgencyRef) -> None:
    public_id = await hand_in(agency)
    mira = await moderator(MIRA)
    with pytest.raises(ClaimedError):
        await agency_claims.decide(public_id, mira, Shortfall.OUTDATED, NOW)
    await agency_claims.take(public_id, mira, NOW)
    await agency_claims.decide(public_id, mira, Shortfall.OUTDATED, NOW)
    assert await owners(agency) == []
    assert await count("claim_document") == 0
    (told,) = await letters("agency_claim_refused")
    assert (told.to, told.context["why"]) == (OTTO.email, "Das Dokument ist nicht mehr aktuell.")
    assert await hand_in(agency, at=NOW + DAY) != public_id


async def test_a_withdrawn_claim_destroys_the_documents(agency: AgencyRef) -> None:
    await hand_in(agency)
    await claims.withdraw(agency, await claimant(OTTO), NOW)
    assert await count("claim_document") == 0
    assert await queued(await moderator(MIRA)) == ()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Refusal.EMPTY),
        (None, Refusal.TOO_LARGE),
        (b"MZ\x90\x00 a program", Refusal.UNKNOWN),
        (b"%PDF-1.7 broken", Refusal.DAMAGED),
    ],
)
async def test_of_files_that_are_refused_none_is_kept(
    agency: AgencyRef, content: bytes | None, reason: Refusal
) -> None:
    """TRUST 44: and the good one beside it neither, since a half claim helps nobody."""
    good, bad = Upload("a.png", documents.png()), Upload("b.pdf", content)
    refused = await agency_claims.hand_in(agency, await claimant(OTTO), [good, bad], NOW)
    assert [(one.name, one.reason) for one in refused] == [("b.pdf", reason)]
    assert (await count("claim_document"), await count("agency_claim")) == (0, 0)


async def test_who_is_connected_with_an_agency_decides_none_of_its_claims(
    agency: AgencyRef,
) -> None:
    public_id = await hand_in(agency)
    milo = await moderator(MILO)
    await interests.declare(
        milo.account_id, milo.public_id, agency.slug, InterestKind.CLIENT, None, NOW
    )
    assert await queued(milo) == ()
    with pytest.raises(ForbiddenError):
        await agency_claims.take(public_id, milo, NOW)


async def test_an_author_cannot_hand_in_a_document_for_the_agency(agency: AgencyRef) -> None:
    """TRUST 4."""
    await factories.published_review(agency, ALEX)
    upload = Upload("a.png", documents.png())
    with pytest.raises(claims.ObjectionError):
        await agency_claims.hand_in(agency, await claimant(ALEX), [upload], NOW)
    assert await count("claim_document") == 0


async def test_owners_are_asked_before_a_moderator_sees_a_document(agency: AgencyRef) -> None:
    """A lost owner is replaced by proof; the former one is told."""
    await factories.member(agency, OLU)
    public_id = await hand_in(agency)
    mira = await moderator(MIRA)
    assert await queued(mira) == ()
    with pytest.raises(NotFoundError):
        await agency_claims.show(public_id, mira, NOW)
    assert await sent("agency_owners_asked") == [("agency_owners_asked", OLU.email)]
    later = NOW + 14 * DAY
    await claims.hear_owners(later)
    (waiting,) = await queued(mira, later)
    assert waiting.succeeds
    await agency_claims.take(public_id, mira, later)
    file = await agency_claims.show(public_id, mira, later)
    assert [one.email for one in file.owners] == [OLU.email]
    await agency_claims.decide(public_id, mira, DocumentKind.AUTHORITY, later)
    assert await owners(agency) == [OTTO.email]


async def test_an_agency_that_got_owners_meanwhile_is_asked_before_the_claim_is_granted(
    agency: AgencyRef,
) -> None:
    public_id = await hand_in(agency)
    await factories.member(agency, OLU)
    mira = await moderator(MIRA)
    await agency_claims.take(public_id, mira, NOW)
    await agency_claims.decide(public_id, mira, DocumentKind.REGISTER, NOW)
    assert await owners(agency) == [OLU.email]
    claim = await stored.by_public_id(public_id)
    assert claim is not None
    assert claim.state is ClaimState.ASKING
    assert await count("claim_document") == 1


async def test_the_next_case_may_be_a_claim(agency: AgencyRef) -> None:
    public_id = await hand_in(agency)
    work = await claim_next_work(await moderator(MIRA), NOW)
    assert work is not None
    assert (work.kind, work.public_id) == (WorkKind.AGENCY, public_id)
