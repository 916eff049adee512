"""The admins' export of statements of reasons."""

import datetime as dt
from dataclasses import dataclass

from resonanz.kernel.i18n import format_day, ngettext

from ...domain.transparency import BATCH


@dataclass(frozen=True, slots=True)
class StatementsView:
    """Which batches there are since a day; `batches` are (words, file name)."""

    since: str
    since_words: str
    count: str
    batches: tuple[tuple[str, str], ...]


def statements_view(since: dt.date, count: int) -> StatementsView:
    """Build the list of batches."""
    return StatementsView(
        since=since.isoformat(),
        since_words=format_day(since),
        count=ngettext("Eine Begründung", "%(num)s Begründungen", count),
        batches=tuple(
            (f"{first + 1}–{min(first + BATCH, count)}", file_name(since, at))
            for at, first in enumerate(range(0, count, BATCH), start=1)
        ),
    )


def file_name(since: dt.date, number: int) -> str:
    """The name of a batch's file."""
    return f"statements-{since.isoformat()}-{number}.json"


def read_file_name(name: str) -> tuple[dt.date, int] | None:
    """Day and number of a batch; None if the name is none."""
    parts = name.removeprefix("statements-").removesuffix(".json").rsplit("-", 1)
    try:
        found = dt.date.fromisoformat(parts[0]), int(parts[1])
    except (ValueError, IndexError):
        return None
    return found if found[1] > 0 and file_name(*found) == name else None
