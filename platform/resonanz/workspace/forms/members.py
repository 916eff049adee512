"""The form that invites a member, and the choice of a role."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from resonanz.accounts.forms import email_of
from resonanz.agencies.domain.members import MemberRole
from resonanz.kernel.fields import FieldErrors, Fields
from resonanz.kernel.i18n import lazy

ROLES = tuple(role.value for role in MemberRole)
_WHOLE = lazy("Wer verantwortlich ist, handelt für die ganze Agentur.")


@dataclass(frozen=True, slots=True)
class InvitationInput:
    """Who is to act for the agency, as what, and for which branch alone ("" for all of it)."""

    email: str
    role: MemberRole
    branch: str


def read_invitation(
    form: Mapping[str, Sequence[str]],
) -> tuple[InvitationInput | None, FieldErrors]:
    """Read an invitation."""
    fields = Fields(form)
    email = email_of(fields)
    role, branch = fields.choice("role", ROLES), _branch(form)
    if role == MemberRole.OWNER and branch:
        fields.errors.add("branch", _WHOLE)
    if fields.errors or role is None:
        return None, fields.errors
    return InvitationInput(email, MemberRole(role), branch), fields.errors


def read_role(form: Mapping[str, Sequence[str]]) -> tuple[MemberRole, str] | None:
    """Read the role of a button, and the branch of a responder."""
    role = Fields(form).choice("role", ROLES)
    if not role:
        return None
    return MemberRole(role), "" if role == MemberRole.OWNER else _branch(form)


def _branch(form: Mapping[str, Sequence[str]]) -> str:
    return (form.get("branch") or [""])[0]
