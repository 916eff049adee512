"""Who acts for an agency, as its members see it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from resonanz.agencies.domain.members import MemberRole
from resonanz.agencies.queries.branches import Branch
from resonanz.agencies.queries.invitations import Invitation
from resonanz.agencies.queries.members import Member, Membership
from resonanz.kernel.clock import site_day
from resonanz.kernel.fields import Typed
from resonanz.kernel.i18n import LazyText, format_day, gettext, lazy

from .frame import DeskFrame, frame

ROLES: Final = {
    MemberRole.OWNER: lazy("verantwortlich"),
    MemberRole.RESPONDER: lazy("antwortet"),
}
_EXPLAINED: Final = {
    MemberRole.OWNER: (
        lazy("Verantwortlich"),
        lazy("verwaltet Profil und Mitglieder und antwortet; braucht einen zweiten Faktor"),
    ),
    MemberRole.RESPONDER: (lazy("Antwortet"), lazy("beantwortet und beanstandet Bewertungen")),
}
_CHANGES: Final = {
    MemberRole.OWNER: lazy("Verantwortung geben"),
    MemberRole.RESPONDER: lazy("Nur noch antworten lassen"),
}


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member; `other_role` is what a button can make of the role.

    `branch` is the public id of the one branch that a responder answers for, "" for all;
    `responds` says that it can be chosen.
    """

    public_id: str
    email: str
    role: str
    since: str
    me: bool
    other_role: str
    other_role_words: str
    branch: str
    responds: bool


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """An open invitation."""

    public_id: str
    email: str
    role: str
    until: str


@dataclass(frozen=True, slots=True)
class MembersView:
    """The members; responders see their own membership alone.

    `asked_until`: somebody is to follow the owners unless they answer by that day; "" else.
    """

    frame: DeskFrame
    members: tuple[MemberRow, ...]
    invitations: tuple[InvitationRow, ...]
    roles: tuple[tuple[str, str, str], ...]
    branches: tuple[tuple[str, str], ...]
    asked_until: str
    notice: str
    typed: Typed
    error: Typed
    errors: tuple[tuple[str, str], ...]


def members_view(
    membership: Membership,
    members: Sequence[Member],
    invitations: Sequence[Invitation],
    branches: Sequence[Branch],
    *,
    asked_until: dt.datetime | None = None,
    notice: str = "",
    typed: Typed | None = None,
    errors: Mapping[str, LazyText | str] | None = None,
) -> MembersView:
    """Build the page of the members."""
    found, known = errors or {}, {one.id: one for one in branches}
    return MembersView(
        frame=frame(membership, "members"),
        members=tuple(_member(one, membership, known) for one in members),
        invitations=tuple(
            InvitationRow(
                one.public_id,
                one.email,
                _role(one.role, known.get(one.branch_id or 0)),
                format_day(site_day(one.expires_at)),
            )
            for one in invitations
        ),
        roles=tuple(
            (role.value, str(name), str(text)) for role, (name, text) in _EXPLAINED.items()
        ),
        branches=tuple((one.public_id, one.label) for one in branches),
        asked_until=format_day(site_day(asked_until)) if asked_until else "",
        notice=notice,
        typed=typed or Typed(),
        error=Typed((name, str(text)) for name, text in found.items()),
        errors=tuple((name, str(text)) for name, text in found.items()),
    )


def _member(one: Member, membership: Membership, known: Mapping[int, Branch]) -> MemberRow:
    role, branch = MemberRole(one.role), known.get(one.branch_id or 0)
    other = MemberRole.RESPONDER if role is MemberRole.OWNER else MemberRole.OWNER
    return MemberRow(
        public_id=one.public_id,
        email=one.email,
        role=_role(one.role, branch),
        since=format_day(site_day(one.since)),
        me=one.account_id == membership.account_id,
        other_role=other.value,
        other_role_words=str(_CHANGES[other]),
        branch=branch.public_id if branch else "",
        responds=role is MemberRole.RESPONDER,
    )


def _role(role: str, branch: Branch | None) -> str:
    if branch is None:
        return str(ROLES[MemberRole(role)])
    return gettext("antwortet für %(branch)s", branch=branch.label)
