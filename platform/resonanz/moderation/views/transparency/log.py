"""The public log of decisions."""

from collections.abc import Sequence
from dataclasses import dataclass

from resonanz.kernel.i18n import format_day, gettext

from ...domain import SubjectType
from ...service import GROUND_TEXTS
from ...service.transparency import DECISION_NAMES, SUBJECT_NAMES, LogEntry


@dataclass(frozen=True, slots=True)
class EntryView:
    """One decision; texts of the ground are "" where there is none."""

    day: str
    iso: str
    subject: str
    decision: str
    cause: str
    ground: str
    why: str
    basis: str


@dataclass(frozen=True, slots=True)
class LogView:
    """A page of the log; `next` is where the following one begins, "" at the end."""

    entries: tuple[EntryView, ...]
    next: str
    first: bool


def log_view(entries: Sequence[LogEntry], following: int | None, *, first: bool) -> LogView:
    """Build a page of the log."""
    return LogView(
        tuple(_entry(entry) for entry in entries), str(following) if following else "", first
    )


def _entry(entry: LogEntry) -> EntryView:
    text = GROUND_TEXTS[entry.ground] if entry.ground else None
    cause = ""
    if entry.disputed:
        cause = gettext("Anlass: Beanstandung der Agentur")
    elif entry.reported:
        cause = gettext("Anlass: Meldung")
    return EntryView(
        day=format_day(entry.day),
        iso=entry.day.isoformat(),
        subject=str(SUBJECT_NAMES[SubjectType(entry.subject)]),
        decision=str(DECISION_NAMES[entry.kind]),
        cause=cause,
        ground=str(text.label) if text else "",
        why=str(text.why) if text else "",
        basis=str(text.basis) if text else "",
    )
