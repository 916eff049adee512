"""Who may enter an agency's desk."""

from litestar.handlers.base import BaseRouteHandler

from resonanz.accounts.guards import Connection, signed_in, signed_in_account
from resonanz.agencies.queries.members import agencies_of
from resonanz.kernel.errors import NotFoundError


async def agency_member(connection: Connection, handler: BaseRouteHandler) -> None:
    """Let in who acts for any agency; which one is each page's to ask. 404 for all others."""
    await signed_in(connection, handler)
    if not await agencies_of(signed_in_account(connection).account_id):
        raise NotFoundError("desk")
