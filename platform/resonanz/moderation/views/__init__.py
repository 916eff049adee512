"""What the templates of moderation show."""

from .case import CaseView, case_view
from .queue import QueueView, queue_view

__all__ = ["CaseView", "QueueView", "case_view", "queue_view"]
