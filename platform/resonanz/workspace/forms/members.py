"""The form that invites a member, and the choice of a role."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from resonanz.accounts.forms import email_of
from resonanz.agencies.domain.members import MemberRole
from resonanz.kernel.fields import FieldErrors, Fields

ROLES = tuple(role.value for role in MemberRole)


@dataclass(frozen=True, slots=True)
class InvitationInput:
    """Who is to act for the agency, and as what."""

    email: str
    role: MemberRole


def read_invitation(
    form: Mapping[str, Sequence[str]],
) -> tuple[InvitationInput | None, FieldErrors]:
    """Read an invitation."""
    fields = Fields(form)
    email = email_of(fields)
    role = fields.choice("role", ROLES)
    if fields.errors or role is None:
        return None, fields.errors
    return InvitationInput(email, MemberRole(role)), fields.errors


def read_role(form: Mapping[str, Sequence[str]]) -> MemberRole | None:
    """Read the role of a button."""
    role = Fields(form).choice("role", ROLES)
    return MemberRole(role) if role else None
