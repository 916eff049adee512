"""What templates show of a review.

A page shows many reviews and few different words: what recurs in them is put into words and
markup once a language.
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from markupsafe import Markup

from resonanz.agencies.domain.job_fields import JobField
from resonanz.agencies.views import JOB_FIELDS
from resonanz.kernel.i18n import (
    Language,
    current_language,
    format_score,
    lazy,
)
from resonanz.kernel.templates import piece
from resonanz.scoring import views as words
from resonanz.scoring.domain.ledger import (
    Channel,
    Concreteness,
    Criterion,
    DaysClass,
    LedgerLine,
    Promise,
    Stage,
)

from ..domain import Role, State
from ..domain.late_feedback import LateLine
from ..service import PublicReview
from .dates import shown_date
from .replies import ReplyView

ROLES: Final = {
    Role.APPLICANT: lazy("Bewerber:in"),
    Role.TEMPORARY_WORKER: lazy("Zeitarbeiter:in"),
    Role.FREELANCER: lazy("Freiberufler:in"),
}
_REACHED: Final = {
    Stage.APPLICATION: lazy("bis zur Bewerbung"),
    Stage.AGENCY_TALK: lazy("bis zum Gespräch mit der Agentur"),
    Stage.FIRST_INTERVIEW: lazy("bis zum Erstgespräch"),
    Stage.SECOND_INTERVIEW: lazy("bis zum Zweitgespräch"),
    Stage.THIRD_INTERVIEW: lazy("bis zum Drittgespräch"),
    Stage.OFFER: lazy("bis zum Angebot"),
    Stage.ASSIGNMENT: lazy("bis zum Einsatz oder zur Anstellung"),
}
STATES: Final = {
    State.EMAIL_PENDING: lazy("wartet auf die Bestätigung Ihrer E-Mail-Adresse"),
    State.EXPIRED: lazy("verfallen, weil die Adresse nicht bestätigt wurde"),
    State.PRE_CHECK: lazy("wird geprüft"),
    State.RETURNED: lazy("zurückgegeben: bitte ändern"),
    State.REJECTED: lazy("abgelehnt"),
    State.APPROVED: lazy("angenommen, noch nicht veröffentlicht"),
    State.PUBLISHED: lazy("veröffentlicht"),
    State.CONTESTED: lazy("veröffentlicht, wird beanstandet"),
    State.HIDDEN_INTERIM: lazy("vorläufig verborgen"),
    State.REMOVED: lazy("entfernt"),
    State.WITHDRAWN: lazy("von Ihnen zurückgezogen"),
}


_PROMISES: Final = {
    Promise.KEPT: lazy("zugesagter Termin gehalten"),
    Promise.BROKEN: lazy("zugesagter Termin nicht gehalten"),
}
_PIECES: Final = "reviews/_pieces.html"
_LATE: Final = lazy("Späte Rückmeldung")
_NOTHING: Final = Markup("")


@dataclass(frozen=True, slots=True)
class LineView:
    """One ledger line: its stage, its dot and what happened; the same as a chip and as a pair.

    `disputed`: its agency says it was otherwise, and its author has not answered yet.
    """

    stage: str
    dot: str
    words: str
    disputed: bool
    chip: Markup
    pair: Markup


@dataclass(frozen=True, slots=True)
class StarsView:
    """One criterion of one review; `stars` is 0 for "not applicable"."""

    name: str
    stars: int
    pair: Markup


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A review as the public sees it, its last ledger line first; who wrote it is not in it."""

    public_id: str
    value: str
    who: str
    date: str
    date_iso: str
    lines: tuple[LineView, ...]
    chips: tuple[str, ...]
    stars: tuple[StarsView, ...]
    paragraphs: tuple[str, ...]
    text: str
    language: str
    proven: bool
    invited: bool
    contested: bool
    labelled: bool
    edited: str
    corrected: str
    late: str = ""
    reply: ReplyView | None = None

    @property
    def chip_list(self) -> Markup:
        """The items of the list of chips: the last line, what came late, what else is said."""
        return self.lines[0].chip + _late_chip(self.late) + _chip_list(self.chips)

    @property
    def pairs(self) -> Markup:
        """All lines and stars as terms with their descriptions."""
        pairs = [line.pair for line in self.lines]
        pairs[1:1] = [_late_pair(self.late)]
        pairs += [stars.pair for stars in self.stars]
        return Markup("".join(pairs))  # noqa: S704


