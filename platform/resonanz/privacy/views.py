"""What the templates of privacy receive."""

from dataclasses import dataclass

from resonanz.kernel.i18n import gettext as _
from resonanz.kernel.i18n import ngettext
from resonanz.moderation.domain.evidence import RESERVE_MONTHS

from .domain import KeepReviews, Period, Unit
from .service import AREAS, BeforeErasure, Rule


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
    """What goes and what stays; `options` are (value, text, hint).

    `proofs` are (review, text, hint) of the proofs that can be left, those in `leave` are ticked;
    `missing` are (agency, address without language) of reviews for which one could be uploaded.
    """

    email: str
    agencies: str
    has_role: bool
    options: tuple[tuple[str, str, str], ...]
    choice: str
    proofs: tuple[tuple[str, str, str], ...]
    missing: tuple[tuple[str, str], ...]
    checking: tuple[str, ...]
    leave: tuple[str, ...] = ()
    months: int = RESERVE_MONTHS
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


def erase_view(
    email: str,
    before: BeforeErasure,
    *,
    choice: str,
    leave: tuple[str, ...] = (),
    error: str = "",
) -> EraseView:
    """The page that asks before an account ends."""
    unproven = [one for one in before.public_reviews if not one.proven]
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
                "den Kontakt, entfernen wir sie, weil Sie nicht mehr antworten können; außer der "
                "Kontakt ist belegt oder Sie hinterlegen einen Nachweis."
            ),
        ),
    )
    return EraseView(
        email=email,
        agencies=", ".join(before.agencies),
        has_role=before.has_role,
        options=options if before.public_reviews else (),
        choice=choice,
        proofs=tuple(
            (
                one.public_id,
                _("Nachweis zur Bewertung von %(agency)s hinterlegen", agency=one.agency),
                ngettext("%(num)s Seite liegt bereit", "%(num)s Seiten liegen bereit", one.pages),
            )
            for one in unproven
            if one.leavable
        ),
        missing=tuple(
            (one.agency, f"/my/reviews/{one.public_id}/proof")
            for one in unproven
            if not one.leavable and not one.checking
        ),
        checking=tuple(one.agency for one in unproven if one.checking),
        leave=leave,
        error=error,
    )
