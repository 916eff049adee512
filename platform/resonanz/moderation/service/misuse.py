"""Misuse of the procedure (TRUST 18): incidents are noted, and people decide what follows.

Nothing follows by itself. Each sanction is a decision in a case of its own, with a statement of
reasons (TRUST 15) and a complaint that another human hears (TRUST 16, 17).
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from resonanz.agencies import service as agencies
from resonanz.audit import service as audit
from resonanz.kernel import crypto, db
from resonanz.kernel.clock import site_day
from resonanz.kernel.errors import ConflictError, NotFoundError
from resonanz.reviews import service as reviews

from .. import mails
from ..domain import CaseKind, CaseState, Outcome, SubjectType, complaint_until
from ..domain.deadlines import purge_on
from ..domain.misuse import (
    INCIDENTS_KEPT_DAYS,
    PartyKind,
    PastSanction,
    SanctionKind,
    next_sanction,
    points,
    suspension_ends,
)
from ..queries import insert_decision
from ..queries import misuse as queries
from .case_claims import foreign_case
from .errors import Moderator
from .interests import require_independent
from .misuse_parties import addresses_of
from .misuse_reasons import give_sanction_reasons
from .misuse_suspension import author_party, notifier_party
from .openings import open_decided
from .reasons import author_secret
from .records import CaseRecord, notices_of

_DECIDED = frozenset({CaseState.DECIDED, CaseState.COMPLAINT, CaseState.FINAL})


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A party with incidents; `numbers` are their cases, `proposed` is what may follow now."""

    party: str
    kind: PartyKind
    agency_name: str
    numbers: tuple[str, ...]
    weight: float
    past: tuple[PastSanction, ...]
    suspended_until: dt.date | None
    proposed: SanctionKind | None


async def note(public_id: str, kind: PartyKind, moderator: Moderator, now: dt.datetime) -> None:
    """Note that a decided case was manifest misuse by its notifiers or its author.

    Raises NotFoundError, ForbiddenError for whoever is part of the case, ConflictError where the
    outcome speaks against it or nobody can be meant.
    """
    record = await foreign_case(public_id, moderator)
    parties = await _parties(record, kind)
    if record.state not in _DECIDED or not parties:
        raise ConflictError("misuse")
    async with db.transaction():
        for party in sorted(parties):
            if await queries.note_misuse(party, record.id, moderator.account_id, now):
                await audit.record(
                    moderator.public_id, "misuse.note", "case", public_id, kind.value, now=now
                )


async def _parties(record: CaseRecord, kind: PartyKind) -> set[str]:
    if kind is PartyKind.NOTIFIER and record.outcome is Outcome.KEPT:
        notices = await notices_of(record)
        return {notifier_party(one.email) for one in notices if one.email and not one.agency_id}
    against = {Outcome.REMOVED, Outcome.REJECTED}
    if kind is PartyKind.AUTHOR and record.outcome in against and record.review_public_id:
        review = await reviews.record(record.review_public_id)
        if review is not None and review.account_id is not None:
            return {author_party(review.account_id)}
    return set()


async def suspicions(now: dt.datetime) -> list[Suspicion]:
    """All parties with incidents, the heaviest first."""
    found = defaultdict(list)
    for row in await queries.incidents(now - dt.timedelta(days=INCIDENTS_KEPT_DAYS)):
        found[row["party"]].append(row)
    past = defaultdict(list)
    ends: dict[str, dt.date | None] = {}
    for row in await queries.sanctions():
        past[row["party"]].append(PastSanction(SanctionKind(row["kind"]), row["imposed_at"]))
        ends[row["party"]] = row["until"]
    refs = await agencies.agencies_by_id(
        int(number) for kind, _, number in (one.partition(":") for one in found) if kind == "agency"
    )
    made = []
    for party, rows in found.items():
        kind, _, number = party.partition(":")
        moments = [_moment(row["at"]) for row in rows]
        ref = refs.get(int(number)) if kind == PartyKind.AGENCY else None
        made.append(
            Suspicion(
                party=party,
                kind=PartyKind(kind),
                agency_name=ref.name if ref else "",
                numbers=tuple(row["number"] for row in rows),
                weight=points(moments, now),
                past=tuple(past[party]),
                suspended_until=ends.get(party),
                proposed=next_sanction(moments, past[party], now),
            )
        )
    return sorted(made, key=lambda one: -one.weight)


def _moment(value: dt.datetime | str) -> dt.datetime:
    # SQLite forgets the column's type in a UNION.
    return dt.datetime.fromisoformat(value) if isinstance(value, str) else value


async def impose(
    party: str, kind: SanctionKind, explanation: str, moderator: Moderator, now: dt.datetime
) -> str:
    """Carry out what may follow now, and tell the party why; the number of the sanction's case.

    Raises NotFoundError for a party without incidents, ForbiddenError for who is part of any of
    its cases, ConflictError if something else may follow (by now).
    """
    async with db.transaction():
        await queries.lock_parties()
        found = next((one for one in await suspicions(now) if one.party == party), None)
        if found is None:
            raise NotFoundError("party")
        await _require_foreign(found, moderator)
        if found.proposed is not kind:
            raise ConflictError("sanction")
        today = site_day(now)
        until = suspension_ends(found.past, today) if kind is SanctionKind.SUSPEND else None
        subject_id = int(party.partition(":")[2]) if found.kind is not PartyKind.NOTIFIER else None
        of_agency = found.kind is PartyKind.AGENCY
        record = await open_decided(
            {
                "subject_type": (SubjectType.AGENCY if of_agency else SubjectType.ACCOUNT).value,
                "subject_key": f"sanction:{party}",
                "agency_id": subject_id if of_agency else None,
                "account_id": subject_id if found.kind is PartyKind.AUTHOR else None,
                "ground": "misuse",
                "outcome": Outcome.SANCTIONED.value,
                "decided_by": moderator.account_id,
                "assigned_account_id": moderator.account_id,
                "complaint_until": complaint_until(today),
                "purge_on": purge_on(today),
            },
            CaseKind.SANCTION,
            now,
        )
        decision_id = await insert_decision(
            {
                "public_id": crypto.public_id(),
                "review_id": None,
                "case_id": record.id,
                "account_id": moderator.account_id,
                "kind": kind.value,
                "ground": "misuse",
                "explanation": explanation,
                "decided_at": now,
            }
        )
        await queries.add_sanction(record.id, party, kind.value, now, until)
        if found.kind is PartyKind.AUTHOR and subject_id and kind is not SanctionKind.WARN:
            await reviews.suspend_author(subject_id, until or dt.date.max)
        for email, language in await addresses_of(found.party):
            message = await give_sanction_reasons(
                record, found.kind, kind, decision_id, explanation, until, language, now
            )
            await mails.sanctioned(email, language, message, author_secret(record.public_id))
        await audit.record(
            moderator.public_id, f"misuse.{kind}", "case", record.public_id, found.kind, now=now
        )
    return record.public_id


async def _require_foreign(found: Suspicion, moderator: Moderator) -> None:
    if found.kind is PartyKind.AGENCY:
        await require_independent(int(found.party.partition(":")[2]), moderator.account_id)
    for number in found.numbers:
        await foreign_case(number, moderator)
