"""Where moderators log requests of authorities and letters of lawyers."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from resonanz.accounts.guards import moderator
from resonanz.kernel import clock
from resonanz.kernel.clock import site_day
from resonanz.kernel.fields import FieldErrors
from resonanz.kernel.i18n import gettext, lazy
from resonanz.web import pages, posted

from ..forms.authorities import read_answer, read_request
from ..service import authorities
from ..views.authorities import authorities_view
from .cases import acting

Web = Request[Any, Any, Any]
Page = Response[Any]

pages.add_message("authority_entered", lazy("Eingetragen."))


class Authorities(Controller):
    """`/moderation/authorities`: an append-only log."""

    path = "/moderation/authorities"
    guards = (moderator,)

    @get("/")
    async def show(self, request: Web) -> Page:
        """The log: what is open first."""
        return await _page(request)

    @post("/")
    async def enter(self, request: Web) -> Page:
        """Enter a request."""
        form = await posted.form(request)
        given, errors = read_request(form)
        if given is None:
            return await _page(request, form, errors)
        await authorities.enter(
            given.sender,
            given.received_on,
            given.due_on,
            given.asked,
            acting(request),
            clock.now(),
        )
        return pages.see_other(
            "/moderation/authorities", flash="authority_entered", request=request
        )

    @post("/{public_id:str}/answers")
    async def answer(self, request: Web, public_id: FromPath[str]) -> Page:
        """Enter what was answered."""
        form = await posted.form(request)
        text, errors = read_answer(form)
        if errors:
            return await _page(request, form, errors)
        await authorities.answer(public_id, text, acting(request), clock.now())
        return pages.see_other(
            "/moderation/authorities", flash="authority_entered", request=request
        )


async def _page(
    request: Web, form: dict[str, list[str]] | None = None, errors: FieldErrors | None = None
) -> Page:
    view = authorities_view(await authorities.log(), site_day(clock.now()), form, errors)
    return pages.page(
        request,
        "moderation/authorities.html",
        view,
        title=gettext("Behörden und Anwaltsbriefe"),
        status=422 if errors else 200,
        private=True,
    )
