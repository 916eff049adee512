"""Who may enter an agency's desk: its members, owners with their second factor (TRUST 36, 42)."""

from litestar.handlers.base import BaseRouteHandler

from resonanz.accounts.guards import Connection, proven, signed_in, signed_in_account
from resonanz.agencies.queries.members import Membership, membership, owns_any
from resonanz.audit.service import record
from resonanz.kernel.errors import ForbiddenError, NotFoundError

_MEMBERSHIP = "membership"


async def any_agency(connection: Connection, handler: BaseRouteHandler) -> None:
    """Let in who signed in; owners prove their second factor, whichever agency it will be."""
    await signed_in(connection, handler)
    if await owns_any(signed_in_account(connection).account_id):
        await proven(connection)


async def member(connection: Connection, handler: BaseRouteHandler) -> None:
    """Let in who acts for the agency of `{slug}` in the address; 404 for all others.

    Owners prove their second factor, responders need none.
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
    connection.scope["state"][_MEMBERSHIP] = found


async def owner(connection: Connection, handler: BaseRouteHandler) -> None:
    """Let in the agency's owners; responders are told that this is not theirs to do."""
    await member(connection, handler)
    if membership_of(connection).role != "owner":
        raise ForbiddenError("role")


def membership_of(connection: Connection) -> Membership:
    """Whose desk it is, behind one of these guards."""
    found: Membership = connection.scope["state"][_MEMBERSHIP]
    return found
