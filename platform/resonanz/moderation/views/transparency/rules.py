"""How we moderate: grounds, deadlines, and how long it takes at present."""

from dataclasses import dataclass

from resonanz.kernel.i18n import format_decimal, gettext, ngettext
from resonanz.reviews.views.waiting import waiting_words as days_words

from ...domain import GROUNDS, Basis, Ground
from ...domain.deadlines import (
    COMPLAINT_DAYS,
    COMPLAINT_MONTHS,
    CORRECTION_DAYS,
    CORRECTIONS_PER_AGENCY,
    DECISION_DAYS,
    HEARING_DAYS,
    HEARINGS_PER_AGENCY,
    PURGE_MONTHS,
    REJOINDER_DAYS,
    TRIAGE_WORKING_DAYS,
)
from ...domain.evidence import RESERVE_MONTHS
from ...domain.misuse import HALF_LIFE_DAYS, LEAST_POINTS, SUSPENSION_DAYS, WARNING_DAYS
from ...service import GROUND_TEXTS
from ...service.transparency import WAITING_DAYS, Waiting
from .report import median_words


@dataclass(frozen=True, slots=True)
class GroundView:
    """A ground with its words; `law`: it rests on a law, else on a rule of ours."""

    key: str
    label: str
    why: str
    basis: str
    law: bool


@dataclass(frozen=True, slots=True)
class DeadlinesView:
    """The deadlines of a case."""

    triage: int = TRIAGE_WORKING_DAYS
    hearing: int = HEARING_DAYS
    rejoinder: int = REJOINDER_DAYS
    decision: int = DECISION_DAYS
    complaint_days: int = COMPLAINT_DAYS
    complaint_months: int = COMPLAINT_MONTHS
    purge_months: int = PURGE_MONTHS
    hearings: int = HEARINGS_PER_AGENCY
    reserve_months: int = RESERVE_MONTHS
    correction: int = CORRECTION_DAYS
    corrections: int = CORRECTIONS_PER_AGENCY


@dataclass(frozen=True, slots=True)
class MisuseView:
    """The criteria of misuse (TRUST 18); all but `least` in days."""

    least: str
    half_life: int = HALF_LIFE_DAYS
    warning: int = WARNING_DAYS
    first: int = SUSPENSION_DAYS[0]
    later: int = SUSPENSION_DAYS[-1]


@dataclass(frozen=True, slots=True)
class RulesView:
    """The page about moderation; `solo`: the operator is alone and says so (TRUST 16a)."""

    waiting: tuple[str, ...]
    deadlines: DeadlinesView
    misuse: MisuseView
    solo: bool
    asks_again: bool
    laws: tuple[GroundView, ...]
    rules: tuple[GroundView, ...]


def rules_view(waiting: Waiting, *, solo: bool, asks_again: bool) -> RulesView:
    """Build the page; `asks_again` is the policy for a contact that is still disputed."""
    found = tuple(_ground(ground) for ground in Ground)
    return RulesView(
        waiting=waiting_words(waiting),
        deadlines=DeadlinesView(),
        misuse=MisuseView(format_decimal(LEAST_POINTS, 1)),
        solo=solo,
        asks_again=asks_again,
        laws=tuple(ground for ground in found if ground.law),
        rules=tuple(ground for ground in found if not ground.law),
    )


def waiting_words(waiting: Waiting) -> tuple[str, ...]:
    """The honest waiting time, a sentence each."""
    parts = [
        *([days_words(waiting.days)] if waiting.days else []),
        ngettext(
            "Gerade wartet eine Bewertung auf die Prüfung.",
            "Gerade warten %(num)s Bewertungen auf die Prüfung.",
            waiting.reviews,
        ),
        *([replies] if (replies := _replies(waiting.replies)) else []),
        ngettext("Ein Fall ist offen.", "%(num)s Fälle sind offen.", waiting.cases),
    ]
    if waiting.held:
        parts.append(
            ngettext(
                "Einer davon wartet, weil zu seiner Agentur schon genug Anhörungen laufen.",
                "%(num)s davon warten, weil zu ihren Agenturen schon genug Anhörungen laufen.",
                waiting.held,
            )
        )
    if waiting.check.hours is None:
        parts.append(
            gettext("In den letzten %(days)s Tagen wurde nichts geprüft.", days=WAITING_DAYS)
        )
    else:
        parts.append(
            gettext(
                "In den letzten %(days)s Tagen dauerte eine Prüfung %(time)s (Median, n = %(n)s).",
                days=WAITING_DAYS,
                time=median_words(waiting.check),
                n=waiting.check.n,
            )
        )
    return tuple(parts)


def _replies(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "Ebenso eine Antwort einer Agentur.", "Ebenso %(num)s Antworten von Agenturen.", count
    )


def _ground(ground: Ground) -> GroundView:
    text = GROUND_TEXTS[ground]
    return GroundView(
        key=ground.value,
        label=str(text.label),
        why=str(text.why),
        basis=str(text.basis),
        law=GROUNDS[ground].basis is Basis.LAW,
    )
