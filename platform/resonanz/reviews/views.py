"""What templates show of a review, and of the form's screens."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from resonanz.kernel.i18n import LANGUAGES, LazyText, format_month, format_score, lazy
from resonanz.scoring import views as words
from resonanz.scoring.domain.ledger import Criterion, LedgerLine, Stage

from .domain import JobField, Role, State
from .forms import (
    MONTHS,
    OLDER,
    SKIPPED,
    Errors,
    Values,
    months_back,
)
from .service import stages_before

ROLES: Final = {
    Role.APPLICANT: lazy("Bewerber:in auf eine feste Stelle"),
    Role.TEMPORARY_WORKER: lazy("Zeitarbeiter:in"),
    Role.FREELANCER: lazy("Freiberufler:in"),
}
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
    State.APPROVED: lazy("angenommen, erscheint mit dem nächsten Schwung"),
    State.PUBLISHED: lazy("veröffentlicht"),
    State.CONTESTED: lazy("veröffentlicht, wird beanstandet"),
    State.HIDDEN_INTERIM: lazy("vorläufig verborgen"),
    State.REMOVED: lazy("entfernt"),
    State.WITHDRAWN: lazy("von Ihnen zurückgezogen"),
}
LANGUAGE_NAMES: Final = {"de": "Deutsch", "en": "English", "es": "Español"}
COUNTRY_NAMES: Final = {
    "DE": lazy("Deutschland"),
    "AT": lazy("Österreich"),
    "CH": lazy("Schweiz"),
    "LI": lazy("Liechtenstein"),
    "ES": lazy("Spanien"),
    "GB": lazy("Vereinigtes Königreich"),
}

Option = tuple[str, str | LazyText]


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
        chips.append(str(lazy("aus der Ferne")))
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


@dataclass(frozen=True, slots=True)
class AgencyChoice:
    """An agency found by name on the first screen."""

    slug: str
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class ScreenView:
    """What all three screens share."""

    step: int
    agency_name: str
    values: Values
    errors: tuple[tuple[str, str], ...]
    error: Mapping[str, str]
    returned_message: str = ""


@dataclass(frozen=True, slots=True)
class StartView:
    """The first screen."""

    screen: ScreenView
    agency: AgencyChoice | None
    query: str
    found: tuple[AgencyChoice, ...]
    proposing: bool
    other_draft: str
    countries: tuple[Option, ...] = field(default_factory=lambda: options(COUNTRY_NAMES))
    roles: tuple[Option, ...] = field(default_factory=lambda: options(ROLES))
    stages: tuple[Option, ...] = field(default_factory=lambda: options(words.STAGES))
    job_fields: tuple[Option, ...] = field(default_factory=lambda: options(JOB_FIELDS))
    months: tuple[Option, ...] = ()
    remote: tuple[Option, ...] = field(
        default_factory=lambda: (
            ("no", lazy("vor Ort")),
            ("yes", lazy("überwiegend aus der Ferne")),
        )
    )


@dataclass(frozen=True, slots=True)
class EarlierView:
    """One earlier stage, answered by one tap."""

    name: str
    stage: str
    value: str


@dataclass(frozen=True, slots=True)
class LedgerView:
    """The second screen."""

    screen: ScreenView
    stage: str
    earlier: tuple[EarlierView, ...]
    answers: tuple[Option, ...] = field(default_factory=lambda: options(words.ANSWERS))
    days: tuple[Option, ...] = field(default_factory=lambda: options(words.DAYS_LONG))
    days_short: tuple[Option, ...] = field(
        default_factory=lambda: (*options(words.DAYS), (SKIPPED, lazy("gab es nicht")))
    )
    chasers: tuple[Option, ...] = field(default_factory=lambda: options(words.CHASERS))
    promises: tuple[Option, ...] = field(default_factory=lambda: options(words.PROMISES))
    channels: tuple[Option, ...] = field(default_factory=lambda: options(words.CHANNELS))
    concreteness: tuple[Option, ...] = field(default_factory=lambda: options(words.CONCRETENESS))
    silences: tuple[Option, ...] = field(default_factory=lambda: options(words.SILENCES))


@dataclass(frozen=True, slots=True)
class RatingField:
    """One criterion of the form."""

    name: str
    label: str
    low: str
    high: str
    value: str
    optional: bool


@dataclass(frozen=True, slots=True)
class RatingsView:
    """The third screen with the exact public preview."""

    screen: ScreenView
    first: tuple[RatingField, ...]
    more: tuple[RatingField, ...]
    more_open: bool
    preview: ReviewView | None
    known_email: str
    waits: tuple[Option, ...]
    languages: tuple[Option, ...]


FIRST_CRITERIA: Final = (
    Criterion.FEEDBACK,
    Criterion.RESPECT,
    Criterion.HONESTY,
    Criterion.AVAILABILITY,
)


def options(labels: Mapping[object, LazyText]) -> tuple[Option, ...]:
    """Options for radios and selects: the key's text and the label."""
    return tuple((str(getattr(key, "value", key)), str(label)) for key, label in labels.items())


def month_options(today: dt.date) -> tuple[Option, ...]:
    """The months of last contact, newest first."""
    months = tuple((f"{m:%Y-%m}", format_month(m)) for m in months_back(today, MONTHS))
    return (*months, (OLDER, str(lazy("länger als zwei Jahre her"))))


def rating_field(criterion: Criterion, values: Values) -> RatingField:
    """A criterion's field with what was typed."""
    text = words.CRITERIA[criterion]
    name = f"rating_{criterion.value}"
    return RatingField(
        name, str(text.name), str(text.low), str(text.high), values.get(name, ""),
        criterion is not Criterion.FEEDBACK,
    )  # fmt: skip


def earlier_views(last: Stage, values: Values) -> tuple[EarlierView, ...]:
    """The earlier stages of the second screen, in their order."""
    return tuple(
        EarlierView(
            f"earlier_{stage.value}",
            str(words.STAGES[stage]),
            values.get(f"earlier_{stage.value}", ""),
        )
        for stage in stages_before(last)
    )


def waits() -> tuple[Option, ...]:
    """When the review may appear."""
    return (
        ("0", str(lazy("sobald sie geprüft ist"))),
        ("1", str(lazy("frühestens in einem Monat"))),
        ("3", str(lazy("frühestens in drei Monaten"))),
    )


def languages() -> tuple[Option, ...]:
    """The languages a text can be written in."""
    return tuple((code, LANGUAGE_NAMES[code]) for code in LANGUAGES)


def error_list(errors: Errors) -> tuple[tuple[str, str], ...]:
    """The errors as the summary lists them."""
    return tuple((name, str(text)) for name, text in errors.items())
