"""What templates show of the review form's three screens."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeVar

from resonanz.agencies.views import JOB_FIELDS
from resonanz.kernel.fields import Typed
from resonanz.kernel.i18n import LANGUAGES, LazyText, format_month, lazy
from resonanz.scoring import views as words
from resonanz.scoring.domain.ledger import Criterion, Stage

from ..domain import MONTHS, OLDER, SKIPPED, Role, months_back
from ..service import stages_before
from .review import ReviewView

ROLES: Final = {
    Role.APPLICANT: lazy("Bewerber:in auf eine feste Stelle"),
    Role.TEMPORARY_WORKER: lazy("Zeitarbeiter:in"),
    Role.FREELANCER: lazy("Freiberufler:in"),
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

K = TypeVar("K")
Option = tuple[str, str | LazyText]
Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AgencyChoice:
    """An agency found by name on the first screen."""

    slug: str
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class ScreenView:
    """What all three screens share; `about` is the id of the draft's agency.

    `returned` says that it changes a returned review, `edits` a public one.
    """

    step: int
    agency_name: str
    about: str
    values: Typed
    errors: tuple[tuple[str, str], ...]
    error: Typed
    returned: bool = False
    edits: bool = False

    @property
    def fixed(self) -> bool:
        """Whether it is about a review that exists: its agency stays."""
        return self.returned or self.edits


@dataclass(frozen=True, slots=True)
class StartView:
    """The first screen; `replaces` is the agency of the draft that a new review would replace.

    `invited` says that the author came by an invitation of the agency; `branches` are its branches,
    where one may be chosen.
    """

    screen: ScreenView
    agency: AgencyChoice | None
    query: str
    found: tuple[AgencyChoice, ...]
    proposing: bool
    other_draft: str
    replaces: str
    invited: bool = False
    branches: tuple[Option, ...] = ()
    countries: tuple[Option, ...] = field(default_factory=lambda: options(COUNTRY_NAMES))
    roles: tuple[Option, ...] = field(default_factory=lambda: options(ROLES))
    stages: tuple[Option, ...] = field(default_factory=lambda: options(words.STAGES))
    job_fields: tuple[Option, ...] = field(default_factory=lambda: options(JOB_FIELDS))
    months: tuple[Option, ...] = ()
    remote: tuple[Option, ...] = field(
        default_factory=lambda: (
            ("no", lazy("vor Ort")),
            ("yes", lazy("überwiegend remote")),
        )
    )


@dataclass(frozen=True, slots=True)
class EarlierView:
    """One earlier stage, answered by one tap."""

    name: str
    stage: str
    value: str


@dataclass(frozen=True, slots=True)
class SentView:
    """What comes after sending; `waiting` says how long the check takes now."""

    waiting: str


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


def options(labels: Mapping[K, LazyText]) -> tuple[Option, ...]:
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


def error_list(errors: Mapping[str, LazyText]) -> tuple[tuple[str, str], ...]:
    """The errors as the summary lists them."""
    return tuple((name, str(text)) for name, text in errors.items())
