"""Who may enter the pages of those who act for agencies: owners with their second factor
(TRUST 36), each only for their own agencies (TRUST 42).
"""

from litestar.handlers.base import BaseRouteHandler

from resonanz.accounts.guards import Connection, proven, signed_in, signed_in_account
from resonanz.agencies.queries.members import agencies_of, owns_any
from resonanz.kernel.errors import NotFoundError


async def any_account(connection: Connection, handler: BaseRouteHandler) -> None:
    """Let in who signed in; owners prove their second factor, whichever agency it will be."""
    await signed_in(connection, handler)
    if await owns_any(signed_in_account(connection).account_id):
        await proven(connection)


async def any_member(connection: Connection, handler: BaseRouteHandler) -> None:
    """Let in who acts for any agency, 404 for all others; for which one, and for which of its
    branches, is each page's to ask.
    """
    await any_account(connection, handler)
    if not await agencies_of(signed_in_account(connection).account_id):
        raise NotFoundError("desk")
