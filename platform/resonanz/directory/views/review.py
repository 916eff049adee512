"""A review at an address of its own."""

from dataclasses import dataclass

from resonanz.reviews.views.review import ReviewView


@dataclass(frozen=True, slots=True)
class PermalinkView:
    """One review and its agency."""

    agency_slug: str
    agency_name: str
    review: ReviewView
