"""Who acts for an agency: roles, invitations, and what speaks against a membership."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

INVITATION_LIFETIME: Final = dt.timedelta(days=7)


class MemberRole(StrEnum):
    """Owners manage the profile, its members and pledges; responders answer reviews."""

    OWNER = "owner"
    RESPONDER = "responder"


class Objection(StrEnum):
    """Why an account cannot be a member; told to its person alone.

    An author keeps a review of this agency (TRUST 4), staff decides about agencies' cases.
    """

    AUTHOR = "author"
    STAFF = "staff"


class Change(StrEnum):
    """What became of a membership."""

    JOINED = "joined"
    ROLE = "role"
    REMOVED = "removed"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class MembershipAsked:
    """Event: an account is to become a member; handlers add what speaks against it."""

    agency_id: int
    account_id: int
    objections: list[Objection]


def reaches(answers_for: int | None, branch_id: int | None) -> bool:
    """Whether a member sees and may touch what is about this branch of the agency.

    `answers_for` is the one branch that a responder answers for, None for the whole agency;
    `branch_id` is None for what is about no branch, which is the whole agency's to see.
    """
    return answers_for is None or answers_for == branch_id


def last_owner(account_id: int, owners: frozenset[int]) -> bool:
    """Whether the agency would have no owner without this account."""
    return owners == {account_id}
