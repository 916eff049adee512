"""Cases and notices as services pass them on."""

import datetime as dt
from dataclasses import dataclass, fields
from typing import Any, Self

from resonanz.kernel import crypto, db
from resonanz.kernel.errors import NotFoundError
from resonanz.kernel.i18n import Language
from resonanz.reviews import queries as review_queries

from .. import queries
from ..domain import CaseKind, CaseState, Ground, NoticeGround, Outcome, Source, SubjectType

NAME_PURPOSE = "notice-name"
EMAIL_PURPOSE = "notice-email"


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """A case; `ground` is a NoticeGround's value, or a Ground's where a decision opened it."""

    id: int
    public_id: str
    kind: CaseKind
    subject_type: SubjectType
    subject_key: str
    review_id: int | None
    review_public_id: str | None
    review_state: str | None
    branch_id: int | None
    agency_id: int | None
    account_id: int | None
    ground: str
    source: Source
    state: CaseState
    outcome: Outcome | None
    outcome_ground: Ground | None
    priority: bool
    no_contact: bool
    opened_at: dt.datetime
    state_since: dt.datetime
    due_at: dt.datetime | None
    on_hold: bool
    hearings: int
    hearing_due_at: dt.datetime | None
    reminders_sent: int
    bounced_at: dt.datetime | None
    rejoinder_due_at: dt.datetime | None
    interim_hidden: bool
    legal_hold: bool
    second_human_needed: bool
    assigned_account_id: int | None
    decided_at: dt.datetime | None
    decided_by: int | None
    complaint_until: dt.date | None
    purge_on: dt.date | None

    @classmethod
    def from_row(cls, row: dict[str, Any]) -> Self:
        """Read a full row of `queries.cases`."""
        values = {field.name: row[field.name] for field in fields(cls)} | {
            "kind": CaseKind(row["kind"]),
            "subject_type": SubjectType(row["subject_type"]),
            "source": Source(row["source"]),
            "state": CaseState(row["state"]),
            "outcome": Outcome(row["outcome"]) if row["outcome"] else None,
            "outcome_ground": Ground(row["outcome_ground"]) if row["outcome_ground"] else None,
        }
        for name in ("priority", "no_contact", "on_hold", "interim_hidden", "legal_hold"):
            values[name] = bool(values[name])
        values["second_human_needed"] = bool(values["second_human_needed"])
        return cls(**values)

    @property
    def about_review(self) -> bool:
        """Whether an author can be heard."""
        return self.subject_type is SubjectType.REVIEW


@dataclass(frozen=True, slots=True)
class NoticeRecord:
    """A notice; `name` and `email` are "" where none were given (letters) or erased."""

    id: int
    public_id: str
    case_id: int
    source: Source
    reporter_account_id: int | None
    agency_id: int | None
    name: str
    email: str
    ground: NoticeGround
    text: str
    new_facts: bool
    address: str
    good_faith: bool
    language: Language
    created_at: dt.datetime
    answered_at: dt.datetime | None

    @classmethod
    def from_row(cls, row: dict[str, Any]) -> Self:
        """Read a full row."""
        values = {
            field.name: row[field.name]
            for field in fields(cls)
            if field.name not in {"name", "email"}
        }
        values["source"] = Source(row["source"])
        values["ground"] = NoticeGround(row["ground"])
        values["new_facts"] = bool(row["new_facts"])
        values["good_faith"] = bool(row["good_faith"])
        return cls(
            **values,
            name=_unsealed(NAME_PURPOSE, row["name_sealed"]),
            email=_unsealed(EMAIL_PURPOSE, row["email_sealed"]),
        )


def _unsealed(purpose: str, sealed: bytes | None) -> str:
    return crypto.unseal(purpose, sealed).decode() if sealed else ""


async def case_record(public_id: str) -> CaseRecord:
    """A case by its number; raises NotFoundError."""
    row = await queries.case_by_public_id(public_id)
    if row is None:
        raise NotFoundError("case")
    return CaseRecord.from_row(row)


async def locked_case(public_id: str) -> CaseRecord:
    """A case that nobody else changes until the transaction ends; raises NotFoundError.

    Its review is locked first, as in every act of authors, so that none waits for the other.
    """
    found = await case_record(public_id)
    if db.dialect() == "postgres" and found.review_public_id is not None:
        await review_queries.review_by_public_id(found.review_public_id, lock=True)
    row = await queries.case_by_id(found.id, lock=True)
    if row is None:
        raise NotFoundError("case")
    return CaseRecord.from_row(row)


async def notices_of(record: CaseRecord) -> list[NoticeRecord]:
    """The notices of a case, oldest first."""
    return [NoticeRecord.from_row(row) for row in await queries.notices_of(record.id)]
