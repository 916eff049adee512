"""Guards of public routes; those that ask who someone is are in `resonanz.accounts.guards`.

Guards are coroutines: Litestar would send each plain function to a thread.
"""

from litestar.connection import ASGIConnection
from litestar.exceptions import NotFoundException
from litestar.handlers.base import BaseRouteHandler

from resonanz.kernel.i18n import is_language

from .site import site_of


async def anyone(
    _connection: ASGIConnection,  # type: ignore[type-arg]
    _handler: BaseRouteHandler,
) -> None:
    """Let everybody in; names that a route is public on purpose."""


async def outside_production(
    connection: ASGIConnection,  # type: ignore[type-arg]
    _handler: BaseRouteHandler,
) -> None:
    """Hide development pages in production."""
    if site_of(connection).settings.production:
        raise NotFoundException


async def known_language(
    connection: ASGIConnection,  # type: ignore[type-arg]
    _handler: BaseRouteHandler,
) -> None:
    """Refuse pages under a first segment that is none of the languages."""
    if not is_language(connection.path_params["language"]):
        raise NotFoundException
