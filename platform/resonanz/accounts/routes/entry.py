"""What the pages that sign in have in common."""

from typing import Any

from litestar import Request, Response

from resonanz.kernel.fields import Fields
from resonanz.web import pages, posted
from resonanz.web.site import site_of

from .. import forms
from ..guards import keep_session, quoted
from ..service.sessions import NewSession

Web = Request[Any, Any, Any]
Page = Response[bytes]
KIND = "account"


async def fields_of(request: Web) -> Fields:
    """A reader of the sent form."""
    return forms.fields_of(await posted.form(request))


def device_of(request: Web) -> str:
    """What the browser calls itself."""
    return request.headers.get("user-agent", "")


def site_name(request: Web) -> str:
    """The site's name, as settings have it."""
    return site_of(request).settings.site_name


def enter(
    request: Web, session: NewSession, next_path: str = "", *, flash: str | None = None
) -> Page:
    """Go on with a new session: to the second factor, to where one wanted, or home."""
    if session.pending:
        response = pages.see_other("/sign-in/code" + query(next_path), flash=flash, request=request)
    else:
        response = pages.see_other(next_path or session.home, flash=flash, request=request)
    keep_session(request, response, session)
    return response


def query(next_path: str) -> str:
    """The query that carries the way back."""
    return f"?next={quoted(next_path)}" if next_path else ""
