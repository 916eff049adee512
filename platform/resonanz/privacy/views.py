"""What the templates of privacy receive."""

from dataclasses import dataclass

from resonanz.kernel.i18n import gettext as _
from resonanz.kernel.i18n import ngettext

from .domain import KeepReviews, Period, Unit
from .service import AREAS, Rule
from .service.erasure import BeforeErasure


@dataclass(frozen=True, slots=True)
class RuleView:
    """One sort of stored thing: what, how long, why."""

    holds: str
    kept: str
    reason: str
    basis: str


@dataclass(frozen=True, slots=True)
class AreaView:
    """Rules under one heading; `key` is its id on the page."""

    key: str
    title: str
    rules: tuple[RuleView, ...]


@dataclass(frozen=True, slots=True)
class RetentionView:
    """What is kept and how long."""

    areas: tuple[AreaView, ...]


@dataclass(frozen=True, slots=True)
class DataView:
    """Download and end of an account."""

    has_role: bool


@dataclass(frozen=True, slots=True)
class EraseView:
    """What goes and what stays; `options` are (value, text, hint)."""

    email: str
    agencies: str
    has_role: bool
    options: tuple[tuple[str, str, str], ...]
    choice: str
    error: str = ""


@dataclass(frozen=True, slots=True)
class ErasedView:
    """Nothing is left to show."""


def period_words(period: Period) -> str:
    """A period in words: 24 Monate."""
    if period.unit is Unit.HOUR:
        return ngettext("%(num)s Stunde", "%(num)s Stunden", period.number)
    if period.unit is Unit.DAY:
        return ngettext("%(num)s Tag", "%(num)s Tage", period.number)
    if period.unit is Unit.MONTH:
        return ngettext("%(num)s Monat", "%(num)s Monate", period.number)
    return ngettext("%(num)s Jahr", "%(num)s Jahre", period.number)


def _rule(rule: Rule) -> RuleView:
    since = str(rule.since)
    kept = f"{period_words(rule.period)} {since}" if rule.period else since[:1].upper() + since[1:]
    return RuleView(
        holds=str(rule.holds),
        kept=kept,
        reason=str(rule.reason),
        basis=str(rule.basis) if rule.basis else "",
    )


def retention_view() -> RetentionView:
    """The page about retention, from the rules that the worker runs."""
    return RetentionView(
        tuple(
            AreaView(f"area-{number}", str(title), tuple(_rule(rule) for rule in rules))
            for number, (title, rules) in enumerate(AREAS, start=1)
        )
    )


def erase_view(email: str, before: BeforeErasure, *, choice: str, error: str = "") -> EraseView:
    """The page that asks before an account ends."""
    options = (
        (
            KeepReviews.WITHDRAW.value,
            _("Bewertungen zurückziehen"),
            _("Sie verschwinden sofort von der Seite und aus allen Werten."),
        ),
        (
            KeepReviews.KEEP.value,
            _("Bewertungen stehen lassen, ohne jede Verbindung zu mir"),
            _(
                "Niemand kann sie Ihnen danach zuordnen, auch wir nicht. Bestreitet eine Agentur "
                "den Kontakt, entfernen wir sie, weil Sie nicht mehr antworten können."
            ),
        ),
    )
    return EraseView(
        email=email,
        agencies=", ".join(before.agencies),
        has_role=before.has_role,
        options=options if before.public_reviews else (),
        choice=choice,
        error=error,
    )
