"""The grid over a page by which its author blacks out areas."""

import re
from collections.abc import Iterable
from typing import Final

COLUMNS: Final = 8
ROWS: Final = 12

_CELL: Final = re.compile(r"(\d{1,2})-(\d{1,2})")


def cells(names: Iterable[str]) -> tuple[str, ...]:
    """The cells of the grid among these names, once each, row by row: "3-5" is row 3, column 5."""
    found = set()
    for name in names:
        match = _CELL.fullmatch(name)
        if match and 1 <= int(match[1]) <= ROWS and 1 <= int(match[2]) <= COLUMNS:
            found.add((int(match[1]), int(match[2])))
    return tuple(f"{row}-{column}" for row, column in sorted(found))
