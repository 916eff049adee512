"""Who may enter: guards load the session, and only where a page needs one (TRUST 36, 38, 42).

A visitor without the cookie costs nothing; one with it costs one statement.
"""

from typing import Any
from urllib.parse import quote

from litestar import Response
from litestar.connection import ASGIConnection
from litestar.exceptions import NotAuthorizedException
from litestar.handlers.base import BaseRouteHandler

from resonanz.audit.service import record
from resonanz.kernel import clock
from resonanz.kernel.errors import ForbiddenError
from resonanz.web.cookies import clear_cookie, read_cookie, set_cookie
from resonanz.web.errors import SeeOtherError

from . import domain
from .service import sessions
from .service.sessions import LoadedSession, NewSession, SignedIn

Connection = ASGIConnection[Any, Any, Any, Any]

COOKIE = "session"
_LOADED = "session"
_SIGNED_IN = "signed_in"


def session_token(connection: Connection) -> str:
    """The session's secret as the browser sent it, unchecked; "" if there is none."""
    return read_cookie(connection, COOKIE) or ""


def keep_session(connection: Connection, response: Response[Any], session: NewSession) -> None:
    """Give the browser a new session's secret; whatever it had before is overwritten."""
    set_cookie(connection, response, COOKIE, session.token, max_age=session.lifetime)


def drop_session(connection: Connection, response: Response[Any]) -> None:
    """Make the browser forget its session."""
    clear_cookie(connection, response, COOKIE)


def account_of(connection: Connection) -> SignedIn | None:
    """Who is signed in, after one of the guards ran; None for a visitor."""
    found: SignedIn | None = connection.scope["state"].get(_SIGNED_IN)
    return found


def signed_in_account(connection: Connection) -> SignedIn:
    """Who is signed in behind a guard that made sure of it."""
    found = account_of(connection)
    if found is None:
        raise NotAuthorizedException
    return found


def half_signed_in(connection: Connection) -> SignedIn | None:
    """Who still owes the second factor; None for everybody else."""
    loaded: LoadedSession | None = connection.scope["state"].get(_LOADED)
    return loaded.signed_in if loaded and loaded.pending else None


async def maybe_signed_in(connection: Connection, _handler: BaseRouteHandler) -> None:
    """Let everybody in, and find out who it is."""
    state = connection.scope["state"]
    if _LOADED in state:
        return
    token = session_token(connection)
    loaded = await sessions.load(token) if token else None
    state[_LOADED] = loaded
    if loaded and not loaded.pending:
        state[_SIGNED_IN] = loaded.signed_in


async def signed_in(connection: Connection, handler: BaseRouteHandler) -> None:
    """Ask visitors to sign in, and those who began to for their second factor."""
    await maybe_signed_in(connection, handler)
    if account_of(connection) is not None:
        return
    if half_signed_in(connection) is not None:
        raise SeeOtherError(_with_return("/sign-in/code", connection))
    raise NotAuthorizedException


async def recently_authenticated(connection: Connection, handler: BaseRouteHandler) -> None:
    """Ask for the password again when the last proof is older than fifteen minutes (TRUST 39)."""
    await signed_in(connection, handler)
    if not domain.is_recent(clock.now(), signed_in_account(connection).authenticated_at):
        raise SeeOtherError(_with_return("/sign-in/again", connection))


async def moderator(connection: Connection, handler: BaseRouteHandler) -> None:
    """Let in who has a role and proved both factors in this session."""
    await signed_in(connection, handler)
    await _staff(connection, domain.STAFF)


async def admin(connection: Connection, handler: BaseRouteHandler) -> None:
    """Let in admins, by the same rules as moderators."""
    await signed_in(connection, handler)
    await _staff(connection, frozenset({"admin"}))


async def _staff(connection: Connection, allowed: frozenset[domain.Role]) -> None:
    account = signed_in_account(connection)
    if not allowed & account.roles:
        path = connection.scope["path"]
        await record(
            account.public_id, "access.denied", "account", account.public_id, "", {"path": path}
        )
        raise ForbiddenError("role")
    await proven(connection)


async def proven(connection: Connection) -> None:
    """Send who lacks a factor, or has not proved the second one yet, to do so (TRUST 36).

    A passkey stands for both; whoever has none needs a password too. For guards that run after
    `signed_in`.
    """
    account = signed_in_account(connection)
    if not account.has_password and not account.has_passkey:
        raise SeeOtherError(_with_return("/account/password", connection))
    if not account.has_second_factor:
        raise SeeOtherError(_with_return("/account/second-factor", connection))
    if account.second_factor_at is None:
        raise SeeOtherError(_with_return("/sign-in/code", connection))


def _with_return(path: str, connection: Connection) -> str:
    """Where to go, with the way back for a page that was only read."""
    query = connection.scope["query_string"].decode("latin-1")
    here = connection.scope["path"] + (f"?{query}" if query else "")
    back = domain.local_path(here) if connection.scope.get("method") in {"GET", "HEAD"} else None
    if back is None and connection.scope["path"].count("/") > 2:
        back = domain.local_path(connection.scope["path"].rsplit("/", 1)[0])
    return f"{path}?next={quoted(back or '/account')}"


def quoted(path: str) -> str:
    """A path as a value in a query."""
    return quote(path, safe="/")
