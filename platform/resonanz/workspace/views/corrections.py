"""What an agency sees when it corrects a fact; who wrote the review is in none of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from resonanz.agencies.queries.members import Membership
from resonanz.kernel.clock import site_day
from resonanz.kernel.fields import Typed
from resonanz.kernel.i18n import LazyText, format_day, gettext, lazy
from resonanz.moderation.domain import CorrectionState, Refusal
from resonanz.moderation.domain.deadlines import CORRECTION_DAYS, CORRECTIONS_PER_AGENCY
from resonanz.moderation.service.correction_records import CorrectionRecord
from resonanz.moderation.service.corrections import (
    CorrectableLine,
    CorrectableReview,
    CorrectionPage,
)
from resonanz.moderation.views.corrections import PROMISES, SILENCES, VersionView, versions
from resonanz.reviews.views.dates import shown_date
from resonanz.reviews.views.mine import record_view
from resonanz.reviews.views.review import ReviewView
from resonanz.scoring import views as words
from resonanz.scoring.domain.ledger import Answer, LedgerLine

from .frame import DeskFrame, frame

Options = tuple[tuple[str, str], ...]

REFUSALS: Final = {
    Refusal.OPEN: lazy("Zu dieser Angabe fragen wir schon."),
    Refusal.ANSWERED: lazy("Zu dieser Angabe haben wir schon gefragt; sie bleibt, wie sie ist."),
    Refusal.TOO_SOON: lazy(
        "Dazu kam vor Kurzem keine Antwort. Später können Sie noch einmal fragen."
    ),
    Refusal.TOO_MANY: lazy(
        "Es warten schon so viele Ihrer Berichtigungen auf Antwort, wie gleichzeitig möglich sind."
    ),
}
SUSPENDED: Final = lazy(
    "Ihre Agentur kann zurzeit nichts beanstanden und nichts berichtigen. Den Grund und den Weg "
    "zur Beschwerde haben wir Ihnen geschrieben."
)
NOT_PUBLIC: Final = lazy("Nicht gesendet: Die Bewertung ist nicht mehr öffentlich.")
_STATES: Final = {
    CorrectionState.AGREED: lazy("zugestimmt, die Angabe ist berichtigt"),
    CorrectionState.KEPT: lazy("nicht zugestimmt"),
    CorrectionState.WITHDRAWN: lazy("die Bewertung wurde zurückgezogen"),
    CorrectionState.LAPSED: lazy("ohne Antwort beendet"),
}
_OPTIONS: Final[Mapping[str, Mapping[Any, LazyText]]] = {
    "answer": words.ANSWERS | {Answer.WAITING: lazy("Das Verfahren lief noch")},
    "days": words.DAYS,
    "concreteness": words.CONCRETENESS,
    "silence": SILENCES,
    "chasers": words.CHASERS,
    "promise": PROMISES,
}


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """One correction: the result and its day, or until when it is open."""

    public_id: str
    review_id: str
    review_date: str
    stage: str
    state: str
    open: bool
    versions: tuple[VersionView, ...]


@dataclass(frozen=True, slots=True)
class CorrectionsView:
    """An agency's corrections; `older` is the number behind which more follow."""

    frame: DeskFrame
    rows: tuple[CorrectionRow, ...]
    older: str


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """A line that can be picked; `refusal` says why it can't be now."""

    stage: str
    key: str
    words: str
    dot: str
    refusal: str


@dataclass(frozen=True, slots=True)
class PickView:
    """A review and its lines."""

    frame: DeskFrame
    review: ReviewView
    lines: tuple[ChoiceView, ...]
    suspended: str
    days: int
    most: int


@dataclass(frozen=True, slots=True)
class ProposalView:
    """The form of one line: its options by field, without those that are not asked.

    `preview` is what the author will read; () before it is asked for.
    """

    frame: DeskFrame
    review: ReviewView
    stage: str
    key: str
    line: str
    options: Mapping[str, Options]
    typed: Typed
    error: Typed
    errors: tuple[tuple[str, str], ...]
    preview: tuple[VersionView, ...]
    notice: str
    days: int


def corrections_view(membership: Membership, page: CorrectionPage) -> CorrectionsView:
    """Build the list."""
    return CorrectionsView(
        frame(membership, "corrections"), tuple(_row(one) for one in page.corrections), page.older
    )


def pick_view(membership: Membership, found: CorrectableReview) -> PickView:
    """Build the page on which a line is picked."""
    return PickView(
        frame=frame(membership, "corrections"),
        review=record_view(found.review),
        lines=tuple(_choice(one) for one in found.lines),
        suspended=str(SUSPENDED) if found.suspended else "",
        days=CORRECTION_DAYS,
        most=CORRECTIONS_PER_AGENCY,
    )


def proposal_view(
    membership: Membership,
    found: CorrectableReview,
    chosen: CorrectableLine,
    typed: Typed,
    *,
    errors: Mapping[str, LazyText | str] | None = None,
    proposed: LedgerLine | None = None,
    notice: LazyText | str = "",
) -> ProposalView:
    """Build the form; with `proposed` the preview of what the author is asked."""
    texts = tuple((name, str(text)) for name, text in (errors or {}).items())
    line = chosen.line
    return ProposalView(
        frame=frame(membership, "corrections"),
        review=record_view(found.review),
        stage=str(words.STAGES[line.stage]),
        key=line.stage.value,
        line=words.line_words(line),
        options={name: _options(name) for name in chosen.fields},
        typed=typed,
        error=Typed(texts),
        errors=texts,
        preview=versions(line, proposed) if proposed else (),
        notice=str(notice),
        days=CORRECTION_DAYS,
    )


def _row(record: CorrectionRecord) -> CorrectionRow:
    day = record.published_on
    return CorrectionRow(
        public_id=record.public_id,
        review_id=record.review_public_id,
        review_date=shown_date(day, record.coarse),
        stage=str(words.STAGES[record.stage]),
        state=_state(record),
        open=record.state is CorrectionState.OPEN,
        versions=versions(record.original, record.proposed),
    )


def _state(record: CorrectionRecord) -> str:
    if record.ended_at is not None:
        day = format_day(site_day(record.ended_at))
        return f"{_STATES[record.state]} ({day})"
    if record.bounced_at is not None:
        return gettext("wartet auf Antwort")
    return gettext("offen bis zum %(day)s", day=format_day(site_day(record.due_at)))


def _choice(one: CorrectableLine) -> ChoiceView:
    return ChoiceView(
        stage=str(words.STAGES[one.line.stage]),
        key=one.line.stage.value,
        words=words.line_words(one.line),
        dot=words.dot_of(one.line),
        refusal=str(REFUSALS[one.refusal]) if one.refusal else "",
    )


def _options(name: str) -> Options:
    return tuple(
        (str(int(key) if isinstance(key, int) else key), str(text))
        for key, text in _OPTIONS[name].items()
    )
