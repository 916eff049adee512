"""What is shown of corrections: two versions of a fact, side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from resonanz.agencies.service import AgencyRef
from resonanz.kernel.clock import site_day
from resonanz.kernel.i18n import LazyText, format_day, lazy
from resonanz.scoring import views as words
from resonanz.scoring.domain.ledger import (
    Answer,
    Concreteness,
    DaysClass,
    LedgerLine,
    Promise,
    Silence,
)

from ..domain import CorrectionState
from ..service.correction_records import CorrectionRecord

QUESTION: Final = "moderation/corrections/_question.html"

FACTS: Final = {
    "answer": lazy("Was danach kam"),
    "days": lazy("Nach wie vielen Werktagen"),
    "concreteness": lazy("Grund der Absage"),
    "silence": lazy("Wessen Schweigen"),
    "chasers": lazy("Nachfragen"),
    "promise": lazy("Zugesagter Termin"),
}
"""What an agency can correct, in the order in which it is shown."""

SILENCES: Final = {
    Silence.CLIENT: lazy("laut Agentur schwieg der Kunde"),
    Silence.NOTHING: lazy("die Agentur sagte gar nichts"),
}
PROMISES: Final = {
    Promise.NONE: lazy("nicht zugesagt"),
    Promise.KEPT: lazy("eingehalten"),
    Promise.BROKEN: lazy("nicht eingehalten"),
}
_WORDS: Final[dict[str, Mapping[Any, LazyText]]] = {
    "answer": words.SAID,
    "days": words.DAYS_LONG,
    "concreteness": words.CONCRETENESS,
    "silence": SILENCES,
    "chasers": words.CHASERS,
    "promise": PROMISES,
}
_KINDS: Final[dict[str, type[Any]]] = {
    "answer": Answer,
    "days": DaysClass,
    "concreteness": Concreteness,
    "silence": Silence,
    "chasers": int,
    "promise": Promise,
}
OWN_STATES: Final = {
    CorrectionState.OPEN: lazy("wartet auf Ihre Antwort"),
    CorrectionState.AGREED: lazy("Sie haben zugestimmt, die Angabe ist berichtigt"),
    CorrectionState.KEPT: lazy("Sie bleiben bei Ihrer Angabe"),
    CorrectionState.WITHDRAWN: lazy("Sie haben die Bewertung zurückgezogen"),
    CorrectionState.LAPSED: lazy("ohne Antwort beendet, Ihre Angabe gilt"),
}


@dataclass(frozen=True, slots=True)
class VersionView:
    """One value of a line, as its author gave it and as the agency says; `other`: they differ."""

    name: str
    own: str
    proposed: str
    other: bool


@dataclass(frozen=True, slots=True)
class QuestionView:
    """What an author is asked.

    `agency_name` is "" on a page that names it already, `due_on` while no clock runs.
    """

    public_id: str
    review_id: str
    agency_name: str
    stage: str
    due_on: str
    versions: tuple[VersionView, ...]


@dataclass(frozen=True, slots=True)
class OwnCorrectionLine:
    """A correction that ended, in its author's list."""

    public_id: str
    about: str
    stage: str
    state: str
    day: str


@dataclass(frozen=True, slots=True)
class OwnCorrectionView:
    """One correction for its author; `question` is None once it has ended."""

    agency_name: str
    review_id: str
    state: str
    question: QuestionView | None
    notice: str


def question_view(record: CorrectionRecord, agency_name: str = "") -> QuestionView:
    """Build the question."""
    return QuestionView(
        public_id=record.public_id,
        review_id=record.review_public_id,
        agency_name=agency_name,
        stage=str(words.STAGES[record.stage]),
        due_on="" if record.bounced_at else format_day(site_day(record.due_at)),
        versions=versions(record.original, record.proposed),
    )


def questions(
    records: Sequence[CorrectionRecord], agencies: Mapping[int, AgencyRef]
) -> tuple[QuestionView, ...]:
    """What an author is asked."""
    return tuple(
        question_view(one, agencies[one.agency_id].name)
        for one in records
        if one.state is CorrectionState.OPEN
    )


def ended(
    records: Sequence[CorrectionRecord], agencies: Mapping[int, AgencyRef]
) -> tuple[OwnCorrectionLine, ...]:
    """An author's corrections that ended."""
    return tuple(
        OwnCorrectionLine(
            public_id=one.public_id,
            about=agencies[one.agency_id].name,
            stage=str(words.STAGES[one.stage]),
            state=str(OWN_STATES[one.state]),
            day=format_day(site_day(one.ended_at)),
        )
        for one in records
        if one.ended_at is not None
    )


def own_correction_view(
    record: CorrectionRecord, agency: AgencyRef, notice: str = ""
) -> OwnCorrectionView:
    """Build an author's page of one correction."""
    state = str(OWN_STATES[record.state])
    if record.ended_at is not None:
        state = f"{state} ({format_day(site_day(record.ended_at))})"
    return OwnCorrectionView(
        agency_name=agency.name,
        review_id=record.review_public_id,
        state=state,
        question=question_view(record, agency.name)
        if record.state is CorrectionState.OPEN
        else None,
        notice=notice,
    )


def versions(own: LedgerLine, proposed: LedgerLine) -> tuple[VersionView, ...]:
    """Put two versions of a line side by side; "–" where only the other one says something."""
    one, other = own.to_dict(), proposed.to_dict()
    return tuple(
        VersionView(
            name=str(title),
            own=_value(name, one.get(name)),
            proposed=_value(name, other.get(name)),
            other=one.get(name) != other.get(name),
        )
        for name, title in FACTS.items()
        if name in one or name in other
    )


def _value(name: str, stored: str | int | None) -> str:
    return "–" if stored is None else str(_WORDS[name][_KINDS[name](stored)])
