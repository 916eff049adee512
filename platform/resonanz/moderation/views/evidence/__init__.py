"""What the templates of evidence show."""

from .author import (
    PageView,
    ProofView,
    ShownFile,
    ShownPage,
    page_view,
    proof_view,
    refusals,
    shown_files,
)
from .checks import CheckView, QueueView, check_view, queue_view

__all__ = [
    "CheckView",
    "PageView",
    "ProofView",
    "QueueView",
    "ShownFile",
    "ShownPage",
    "check_view",
    "page_view",
    "proof_view",
    "queue_view",
    "refusals",
    "shown_files",
]
