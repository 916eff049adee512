"""The agencies somebody acts for."""

from collections.abc import Sequence
from dataclasses import dataclass

from resonanz.agencies.domain.members import MemberRole
from resonanz.agencies.queries.members import Membership
from resonanz.kernel.i18n import gettext

from .frame import ENTRIES


@dataclass(frozen=True, slots=True)
class AgencyLink:
    """An agency with the first page of its desk."""

    name: str
    city: str
    path: str


@dataclass(frozen=True, slots=True)
class LandingView:
    """The agencies by one's role in them: (role, agencies); roles without one are left out."""

    groups: tuple[tuple[str, tuple[AgencyLink, ...]], ...]


def landing_view(own: Sequence[Membership]) -> LandingView:
    """Build the list."""
    words = {
        MemberRole.OWNER: gettext("Hier sind Sie verantwortlich"),
        MemberRole.RESPONDER: gettext("Hier antworten Sie"),
    }
    groups = ((words[role], [one for one in own if one.role == role]) for role in MemberRole)
    return LandingView(tuple((title, tuple(map(_link, found))) for title, found in groups if found))


def first_page(membership: Membership) -> str:
    """The path of the first page of an agency's desk, without its language."""
    return f"/desk/agencies/{membership.agency.slug}{ENTRIES[0].path}"


def _link(one: Membership) -> AgencyLink:
    return AgencyLink(one.agency.name, one.agency.city or "", first_page(one))
