"""The page about misuse, and the criteria as everybody reads them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from resonanz.kernel.fields import FieldErrors
from resonanz.kernel.i18n import format_day, format_decimal, format_number, gettext, lazy

from ..domain.misuse import (
    HALF_LIFE_DAYS,
    LEAST_POINTS,
    SUSPENSION_DAYS,
    WARNING_DAYS,
    PartyKind,
    SanctionKind,
)
from ..service.misuse import Suspicion

KINDS: Final = {
    PartyKind.AGENCY: lazy("Agentur"),
    PartyKind.NOTIFIER: lazy("meldet offensichtlich unbegründet"),
    PartyKind.AUTHOR: lazy("schreibt offensichtlich Rechtswidriges"),
}
SANCTIONS: Final = {
    SanctionKind.WARN: lazy("Verwarnen"),
    SanctionKind.SUSPEND: lazy("Auf Zeit sperren"),
    SanctionKind.TERMINATE: lazy("Auf Dauer sperren"),
}
_PAST: Final = {
    SanctionKind.WARN: lazy("verwarnt am %(day)s"),
    SanctionKind.SUSPEND: lazy("auf Zeit gesperrt am %(day)s"),
    SanctionKind.TERMINATE: lazy("auf Dauer gesperrt am %(day)s"),
}


@dataclass(frozen=True, slots=True)
class SuspicionView:
    """A party; `sanction` is "" while nothing may follow."""

    party: str
    title: str
    numbers: tuple[str, ...]
    weight: str
    past: tuple[str, ...]
    sanction: str
    sanction_name: str


@dataclass(frozen=True, slots=True)
class CriteriaView:
    """The numbers that everybody may know (DSA Art. 23(4))."""

    half_life: str
    least: str
    warning: str
    first: str
    later: str


@dataclass(frozen=True, slots=True)
class MisuseView:
    """Who is conspicuous, and the forms."""

    rows: tuple[SuspicionView, ...]
    criteria: CriteriaView
    kinds: tuple[tuple[str, str], ...]
    typed: dict[str, str]
    error: dict[str, str]
    errors: tuple[tuple[str, str], ...]
    notice: str


def criteria_view() -> CriteriaView:
    """The published criteria."""
    return CriteriaView(
        format_number(HALF_LIFE_DAYS),
        format_decimal(LEAST_POINTS, 1),
        format_number(WARNING_DAYS),
        *(format_number(days) for days in SUSPENSION_DAYS),
    )


def misuse_view(
    found: Sequence[Suspicion],
    form: Mapping[str, Sequence[str]] | None = None,
    errors: FieldErrors | None = None,
    notice: str = "",
) -> MisuseView:
    """Build the page."""
    wrong = {name: str(text) for name, text in (errors or {}).items()}
    names = ("number", "kind", "party", "explanation")
    return MisuseView(
        rows=tuple(_row(one) for one in found),
        criteria=criteria_view(),
        kinds=tuple(
            (kind.value, str(KINDS[kind])) for kind in (PartyKind.NOTIFIER, PartyKind.AUTHOR)
        ),
        typed={name: ((form or {}).get(name) or [""])[0] for name in names},
        error=wrong,
        errors=tuple(wrong.items()),
        notice=notice,
    )


def _row(one: Suspicion) -> SuspicionView:
    title = str(KINDS[one.kind])
    if one.kind is PartyKind.AGENCY:
        title = gettext("%(name)s verliert bestrittene Kontakte", name=one.agency_name)
    else:
        title = gettext("Eine Person %(does)s", does=title)
    return SuspicionView(
        party=one.party,
        title=title,
        numbers=one.numbers,
        weight=format_decimal(one.weight, 1),
        past=tuple(str(_PAST[past.kind]) % {"day": _day(past.at)} for past in one.past),
        sanction=one.proposed.value if one.proposed else "",
        sanction_name=str(SANCTIONS[one.proposed]) if one.proposed else "",
    )


def _day(moment: dt.datetime) -> str:
    return format_day(moment.date())
