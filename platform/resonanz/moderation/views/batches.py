"""The page of reviews without text."""

from collections.abc import Sequence
from dataclasses import dataclass

from resonanz.kernel.i18n import gettext
from resonanz.reviews.views.mine import record_view

from ..service.batches import BatchItem


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A review in one line."""

    value: str
    agency: str
    facts: str


@dataclass(frozen=True, slots=True)
class BatchView:
    """What can be approved together."""

    rows: tuple[BatchRow, ...]
    notice: str


def batch_view(items: Sequence[BatchItem], notice: str = "") -> BatchView:
    """Build the page."""
    return BatchView(tuple(_row(one) for one in items), notice)


def _row(one: BatchItem) -> BatchRow:
    review = record_view(one.review)
    facts = [
        *([gettext("Änderung einer Bewertung")] if one.review.replaces else []),
        *(f"{line.stage}: {line.words}" for line in review.lines),
        *(f"{star.name} {star.stars}/5" for star in review.stars),
        *review.chips,
    ]
    return BatchRow(
        value=f"{one.review.public_id}~{one.version}",
        agency=one.agency.name,
        facts=" · ".join(str(fact) for fact in facts),
    )
