"""What people choose on the pages of privacy."""

from collections.abc import Mapping, Sequence

from resonanz.kernel.fields import CHOOSE, FieldErrors, Fields

from .domain import KeepReviews


def keep_reviews(
    sent: Mapping[str, Sequence[str]], *, asked: bool
) -> tuple[KeepReviews, FieldErrors]:
    """The choice about public reviews; withdrawn where there was nothing to ask."""
    fields = Fields(sent)
    if not asked:
        return KeepReviews.WITHDRAW, fields.errors
    chosen = fields.choice("reviews", [choice.value for choice in KeepReviews], message=CHOOSE)
    return KeepReviews(chosen or KeepReviews.WITHDRAW), fields.errors
