"""What an agency changed in its profile."""

import datetime as dt
from dataclasses import dataclass

from resonanz.agencies.domain.profiles import Change
from resonanz.agencies.service import AgencyRef
from resonanz.agencies.views.profiles import ChangeView, public_changes

from .merged import merged_words


@dataclass(frozen=True, slots=True)
class HistoryView:
    """Changes, the newest first, and a sentence for each entry that was merged into it."""

    name: str
    slug: str
    changes: tuple[ChangeView, ...]
    merged: tuple[str, ...]


def history_view(
    agency: AgencyRef, changes: list[Change], merged: list[tuple[dt.date, str]]
) -> HistoryView:
    """Build the page."""
    return HistoryView(agency.name, agency.slug, public_changes(changes), merged_words(merged))
