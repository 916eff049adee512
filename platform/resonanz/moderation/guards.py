"""Who may enter an agency's desk."""

from litestar.handlers.base import BaseRouteHandler

from resonanz.accounts.guards import Connection, proven, signed_in, signed_in_account
from resonanz.agencies.queries.members import agencies_of, owns_any
from resonanz.kernel.errors import NotFoundError


async def agency_member(connection: Connection, handler: BaseRouteHandler) -> None:
    """Let in who acts for any agency; which one is each page's to ask. 404 for all others.

    Owners prove their second factor (TRUST 36).
    """
    await signed_in(connection, handler)
    account_id = signed_in_account(connection).account_id
    if not await agencies_of(account_id):
        raise NotFoundError("desk")
    if await owns_any(account_id):
        await proven(connection)
