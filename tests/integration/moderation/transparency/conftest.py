"""A month of moderation: rejected, disputed, reported, complained about."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest

from resonanz.accounts.queries import accounts
from resonanz.accounts.service import demo
from resonanz.kernel import db
from resonanz.kernel.settings import Settings
from resonanz.moderation import service as moderation
from resonanz.moderation.domain import Ground, NoticeGround, Step, Verdict
from resonanz.moderation.service import AgencyMember, Moderator, NewNotice, deadlines
from resonanz.reviews import service as reviews

NOW = dt.datetime(2026, 11, 18, 9, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
END = NOW + 30 * DAY
EXPLANATION = "Ein Vorwurf im zweiten Absatz blieb ohne jeden Anhalt."
SAID = "Quittengelee steht nur in der Meldung."
NEVER_PUBLIC = (
    "Nora",
    "nora@",
    "alex",
    "olu@",
    "mira@",
    "milo@",
    "Nordlicht",
    "Quittengelee",
    "Zweitgespräch",
    "zweiten Absatz",
)
"""Names, addresses and words of texts that the scene put in."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Public ids of the reviews by what became of them."""

    silent: str
    kept: str
    restored: str
    removed: str
    rejected: str
    agency: int


@pytest.fixture
async def olu(settings: Settings, agency: int) -> AgencyMember:
    """Owner of the agency."""
    account_id = await demo.create_account(
        settings, "olu@example.org", "drei müde Kraniche über Husum", "de"
    )
    await db.execute(
        "INSERT INTO agency_member (agency_id, account_id, role, created_at) "
        "VALUES ({}, {}, 'owner', {})",
        agency,
        account_id,
        NOW,
    )
    account = await accounts.by_id(account_id)
    assert account is not None
    return AgencyMember(account_id, account.public_id, account.email, "de")


@pytest.fixture
async def scene(
    agency: int, queue_review: Any, mira: Moderator, milo: Moderator, olu: AgencyMember
) -> Scene:
    """Ten reviews published, one returned, one rejected; disputes, notices, complaints decided."""

    async def check(verdict: Verdict, ground: Ground | None = None, words: str = "") -> str:
        public_id: str = await queue_review(at=NOW)
        at = NOW + dt.timedelta(hours=6)
        await moderation.claim(public_id, mira, at)
        await moderation.decide(public_id, mira, verdict, ground, words, at)
        return public_id

    public = [await check(Verdict.APPROVE) for _ in range(10)]
    for public_id in public:
        await reviews.publish(public_id, NOW + DAY)
    await check(Verdict.RETURN, Ground.PERSON)
    rejected = await check(Verdict.REJECT, Ground.ALLEGATION, EXPLANATION)
    silent, kept, restored, removed = public[:4]

    async def decide(number: str, step: Step, ground: Ground | None, at: dt.datetime) -> None:
        await moderation.claim_case(number, mira, at)
        words = EXPLANATION if ground is Ground.ALLEGATION else ""
        await moderation.decide_case(number, mira, step, ground, words, at)

    asked = await moderation.dispute(silent, olu, NoticeGround.NO_CONTACT, "", NOW + DAY)
    await moderation.claim_case(asked.number, mira, NOW + DAY)
    assert await moderation.open_hearing(asked.number, mira, "", NOW + DAY)
    disputed = await moderation.dispute(kept, olu, NoticeGround.FALSE_FACT, SAID, NOW + DAY)
    await decide(disputed.number, Step.KEEP, None, NOW + 3 * DAY)

    insult = await _report(restored, NoticeGround.INSULT)
    await decide(insult, Step.REMOVE, Ground.INSULT, NOW + 3 * DAY)
    person = await _report(removed, NoticeGround.PRIVACY)
    await decide(person, Step.REMOVE, Ground.PERSON, NOW + 4 * DAY)

    assert await deadlines.end_hearings(NOW + 16 * DAY) == 1
    await _complain(insult, milo, uphold=True)
    rejection = await db.row("SELECT public_id FROM moderation_case WHERE kind = 'rejection'")
    assert rejection is not None
    await _complain(rejection["public_id"], milo, uphold=False)
    return Scene(silent, kept, restored, removed, rejected, agency)


async def _report(review: str, ground: NoticeGround) -> str:
    subject = await moderation.review_subject(review)
    notice = NewNotice(
        ground=ground,
        text=SAID,
        address=f"https://example.org/de/reviews/{review}",
        name="Nora Beispiel",
        email="nora@example.org",
        good_faith=True,
        language="de",
    )
    return (await moderation.submit_notice(subject, notice, NOW + DAY)).number


async def _complain(number: str, milo: Moderator, *, uphold: bool) -> None:
    at = NOW + 18 * DAY
    access = await moderation.complaint_access(moderation.author_secret(number))
    assert access is not None
    await moderation.complain(access, SAID, at)
    await moderation.claim_case(number, milo, at + DAY)
    await moderation.decide_complaints(
        number, milo, uphold=uphold, ground=None, answer="Noch einmal geprüft.", now=at + DAY
    )
