"""What people choose on the pages of privacy."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from resonanz.kernel.fields import CHOOSE, FieldErrors, Fields

from .domain import KeepReviews


@dataclass(frozen=True, slots=True)
class ErasureInput:
    """The choice about public reviews, and those with which a proof is left."""

    reviews: KeepReviews
    leave: tuple[str, ...]


def read_erasure(
    sent: Mapping[str, Sequence[str]], *, asked: bool, leavable: Collection[str]
) -> tuple[ErasureInput, FieldErrors]:
    """What was chosen; public reviews are withdrawn where there was nothing to ask."""
    fields = Fields(sent)
    leave = tuple(review for review in sent.get("leave", ()) if review in leavable)
    if not asked:
        return ErasureInput(KeepReviews.WITHDRAW, ()), fields.errors
    chosen = fields.choice("reviews", [choice.value for choice in KeepReviews], message=CHOOSE)
    return ErasureInput(KeepReviews(chosen or KeepReviews.WITHDRAW), leave), fields.errors