def review_view(
    *,
    public_id: str,
    value: float | None,
    role: str,
    job_field: str | None,
    remote: bool | None,
    last_stage: str,
    ledger: Sequence[Mapping[str, str | int]],
    ratings: Mapping[str, int],
    text: str,
    language: str,
    coarse: bool,
    published_on: dt.date,
    proven: bool,
    invited: bool,
    contested: bool = False,
    labelled: bool = False,
    edited_on: dt.date | None = None,
    disputed: Collection[str] = (),
    corrected_on: dt.date | None = None,
    late: LateLine | None = None,
    reply: ReplyView | None = None,
) -> ReviewView:
    """Build the public view; `ledger` holds lines as they are stored, the last one last.

    `coarse` leaves role, field and place out and widens the month; `disputed` are the stages whose
    line the agency calls wrong, `late` is feedback that came after the review.
    """
    own = current_language()
    last = ledger[-1]
    get = last.get
    return ReviewView(
        public_id=public_id,
        value="" if value is None else format_score(value),
        who=_who(own, "" if coarse else role, "" if coarse else job_field, last_stage),
        date=_date(published_on, coarse),
        date_iso=f"{published_on.year}" if coarse else published_on.isoformat()[:7],
        lines=tuple(
            [_line(own, line["stage"] in disputed, *line.items()) for line in reversed(ledger)]
        ),
        chips=_chips(
            own, get("chasers"), get("promise"), get("channel"), bool(remote and not coarse)
        ),
        stars=tuple([_stars(own, key, ratings[key]) for key in _CRITERIA if ratings.get(key)]),
        paragraphs=tuple([part for part in text.split("\n") if part]),
        text=text,
        language=language,
        proven=proven,
        invited=invited,
        contested=contested,
        labelled=labelled,
        edited=_date(edited_on, coarse),
        corrected=_date(corrected_on, coarse),
        late=_late(own, late.days, late.concreteness) if late else "",
        reply=reply,
    )


def listed_view(review: PublicReview, reply: ReplyView | None = None) -> ReviewView:
    """The view of a public review in an agency's own list."""
    return review_view(
        public_id=review.public_id,
        value=review.value,
        role=review.role,
        job_field=review.job_field,
        remote=review.remote,
        last_stage=review.last_stage,
        ledger=review.ledger,
        ratings=review.ratings,
        text=review.text,
        language=review.language,
        coarse=review.coarse,
        published_on=review.published_on,
        proven=review.contact_proven,
        invited=review.invited,
        contested=review.contested,
        labelled=review.labelled,
        edited_on=review.edited_on,
        disputed=review.disputed_lines,
        corrected_on=review.corrected_on,
        late=review.late,
        reply=reply,
    )


def _date(day: dt.date | None, coarse: bool) -> str:
    return "" if day is None else shown_date(day, coarse)


_CRITERIA: Final = tuple(criterion.value for criterion in Criterion)


@lru_cache(maxsize=2048)
def _who(_language: Language, role: str, job_field: str | None, last_stage: str) -> str:
    """Role, field and how far it went; without a role (a coarse review) just the last."""
    who = str(ROLES[Role(role)]) if role else str(lazy("Kandidat:in"))
    parts = [who, str(JOB_FIELDS[JobField(job_field)])] if job_field else [who]
    return " · ".join((*parts, str(_REACHED[Stage(last_stage)])))


@lru_cache(maxsize=8192)
def _line(_language: Language, disputed: bool, *line: tuple[str, Any]) -> LineView:
    read = LedgerLine.from_dict(dict(line))
    stage, dot, said = str(words.STAGES[read.stage]), words.dot_of(read), words.line_words(read)
    chip = piece(_PIECES, "line_chip", dot, stage, said, disputed)
    pair = piece(_PIECES, "pair", stage, said, disputed)
    return LineView(stage, dot, said, disputed, chip, pair)


@lru_cache(maxsize=2048)
def _chips(
    _language: Language, chasers: Any, promise: Any, channel: Any, remote: bool
) -> tuple[str, ...]:
    chips = []
    if chasers:
        chips.append(str(words.CHASED[chasers]))
    if promise in _PROMISES:
        chips.append(str(_PROMISES[promise]))
    if channel is not None:
        chips.append(str(words.CHANNELS[Channel(channel)]))
    if remote:
        chips.append(str(lazy("remote")))
    return tuple(chips)


@lru_cache(maxsize=128)
def _late(_language: Language, days: int, concreteness: int) -> str:
    return words.late_words(DaysClass(days), Concreteness(concreteness))


@lru_cache(maxsize=128)
def _late_chip(late: str) -> Markup:
    return piece(_PIECES, "late_chip", _LATE, late) if late else _NOTHING


@lru_cache(maxsize=128)
def _late_pair(late: str) -> Markup:
    return piece(_PIECES, "pair", _LATE, late) if late else _NOTHING


@lru_cache(maxsize=2048)
def _chip_list(chips: tuple[str, ...]) -> Markup:
    return _NOTHING.join(piece(_PIECES, "chip", chip) for chip in chips)


@lru_cache(maxsize=256)
def _stars(_language: Language, criterion: str, stars: int) -> StarsView:
    name = str(words.CRITERIA[Criterion(criterion)].name)
    return StarsView(name, stars, piece(_PIECES, "pair", name, f"{stars} {lazy('von 5')}"))
