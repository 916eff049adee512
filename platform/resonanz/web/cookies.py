"""Cookies: `__Host-` prefixed, HttpOnly, SameSite=Lax, for the whole site (TRUST 40).

Over http, which only happens outside production, browsers refuse the prefix and Secure.
"""

from litestar import Response
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie

from .site import site_of

_PREFIX = "__Host-"
FORM_COOKIE = "form"
"""A random value that the forms of a browser are tied to, see `csrf`."""


def cookie_name(connection: ASGIConnection, name: str) -> str:  # type: ignore[type-arg]
    """The name on the wire: `__Host-session` by https, `session` by http."""
    return _PREFIX + name if site_of(connection).settings.secure_cookies else name


def read_cookie(connection: ASGIConnection, name: str) -> str | None:  # type: ignore[type-arg]
    """The value the client sent, unchecked; None if there is none."""
    return connection.cookies.get(cookie_name(connection, name))


def set_cookie(
    connection: ASGIConnection,  # type: ignore[type-arg]
    response: Response,  # type: ignore[type-arg]
    name: str,
    value: str,
    *,
    max_age: int | None = None,
) -> None:
    """Set a cookie on a response; `max_age` in seconds, None until the browser closes."""
    response.set_cookie(
        Cookie(
            key=cookie_name(connection, name),
            value=value,
            max_age=max_age,
            path="/",
            secure=site_of(connection).settings.secure_cookies,
            httponly=True,
            samesite="lax",
        )
    )
    response.headers["cache-control"] = "no-store"


def clear_cookie(
    connection: ASGIConnection,  # type: ignore[type-arg]
    response: Response,  # type: ignore[type-arg]
    name: str,
) -> None:
    """Make the browser forget a cookie."""
    set_cookie(connection, response, name, "", max_age=0)
