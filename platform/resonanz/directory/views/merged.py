"""That other entries turned out to be an agency."""

import datetime as dt
from collections.abc import Sequence

import msgspec

from resonanz.kernel.i18n import format_day, gettext


def read_merged(text: str | None) -> list[tuple[dt.date, str]]:
    """The day and the name of each entry in a JSON list of "day name"."""
    parts = [words.partition(" ") for words in msgspec.json.decode(text or "[]", type=list[str])]
    return [(dt.date.fromisoformat(day), name) for day, _, name in parts]


def merged_words(merged: Sequence[tuple[dt.date, str]]) -> tuple[str, ...]:
    """A sentence for each."""
    return tuple(
        gettext("Am %(day)s mit %(name)s zusammengeführt.", day=format_day(day), name=name)
        for day, name in merged
    )
