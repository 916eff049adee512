"""Forms are only taken from our own pages (TRUST 40).

Double submit: a random `form` cookie, and in the form a digest of it that only we can make. It
has nothing to do with the session, so that a form outlives one.
"""

import hmac
from typing import Any

from litestar import Request, Response
from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from resonanz.kernel import crypto
from resonanz.kernel.errors import ForbiddenError

from . import posted
from .cookies import FORM_COOKIE, read_cookie, set_cookie
from .site import site_of

FIELD = "_csrf"
UPLOADS = {"token_in_address": True}
"""`opt` of a route that takes files: who may not send them is refused before they are read."""
ONE_CLICK = {"one_click": True}
"""`opt` of a route that mail programs send to by themselves (RFC 8058): the secret in its address
is all it needs, and all that it can change is told by that."""
ONLY_ASKS = {"only_asks": True}
"""`opt` of a route whose form changes nothing: it asks by POST so that what was typed stands in no
address. Without a token its page needs no cookie; other sites may not send it all the same."""
HEADER = "x-csrftoken"
_COOKIE_LENGTH = 43
_A_WEEK = 7 * 24 * 3600
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class ForeignFormError(ForbiddenError):
    """A form that does not come from one of our pages, or from one that is too old (403)."""


def token_for(request: Request[Any, Any, Any]) -> tuple[str, str]:
    """The token for the forms of a page, and the cookie's value it belongs to."""
    secret = read_cookie(request, FORM_COOKIE) or ""
    if len(secret) != _COOKIE_LENGTH or not secret.isascii():
        secret = crypto.token()
    return crypto.digest("csrf", secret), secret


def keep_secret(request: Request[Any, Any, Any], response: Response[Any], secret: str) -> None:
    """Give the browser the cookie that the token of its page belongs to."""
    if read_cookie(request, FORM_COOKIE) != secret:
        set_cookie(request, response, FORM_COOKIE, secret, max_age=_A_WEEK)


async def protect(
    connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler
) -> None:
    """App-level guard of everything that changes something; `/api/` has tokens, not cookies.

    Raises ForeignFormError.
    """
    scope = connection.scope
    method = scope.get("method", "GET")
    if method in _SAFE_METHODS or scope["path"].startswith("/api/"):
        return
    if handler.opt.get("one_click"):
        return
    if not isinstance(connection, Request) or _is_foreign(connection):
        raise ForeignFormError
    if handler.opt.get("only_asks"):
        return
    sent = connection.headers.get(HEADER)
    if not sent and handler.opt.get("token_in_address"):
        sent = connection.query_params.get(FIELD, "")
    elif not sent:
        sent = (await posted.form(connection)).get(FIELD, [""])[0]
    secret = read_cookie(connection, FORM_COOKIE) or ""
    if not secret or not hmac.compare_digest(_bytes(sent), _bytes(crypto.digest("csrf", secret))):
        raise ForeignFormError


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _is_foreign(request: Request[Any, Any, Any]) -> bool:
    headers = request.headers
    if headers.get("sec-fetch-site") == "cross-site":
        return True
    origin = headers.get("origin")
    if origin is None:
        return False
    _scheme, _, host = origin.partition("://")
    own = site_of(request).settings.base_url.partition("://")[2]
    return host not in {headers.get("host", ""), own}
