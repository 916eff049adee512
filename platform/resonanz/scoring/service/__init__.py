"""Use cases of scoring."""

from .ratings import NewRating, put, remove, withdraw
from .reading import (
    ExplainedReview,
    Explanation,
    Methodology,
    explain,
    market_means,
    methodology,
    value_of,
    values_of,
)
from .runs import Progress, RecomputeReport, bulk_load, nightly, recompute

__all__ = [
    "ExplainedReview",
    "Explanation",
    "Methodology",
    "NewRating",
    "Progress",
    "RecomputeReport",
    "bulk_load",
    "explain",
    "market_means",
    "methodology",
    "nightly",
    "put",
    "recompute",
    "remove",
    "value_of",
    "values_of",
    "withdraw",
]
