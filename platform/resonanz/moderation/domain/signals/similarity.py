"""Near-duplicates by MinHash: 64 permutations of the three-word runs of a text, 21 LSH bands.

Broder, "On the resemblance and containment of documents", 1997. Two texts that share 60 % of
their runs meet in a band with a chance of 99 %, two that share 20 % with 15 %.
"""

import hashlib
import struct
from dataclasses import dataclass
from random import Random
from typing import Final

from .words import words_of

PERMUTATIONS: Final = 64
BANDS: Final = 21
ROWS: Final = 3
ALIKE: Final = 0.6
_RUN: Final = 3
_FEWEST_RUNS: Final = 8
_PRIME: Final = (1 << 61) - 1
_TOP: Final = (1 << 32) - 1


def _permutations() -> tuple[tuple[int, int], ...]:
    numbers = Random(20261122)  # noqa: S311 (the same numbers for ever, no secret)
    return tuple(
        (numbers.randrange(1, _PRIME), numbers.randrange(_PRIME)) for _ in range(PERMUTATIONS)
    )


_PERMUTATIONS: Final = _permutations()


@dataclass(frozen=True, slots=True)
class Sketch:
    """The least hash of a text's runs under each permutation."""

    least: tuple[int, ...]

    def to_bytes(self) -> bytes:
        """Four bytes a permutation."""
        return struct.pack(f">{PERMUTATIONS}I", *self.least)

    @classmethod
    def from_bytes(cls, stored: bytes) -> "Sketch":
        """What `to_bytes` made."""
        return cls(struct.unpack(f">{PERMUTATIONS}I", stored))

    @property
    def bands(self) -> tuple[int, ...]:
        """A signed 64-bit number a band; similar texts share at least one."""
        packed = self.to_bytes()
        size = 4 * ROWS
        return tuple(
            int.from_bytes(
                hashlib.blake2b(
                    packed[band * size : (band + 1) * size], digest_size=8, salt=bytes([band])
                ).digest(),
                "big",
                signed=True,
            )
            for band in range(BANDS)
        )


def sketch(text: str) -> Sketch | None:
    """The sketch of a text; None if it is too short to be anybody's own."""
    words = [word.folded for word in words_of(text)]
    runs = {" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}
    if len(runs) < _FEWEST_RUNS:
        return None
    hashes = [
        int.from_bytes(hashlib.blake2b(run.encode(), digest_size=7).digest(), "big") for run in runs
    ]
    return Sketch(tuple(min((a * h + b) % _PRIME for h in hashes) & _TOP for a, b in _PERMUTATIONS))


def parts_of(text: str) -> tuple[str, ...]:
    """What is compared: the whole text, and each paragraph if there are several."""
    paragraphs = [part.strip() for part in text.split("\n") if part.strip()]
    return (text, *paragraphs) if len(paragraphs) > 1 else (text,)


def resemblance(one: Sketch, other: Sketch) -> float:
    """The estimated share of runs that two texts have in common (Jaccard), 0…1."""
    same = sum(a == b for a, b in zip(one.least, other.least, strict=True))
    return same / PERMUTATIONS
