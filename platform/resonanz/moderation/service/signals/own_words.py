"""What an agency says of itself in public, so that its own words are recognised in reviews.

Its replies so far; whatever else it publishes in own words belongs here too.
"""

from typing import Final

from resonanz.reviews import service as reviews

_MOST: Final = 100


async def own_texts(agency_id: int) -> list[str]:
    """The newest public texts of an agency."""
    return await reviews.public_replies(agency_id, _MOST)
