"""Where reviews came from: digests with the day's key, which tell nothing tomorrow (TRUST 30)."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from ..queries import origins as queries

KEPT: Final = dt.timedelta(days=8)
"""A day longer than a review may wait for its confirmation; then nobody compares any more."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Digests of the network and the browser of a request; None if there is no cookie."""

    network: str
    device: str | None


@dataclass(frozen=True, slots=True)
class SharedOrigin:
    """How many reviews of others came from the same network on the same day, how many of them of
    the same agency, and how many others used the same browser."""

    network: int
    network_and_agency: int
    device: int


async def shared_origin(review_id: int) -> SharedOrigin:
    """What a review's origin has in common with others'; nothing once it is forgotten."""
    row = await queries.shared_origin(review_id)
    if row is None:
        return SharedOrigin(0, 0, 0)
    return SharedOrigin(row["network"], row["network_and_agency"], row["device"])


async def forget_origins(now: dt.datetime) -> None:
    """Forget where reviews came from after eight days."""
    await queries.forget_origins(now - KEPT)
