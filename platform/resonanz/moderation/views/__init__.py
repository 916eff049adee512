"""What the templates of moderation show."""

from .case import CaseView, case_view
from .queue import QueueView, queue_view
from .signals import FiguresView, figures_view

__all__ = ["CaseView", "FiguresView", "QueueView", "case_view", "figures_view", "queue_view"]
