"""What templates show of a review."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from resonanz.kernel.i18n import format_month, format_score, lazy
from resonanz.scoring import views as words
from resonanz.scoring.domain.ledger import Criterion, LedgerLine, Stage

from ..domain import JobField, Role, State

_WHO: Final = {
    Role.APPLICANT: lazy("Bewerber:in"),
    Role.TEMPORARY_WORKER: lazy("Zeitarbeiter:in"),
    Role.FREELANCER: lazy("Freiberufler:in"),
}
JOB_FIELDS: Final = {
    JobField.IT: lazy("IT"),
    JobField.ENGINEERING: lazy("Ingenieurwesen"),
    JobField.COMMERCIAL: lazy("Kaufmännisch"),
    JobField.FINANCE: lazy("Finanzen"),
    JobField.SALES: lazy("Vertrieb"),
    JobField.LOGISTICS: lazy("Logistik"),
    JobField.PRODUCTION: lazy("Produktion"),
    JobField.CRAFTS: lazy("Handwerk"),
    JobField.HEALTHCARE: lazy("Medizin und Gesundheit"),
    JobField.CARE_SOCIAL: lazy("Pflege und Soziales"),
    JobField.EDUCATION: lazy("Bildung"),
    JobField.HOSPITALITY: lazy("Hotel und Gastronomie"),
    JobField.SCIENCE: lazy("Wissenschaft"),
    JobField.OTHER: lazy("Anderes Berufsfeld"),
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


@dataclass(frozen=True, slots=True)
class LineView:
    """One ledger line: its stage, its dot and what happened."""

    stage: str
    dot: str
    words: str


@dataclass(frozen=True, slots=True)
class StarsView:
    """One criterion of one review; `stars` is 0 for "not applicable"."""

    name: str
    stars: int


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A review as the public sees it; who wrote it is not in it."""

    public_id: str
    value: str
    who: str
    date: str
    date_iso: str
    lines: tuple[LineView, ...]
    chips: tuple[str, ...]
    stars: tuple[StarsView, ...]
    text: str
    language: str
    proven: bool
    invited: bool
    contested: bool
    edited: str


def review_view(
    *,
    public_id: str,
    value: float | None,
    role: str,
    job_field: str | None,
    remote: bool | None,
    last_stage: str,
    lines: tuple[LedgerLine, ...],
    ratings: Mapping[str, int],
    text: str,
    language: str,
    coarse: bool,
    published_on: dt.date,
    proven: bool,
    invited: bool,
    contested: bool = False,
    edited_on: dt.date | None = None,
) -> ReviewView:
    """Build the public view; `coarse` leaves role, field and place out and widens the month."""
    who = [str(_REACHED[Stage(last_stage)])]
    if coarse:
        who.insert(0, str(lazy("Kandidat:in")))
    else:
        if job_field:
            who.insert(0, str(JOB_FIELDS[JobField(job_field)]))
        who.insert(0, str(_WHO[Role(role)]))
    last = lines[-1]
    chips = [words.chased_words(last)]
    if last.promise is not None and last.promise in _PROMISE_CHIPS:
        chips.append(str(_PROMISE_CHIPS[last.promise]))
    if last.channel is not None:
        chips.append(str(words.CHANNELS[last.channel]))
    if remote and not coarse:
        chips.append(str(lazy("remote")))
    return ReviewView(
        public_id=public_id,
        value="" if value is None else format_score(value),
        who=" · ".join(who),
        date=half_year(published_on) if coarse else format_month(published_on),
        date_iso=f"{published_on:%Y}" if coarse else f"{published_on:%Y-%m}",
        lines=tuple(line_view(line) for line in reversed(lines)),
        chips=tuple(chip for chip in chips if chip),
        stars=tuple(
            StarsView(str(words.CRITERIA[key].name), ratings[key.value])
            for key in Criterion
            if ratings.get(key.value)
        ),
        text=text,
        language=language,
        proven=proven,
        invited=invited,
        contested=contested,
        edited=format_month(edited_on) if edited_on else "",
    )


_PROMISE_CHIPS: Final = {
    "kept": lazy("zugesagter Termin gehalten"),
    "broken": lazy("zugesagter Termin nicht gehalten"),
}


def line_view(line: LedgerLine) -> LineView:
    """The view of one ledger line."""
    return LineView(str(words.STAGES[line.stage]), words.dot_of(line), words.line_words(line))


def half_year(day: dt.date) -> str:
    """The half-year of a day, where a month would tell too much."""
    half = lazy("1. Halbjahr") if day.month <= 6 else lazy("2. Halbjahr")
    return f"{half} {day.year}"
