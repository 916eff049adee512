"""What the public pages about moderation show."""

from .log import LogView, log_view
from .report import ReportView, report_csv, report_view
from .rules import RulesView, rules_view, waiting_words
from .statements import StatementsView, statements_view

__all__ = [
    "LogView",
    "ReportView",
    "RulesView",
    "StatementsView",
    "log_view",
    "report_csv",
    "report_view",
    "rules_view",
    "statements_view",
    "waiting_words",
]
