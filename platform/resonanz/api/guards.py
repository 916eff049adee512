"""Who may ask the interfaces: programs with a token of the agency (TRUST 42), or anybody."""

from collections.abc import Awaitable, Callable
from typing import Any

from litestar.connection import ASGIConnection
from litestar.exceptions import NotAuthorizedException
from litestar.handlers.base import BaseRouteHandler

from resonanz.kernel import clock
from resonanz.kernel.errors import ForbiddenError
from resonanz.web import limits
from resonanz.workspace.domain.tokens import Scope
from resonanz.workspace.service.tokens import TokenHolder, authenticate

Connection = ASGIConnection[Any, Any, Any, Any]
_HOLDER = "token_holder"
_USAGE = "token_usage"
_LONGEST = 200


def token_for(scope: Scope) -> Callable[[Connection, BaseRouteHandler], Awaitable[None]]:
    """A guard that lets in tokens of this scope (RFC 6750); others get 401 or 403."""

    async def guard(connection: Connection, _handler: BaseRouteHandler) -> None:
        kind, _, secret = connection.headers.get("authorization", "").partition(" ")
        secret = secret.strip()
        if kind.lower() != "bearer" or not secret or len(secret) > _LONGEST:
            raise NotAuthorizedException
        holder = await authenticate(secret, clock.now())
        if holder is None:
            # Guessing is counted by network, so that nobody locks out an agency's programs.
            await limits.check(connection, "login_by_network")
            raise NotAuthorizedException
        connection.scope["state"][_USAGE] = await limits.use(
            connection, "api_by_token", holder.token
        )
        if scope not in holder.scopes:
            raise ForbiddenError("scope")
        connection.scope["state"][_HOLDER] = holder

    return guard


async def counted(connection: Connection, _handler: BaseRouteHandler) -> None:
    """Let everybody in, as often as their network may ask the public interface."""
    usage = await limits.use(connection, "api_by_network", None)
    connection.scope["state"][_USAGE] = usage


def holder_of(connection: Connection) -> TokenHolder:
    """Whose token it is, behind a guard of this module."""
    found: TokenHolder = connection.scope["state"][_HOLDER]
    return found


def usage_of(connection: Connection) -> limits.Usage:
    """What the token or network has left, behind a guard of this module."""
    found: limits.Usage = connection.scope["state"][_USAGE]
    return found
