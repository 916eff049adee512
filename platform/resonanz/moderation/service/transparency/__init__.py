"""Use cases of transparency: the report, the public log, the export of statements."""

from .exporting import Batch, batches, count_since
from .log import PAGE, LogEntry, log_page
from .reporting import WAITING_DAYS, Waiting, first_year, report, waiting
from .wording import DECISION_NAMES, OBJECTION_NAMES, SOURCE_NAMES, SUBJECT_NAMES

__all__ = [
    "DECISION_NAMES",
    "OBJECTION_NAMES",
    "PAGE",
    "SOURCE_NAMES",
    "SUBJECT_NAMES",
    "WAITING_DAYS",
    "Batch",
    "LogEntry",
    "Waiting",
    "batches",
    "count_since",
    "first_year",
    "log_page",
    "report",
    "waiting",
]
