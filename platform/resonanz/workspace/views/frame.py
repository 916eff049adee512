"""The frame of every page of an agency's desk: whose desk it is, and where to go."""

from dataclasses import dataclass
from typing import Final

from resonanz.agencies.queries.members import Membership
from resonanz.kernel.i18n import LazyText, lazy


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the desk; `path` follows the desk's address, `owners` leaves responders out."""

    key: str
    path: str
    label: LazyText
    owners: bool = False


ENTRIES: Final[tuple[Entry, ...]] = (
    Entry("overview", "", lazy("Überblick")),
    Entry("reviews", "/reviews", lazy("Bewertungen")),
    Entry("late_feedback", "/late-feedback", lazy("Späte Rückmeldung")),
    Entry("profile", "/profile", lazy("Profil")),
    Entry("corrections", "/corrections", lazy("Berichtigungen")),
    Entry("branches", "/branches", lazy("Niederlassungen"), owners=True),
    Entry("pledge", "/pledge", lazy("Zusage"), owners=True),
    Entry("invitations", "/invitations", lazy("Einladungen")),
    Entry("badge", "/badge", lazy("Plakette")),
    Entry("api", "/api", lazy("Schnittstelle"), owners=True),
    Entry("members", "/members", lazy("Mitglieder")),
)
"""The desk's menu, in its order."""


@dataclass(frozen=True, slots=True)
class DeskFrame:
    """Whose desk it is; `menu` are (label, address, whether it is this page).

    `several` says that one acts for other agencies too.
    """

    agency_name: str
    agency_slug: str
    base: str
    owner: bool
    several: bool
    menu: tuple[tuple[str, str, bool], ...]


def frame(membership: Membership, current: str) -> DeskFrame:
    """Build the frame of a page; `current` is the key of its entry, "" for a page below none."""
    agency = membership.agency
    base = f"/desk/agencies/{agency.slug}"
    owner = membership.role == "owner"
    return DeskFrame(
        agency_name=agency.name,
        agency_slug=agency.slug,
        base=base,
        owner=owner,
        several=membership.several,
        menu=tuple(
            (str(entry.label), base + entry.path, entry.key == current)
            for entry in ENTRIES
            if owner or not entry.owners
        ),
    )
