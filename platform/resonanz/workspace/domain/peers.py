"""Where an agency's score stands among its peers.

Peers are the agencies of the same kind in the same region; where fewer than ten of those have a
published score, those of the same kind in the same country. With fewer than ten there, too, the
desk says nothing: a place among few tells of single agencies, and little of one's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

FEWEST: Final = 10
DECIMALS: Final = 6
"""Scores are compared as ranks are (SCORING.md, Days)."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Better than `better_than` of `n` peers; `region` says that they share the region."""

    better_than: int
    n: int
    region: bool


def standing(
    agency_id: int, regions: Mapping[int, str | None], scores: Mapping[int, float]
) -> Standing | None:
    """Where an agency stands; None without a published score or with too few peers.

    `regions` are those of all agencies of its kind and country, `scores` the published ones.
    """
    own, region = scores.get(agency_id), regions.get(agency_id)
    if own is None:
        return None
    country = [peer for peer in regions if peer in scores and peer != agency_id]
    near = [peer for peer in country if region is not None and regions[peer] == region]
    peers = near if len(near) >= FEWEST else country
    if len(peers) < FEWEST:
        return None
    mine = round(own, DECIMALS)
    lower = sum(round(scores[peer], DECIMALS) < mine for peer in peers)
    return Standing(lower, len(peers), peers is near)
