"""Who may enter an agency's desk: its members, owners with their second factor (TRUST 36, 42).

Pages are open to responders of one branch only where they name `branch_member`.
"""

from litestar.handlers.base import BaseRouteHandler

from resonanz.accounts.guards import Connection, proven, signed_in, signed_in_account
from resonanz.agencies.queries.members import Membership, membership
from resonanz.audit.service import record
from resonanz.kernel.errors import ForbiddenError, NotFoundError
from resonanz.reviews import service as reviews

_MEMBERSHIP = "membership"


async def branch_member(connection: Connection, handler: BaseRouteHandler) -> None:
    """Let in who acts for the agency of `{slug}` in the address; 404 for all others.

    Owners prove their second factor, responders need none. Those of one branch reach its reviews
    alone: a `{public_id}` in the address is a review's, and 404 if it is about another branch.
    """
    await signed_in(connection, handler)
    account = signed_in_account(connection)
    slug = str(connection.path_params["slug"])
    found = await membership(slug, account.account_id)
    if found is None:
        await record(account.public_id, "access.denied", "account", account.public_id, "", {})
        raise NotFoundError("agency")
    if found.role == "owner":
        await proven(connection)
    review = connection.path_params.get("public_id") if found.branch else None
    if review and not found.reaches(await reviews.branch_of(str(review))):
        raise NotFoundError("review")
    connection.scope["state"][_MEMBERSHIP] = found


async def member(connection: Connection, handler: BaseRouteHandler) -> None:
    """Let in who acts for the whole agency; responders of a branch are told that it is not
    theirs.
    """
    await branch_member(connection, handler)
    if membership_of(connection).branch is not None:
        raise ForbiddenError("branch")


async def owner(connection: Connection, handler: BaseRouteHandler) -> None:
    """Let in the agency's owners; responders are told that this is not theirs to do."""
    await member(connection, handler)
    if membership_of(connection).role != "owner":
        raise ForbiddenError("role")


def membership_of(connection: Connection) -> Membership:
    """Whose desk it is, behind one of these guards."""
    found: Membership = connection.scope["state"][_MEMBERSHIP]
    return found
