"""Where moderators note misuse and decide what follows (TRUST 18)."""

from typing import Any

from litestar import Controller, Request, Response, get, post

from resonanz.accounts.guards import moderator
from resonanz.kernel import clock
from resonanz.kernel.errors import ConflictError
from resonanz.kernel.fields import FieldErrors
from resonanz.kernel.i18n import gettext, lazy
from resonanz.web import pages, posted

from ..forms.misuse import read_incident, read_sanction
from ..service import misuse
from ..views.misuse import misuse_view
from .cases import acting

Web = Request[Any, Any, Any]
Page = Response[Any]

pages.add_message("misuse_noted", lazy("Der Vorfall ist festgehalten."))
pages.add_message("misuse_decided", lazy("Entschieden. Die Begründung ist unterwegs."))


class Misuse(Controller):
    """`/moderation/misuse`: incidents and what may follow."""

    path = "/moderation/misuse"
    guards = (moderator,)

    @get("/")
    async def show(self, request: Web) -> Page:
        """Who is conspicuous, the heaviest first."""
        return await _page(request)

    @post("/incidents")
    async def note(self, request: Web) -> Page:
        """Note that a decided case was manifest misuse."""
        form = await posted.form(request)
        given, errors = read_incident(form)
        if given is None:
            return await _page(request, form, errors)
        try:
            await misuse.note(given.number, given.kind, acting(request), clock.now())
        except ConflictError:
            notice = gettext("Nicht festgehalten: Der Ausgang des Falls spricht dagegen.")
            return await _page(request, form, notice=notice)
        return pages.see_other("/moderation/misuse", flash="misuse_noted", request=request)

    @post("/sanctions")
    async def impose(self, request: Web) -> Page:
        """Warn, suspend, or end for good."""
        form = await posted.form(request)
        given, errors = read_sanction(form)
        if given is None:
            return await _page(request, form, errors)
        try:
            await misuse.impose(
                given.party, given.kind, given.explanation, acting(request), clock.now()
            )
        except ConflictError:
            notice = gettext("Nicht ausgeführt: Das kommt gerade nicht in Frage.")
            return await _page(request, form, notice=notice)
        return pages.see_other("/moderation/misuse", flash="misuse_decided", request=request)


async def _page(
    request: Web,
    form: dict[str, list[str]] | None = None,
    errors: FieldErrors | None = None,
    notice: str = "",
) -> Page:
    view = misuse_view(await misuse.suspicions(clock.now()), form, errors, notice)
    return pages.page(
        request,
        "moderation/misuse.html",
        view,
        title=gettext("Missbrauch"),
        status=422 if errors else 409 if notice else 200,
        private=True,
    )
