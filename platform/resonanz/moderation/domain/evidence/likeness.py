"""Whether two documents are the same or made from one template.

What is compared stays when the document is destroyed, so none of it can be turned back into text:
smallest keyed hashes of word runs (MinHash), and a coarse map of where a page gets darker.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

RUN: Final = 4
"""Words in a run."""
SKETCH: Final = 64
LEAST_RUNS: Final = 12
LEAST_EDGES: Final = 24
TEXT_THRESHOLD: Final = 0.6
EDGES_THRESHOLD: Final = 0.8


class Match(StrEnum):
    """How two documents are alike."""

    IDENTICAL = "identical"
    TEMPLATE = "template"


@dataclass(frozen=True, slots=True)
class Traits:
    """What stays of a document: a sketch of its text (may be empty), a map of edges a page."""

    sketch: tuple[int, ...] = ()
    edges: tuple[str, ...] = ()


def normal_text(text: str) -> str:
    """The words alone, folded."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def sketch(text: str, hashed: Callable[[str], int]) -> tuple[int, ...]:
    """The smallest hashes of a text's runs; empty for a text too short to tell anything.

    Digits count as 0: the same letter on another day has the same runs.
    """
    words = re.sub(r"\d", "0", normal_text(text)).split()
    runs = {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
    if len(runs) < LEAST_RUNS:
        return ()
    return tuple(sorted(hashed(run) for run in runs)[:SKETCH])


def text_likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """Estimated share of runs that both texts have (Jaccard), 0 to 1."""
    if not one or not other:
        return 0.0
    smallest = sorted({*one, *other})[:SKETCH]
    both = set(one) & set(other)
    return sum(value in both for value in smallest) / len(smallest)


def edges_likeness(one: str, other: str) -> float:
    """Share of edges that both pages have (Jaccard), 0 to 1; 0 for pages with too few of them."""
    left, right = int(one, 16), int(other, 16)
    if min(left.bit_count(), right.bit_count()) < LEAST_EDGES:
        return 0.0
    return (left & right).bit_count() / (left | right).bit_count()


def template(one: Traits, other: Traits) -> bool:
    """Whether two documents seem made from one template.

    By their text where both have some: mails and letters of one sender always look alike. Else
    by any two pages.
    """
    if one.sketch and other.sketch:
        return text_likeness(one.sketch, other.sketch) >= TEXT_THRESHOLD
    return any(
        edges_likeness(left, right) >= EDGES_THRESHOLD
        for left in one.edges
        for right in other.edges
    )
