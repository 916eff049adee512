"""All that a moderator gets to know of a case."""

import datetime as dt
from dataclasses import dataclass

from resonanz.agencies import service as agencies
from resonanz.agencies.queries.reading import stored_agency
from resonanz.agencies.service import AgencyRef, Candidate
from resonanz.reviews.service import ReviewRecord

from .. import queries
from ..domain import Ground, Verdict, is_live
from .colleagues import Colleague, colleague
from .conversation import TeamNote, notes_on_review
from .errors import Moderator, foreign_review
from .history import History, history_of
from .signals import StoredSignal, stored_signals


@dataclass(frozen=True, slots=True)
class PastDecision:
    """A decision that was made on the review."""

    verdict: Verdict
    ground: Ground | None
    explanation: str
    decided_at: dt.datetime
    by: Colleague


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the author wrote of an agency that is not listed yet, and listed ones like it."""

    country: str
    city: str | None
    website: str | None
    similar: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A review with what helps to judge it; `claimed_by` is who works on it now, until when."""

    review: ReviewRecord
    agency: AgencyRef
    proposal: Proposal | None
    history: History
    author_is_member: bool
    decisions: tuple[PastDecision, ...]
    claimed_by: Colleague | None
    claimed_until: dt.datetime | None
    signals: tuple[StoredSignal, ...]
    team: tuple[TeamNote, ...]


async def case(public_id: str, moderator: Moderator, now: dt.datetime) -> Case:
    """A review for its check; raises NotFoundError, ForbiddenError for an own one."""
    record = await foreign_review(public_id, moderator)
    agency = (await agencies.agencies_by_id([record.agency_id]))[record.agency_id]
    claim = await queries.claim_of(record.id)
    live = claim is not None and is_live(claim["expires_at"], now)
    past = await queries.decisions_on(record.id)
    people = {row["account_id"] for row in past}
    if claim is not None and live:
        people.add(claim["account_id"])
    team = {account_id: await colleague(account_id, moderator) for account_id in people}
    return Case(
        review=record,
        agency=agency,
        proposal=await _proposal(agency) if agency.state == "proposed" else None,
        history=await history_of(record, record.agency_id, now),
        author_is_member=record.account_id is not None
        and await agencies.is_member(record.account_id),
        decisions=tuple(
            PastDecision(
                Verdict(row["kind"]),
                Ground(row["ground"]) if row["ground"] else None,
                row["explanation"],
                row["decided_at"],
                team[row["account_id"]],
            )
            for row in past
        ),
        claimed_by=team[claim["account_id"]] if claim is not None and live else None,
        claimed_until=claim["expires_at"] if claim is not None and live else None,
        signals=tuple(
            one
            for one in (await stored_signals([record.id])).get(record.id, ())
            if one.version == record.version
        ),
        team=await notes_on_review(record.id, moderator),
    )


async def _proposal(agency: AgencyRef) -> Proposal:
    stored = await stored_agency(agency.id)
    return Proposal(
        agency.country,
        agency.city,
        stored.website if stored else None,
        await agencies.likely_duplicates(agency.id),
    )
