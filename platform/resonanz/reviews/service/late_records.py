"""Late feedback as services pass it on, and the one way in which it moves."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import msgspec

from resonanz.audit import service as audit
from resonanz.kernel import crypto, db
from resonanz.kernel.errors import ConflictError
from resonanz.kernel.i18n import Language
from resonanz.scoring.domain.ledger import LedgerLine

from ..domain import PUBLIC_STATES, State
from ..domain.late_feedback import (
    RELEASED,
    IllegalMoveError,
    LateLine,
    LateMove,
    LateState,
    Party,
    Release,
    Seen,
    ends_at,
    late_line,
    move_late,
    next_mail,
    seen_by_agency,
)
from ..queries import late_feedback as queries
from .authoring import EMAIL_PURPOSE

RELEASE_PURPOSE = "late-release"


@dataclass(frozen=True, slots=True)
class LateOffer:
    """Late feedback that an agency offered on a review; `line` is the review's last one now.

    `release` is what its author lets the agency know, None before and after.
    """

    id: int
    public_id: str
    review_id: int
    review_public_id: str
    agency_id: int
    account_id: int | None
    public: bool
    published_on: dt.date
    coarse: bool
    line: LedgerLine
    stage: str
    state: LateState
    release: Release | None
    late: LateLine | None
    offered_at: dt.datetime
    since: dt.datetime
    due_at: dt.datetime | None
    answer_by: dt.datetime
    told_at: dt.datetime | None
    mail_at: dt.datetime | None
    email: str | None
    language: Language

    @classmethod
    def from_row(cls, row: dict[str, Any]) -> Self:
        """Read a full row of `queries.late_feedback`."""
        names = (
            "id",
            "public_id",
            "review_id",
            "review_public_id",
            "agency_id",
            "account_id",
            "published_on",
            "stage",
            "offered_at",
            "since",
            "due_at",
            "answer_by",
            "told_at",
            "mail_at",
        )
        sealed, email = row["release_sealed"], row["email_sealed"]
        last = msgspec.json.decode(row["ledger"], type=list[dict[str, str | int | None]])[-1]
        return cls(
            **{name: row[name] for name in names},
            public=State(row["review_state"]) in PUBLIC_STATES,
            coarse=bool(row["coarse"]),
            line=LedgerLine.from_dict(last),
            state=LateState(row["state"]),
            release=None if sealed is None else unseal_release(sealed),
            late=late_line(row["stage"], row["days"], row["concreteness"]),
            email=None if email is None else crypto.unseal(EMAIL_PURPOSE, email).decode(),
            language=row["form_language"],
        )

    def seen(self, now: dt.datetime) -> Seen:
        """What its agency sees of it."""
        return seen_by_agency(self.state, self.answer_by, self.told_at, now)


def seal_release(release: Release) -> bytes:
    """A release as the table keeps it."""
    return crypto.seal(RELEASE_PURPOSE, msgspec.json.encode(release))


def unseal_release(sealed: bytes) -> Release:
    """A release as its author wrote it."""
    return msgspec.json.decode(crypto.unseal(RELEASE_PURPOSE, sealed), type=Release)


async def move(
    found: LateOffer,
    step: LateMove,
    by: Party,
    actor: str,
    now: dt.datetime,
    values: Mapping[str, Any] | None = None,
) -> LateState:
    """Move an offer, with its days and its audit entry; what was released goes when it ends.

    Joins the caller's transaction. Raises ConflictError if it may not move so (any more).
    """
    try:
        state = move_late(found.state, step, by)
    except IllegalMoveError as error:
        raise ConflictError(str(error)) from None
    changed = {
        "state": state.value,
        "since": now,
        "mail_at": next_mail(state, now, now),
        "due_at": ends_at(state, now),
        **(values or {}),
    }
    if state not in RELEASED:
        changed["release_sealed"] = None
        if found.told_at is not None and found.told_at > now:
            # What ends before the agency hears of it was never named.
            changed["told_at"] = None
    async with db.transaction():
        if not await queries.update(found.id, found.state.value, changed):
            raise ConflictError("moved meanwhile")
        await audit.record(
            actor, f"late_feedback.{step}", "review", found.review_public_id, now=now
        )
    return state
