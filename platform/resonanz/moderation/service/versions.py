"""What the moderation keeps of a text goes with the version of the review that held it."""

from .. import queries
from ..queries import signals


async def version_ended(review_id: int, version: int) -> None:
    """An edit was withdrawn: its sketch goes, and whoever was checking it gives it back.

    A newer edit is read anew: nobody decides on a text that they have not seen.
    """
    await signals.delete_sketches(review_id, version=version)
    await queries.drop_claim(review_id)


async def version_published(review_id: int, version: int) -> None:
    """A review shows this version: the sketches of earlier texts go."""
    await signals.delete_sketches(review_id, before=version)


async def review_withdrawn(review_id: int) -> None:
    """A review is withdrawn: its text is gone, and so are its sketches."""
    await signals.delete_sketches(review_id)
