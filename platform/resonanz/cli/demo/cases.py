"""What people of the demo have done: open cases of all sorts, and an agency that invites."""

import datetime as dt
from dataclasses import replace
from typing import cast

from resonanz.accounts.queries import accounts
from resonanz.agencies import service as agencies
from resonanz.agencies.service import invites
from resonanz.directory.queries import profiles
from resonanz.kernel import db
from resonanz.kernel.clock import site_day
from resonanz.kernel.i18n import Language
from resonanz.moderation import service as moderation
from resonanz.moderation.domain import NoticeGround, Step
from resonanz.moderation.service import AgencyMember, Moderator, NewNotice, corrections
from resonanz.reviews import service as reviews
from resonanz.scoring.domain.ledger import Answer, Concreteness, DaysClass, LedgerLine


async def add_member(agency_id: int, email: str, now: dt.datetime) -> AgencyMember:
    """Make an account the owner of an agency's profile."""
    account = await accounts.by_email(email)
    assert account is not None
    await db.execute(
        "INSERT INTO agency_member (agency_id, account_id, role, created_at) "
        "VALUES ({}, {}, 'owner', {})",
        agency_id,
        account.id,
        now,
    )
    await accounts.require_second_factor(account.id)
    return AgencyMember(
        account.id, account.public_id, account.email, cast(Language, account.language)
    )


async def add_cases(
    agency_id: int, owner: AgencyMember, alex: str, moderators: tuple[str, str], now: dt.datetime
) -> None:
    """Open the cases; `alex` wrote one of the agency's reviews, the first moderator is Mira."""
    mira, milo = [await acting(email) for email in moderators]
    account = await accounts.by_email(alex)
    assert account is not None
    await reviews.claim_author(alex, account.id)
    (own,) = await reviews.mine(account.id)
    await _hearing(own.public_id, owner, mira, now)
    await corrections.propose(own.public_id, owner, _otherwise(own.lines[-1]), now)
    shown = await profiles.reviews(agency_id, None, 20)
    others = [row["public_id"] for row in shown if row["public_id"] != own.public_id]
    await moderation.dispute(others[0], owner, NoticeGround.NO_CONTACT, "", now)
    await _notice(others[1], NoticeGround.PRIVACY, "Ich bin darin zu erkennen.", now)
    await _complaint(others[2], milo, now)


async def add_invitations(agency_id: int, owner: AgencyMember, now: dt.datetime) -> None:
    """Let the agency invite its candidates, with what it counted in two quarters."""
    agency = (await agencies.agencies_by_id([agency_id]))[agency_id]
    await invites.begin(agency, owner.public_id, now)
    for quarter, invited in zip(invites.open_quarters(site_day(now)), (64, 118), strict=True):
        await invites.enter_count(agency, quarter, invited, owner.public_id, now)


async def acting(email: str) -> Moderator:
    """A moderator of the demo."""
    account = await accounts.by_email(email)
    assert account is not None
    return Moderator(account.id, account.public_id)


async def _hearing(review: str, owner: AgencyMember, mira: Moderator, now: dt.datetime) -> None:
    receipt = await moderation.dispute(review, owner, NoticeGround.NO_CONTACT, "", now)
    await moderation.claim_case(receipt.number, mira, now)
    await moderation.open_hearing(receipt.number, mira, "", now)


def _otherwise(line: LedgerLine) -> LedgerLine:
    """What an agency says instead: that it was quicker, or that a word did come."""
    if line.answer in {Answer.ADVANCED, Answer.REJECTION} and line.days:
        return replace(line, days=DaysClass(line.days - 1))
    return LedgerLine(
        line.stage,
        Answer.REJECTION,
        DaysClass.FROM_8_TO_14,
        chasers=line.chasers,
        promise=line.promise,
        concreteness=Concreteness.GENERAL,
    )


async def _notice(review: str, ground: NoticeGround, text: str, now: dt.datetime) -> str:
    notice = NewNotice(
        ground=ground,
        text=text,
        address=f"https://demo.example/de/reviews/{review}",
        name="Nora Beispiel",
        email="nora@demo.example",
        good_faith=True,
        language="de",
    )
    subject = await moderation.review_subject(review)
    return (await moderation.submit_notice(subject, notice, now)).secret


async def _complaint(review: str, milo: Moderator, now: dt.datetime) -> None:
    secret = await _notice(review, NoticeGround.FALSE_FACT, "So war es nicht.", now)
    access = await moderation.complaint_access(secret)
    assert access is not None
    await moderation.claim_case(access.case.public_id, milo, now)
    await moderation.decide_case(access.case.public_id, milo, Step.KEEP, None, "", now)
    access = await moderation.complaint_access(secret)
    assert access is not None
    await moderation.complain(access, "Bitte lesen Sie den ersten Absatz noch einmal.", now)
