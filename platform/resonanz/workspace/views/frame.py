"""The frame of every page of an agency's desk: whose desk it is, and where to go."""

from dataclasses import dataclass
from typing import Final

from resonanz.agencies.queries.members import Membership
from resonanz.kernel.i18n import LazyText, lazy


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the desk; `path` follows the desk's address.

    `owners` leaves responders out, `branches` lets those of a single branch in.
    """

    key: str
    path: str
    label: LazyText
    owners: bool = False
    branches: bool = False


ENTRIES: Final[tuple[Entry, ...]] = (
    Entry("overview", "", lazy("Überblick"), branches=True),
    Entry("reviews", "/reviews", lazy("Bewertungen"), branches=True),
    Entry("late_feedback", "/late-feedback", lazy("Späte Rückmeldung"), branches=True),
    Entry("profile", "/profile", lazy("Profil")),
    Entry("corrections", "/corrections", lazy("Berichtigungen"), branches=True),
    Entry("branches", "/branches", lazy("Niederlassungen"), owners=True),
    Entry("pledge", "/pledge", lazy("Zusage"), owners=True),
    Entry("invitations", "/invitations", lazy("Einladungen")),
    Entry("badge", "/badge", lazy("Plakette")),
    Entry("api", "/api", lazy("Schnittstelle"), owners=True),
    Entry("members", "/members", lazy("Mitglieder"), branches=True),
)
"""The desk's menu, in its order."""


@dataclass(frozen=True, slots=True)
class DeskFrame:
    """Whose desk it is; `menu` are (label, address, whether it is this page).

    `several` says that one acts for other agencies too, `branch` is the one that a responder of one
    branch answers for, "" for the whole agency.
    """

    agency_name: str
    agency_slug: str
    base: str
    owner: bool
    several: bool
    branch: str
    menu: tuple[tuple[str, str, bool], ...]


def frame(membership: Membership, current: str) -> DeskFrame:
    """Build the frame of a page; `current` is the key of its entry, "" for a page below none."""
    agency = membership.agency
    base = f"/desk/agencies/{agency.slug}"
    owner, branch = membership.role == "owner", membership.branch
    return DeskFrame(
        agency_name=agency.name,
        agency_slug=agency.slug,
        base=base,
        owner=owner,
        several=membership.several,
        branch=branch.label if branch else "",
        menu=tuple(
            (str(entry.label), base + entry.path, entry.key == current)
            for entry in ENTRIES
            if owner or (entry.branches if branch else not entry.owners)
        ),
    )
