"""What an agency changed in its profile."""

from dataclasses import dataclass

from resonanz.agencies.domain.profiles import Change
from resonanz.agencies.service import AgencyRef
from resonanz.agencies.views.profiles import ChangeView, public_changes


@dataclass(frozen=True, slots=True)
class HistoryView:
    """Changes, the newest first."""

    name: str
    slug: str
    changes: tuple[ChangeView, ...]


def history_view(agency: AgencyRef, changes: list[Change]) -> HistoryView:
    """Build the page."""
    return HistoryView(agency.name, agency.slug, public_changes(changes))
