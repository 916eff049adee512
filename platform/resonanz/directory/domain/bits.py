"""Rows of bits: one for each agency, by its position."""

from typing import Final

_BITS: Final = bytes.maketrans(b"01", b"\x00\x01")


def flags(among: int, size: int) -> bytes:
    """A byte for each of so many positions: 1 where the bit is set."""
    return f"{among:0{size}b}".encode().translate(_BITS)[::-1]
