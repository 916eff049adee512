"""What readers type on the public site."""

import datetime as dt
import re
from dataclasses import dataclass

_SCORE = re.compile(r"[1-5][.,][0-9]")


@dataclass(frozen=True, slots=True)
class PrintedBadge:
    """What somebody read off a badge; the score with a point, "" where the badge had none."""

    score: str
    reviews: int
    day: dt.date
    code: str


def read_badge(score: str, reviews: str, day: str, code: str) -> PrintedBadge | None:
    """What was typed, with spaces and decimal commas as people write them; None if it is none."""
    number, value = re.sub(r"[\s.,]", "", reviews), score.strip()
    try:
        date = dt.date.fromisoformat(day.strip())
    except ValueError:
        return None
    if not (number.isascii() and number.isdecimal()) or (value and not _SCORE.fullmatch(value)):
        return None
    return PrintedBadge(value.replace(",", "."), int(number[:9]), date, code)
