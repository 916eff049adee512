"""Where moderators approve several reviews without text at once."""

from typing import Any

from litestar import Controller, Request, Response, get, post

from resonanz.accounts.guards import moderator
from resonanz.kernel import clock
from resonanz.kernel.i18n import gettext, lazy, ngettext
from resonanz.web import pages, posted

from ..forms.batches import read_ticked
from ..service import batches
from ..views.batches import batch_view
from .cases import acting

Web = Request[Any, Any, Any]
Page = Response[Any]

pages.add_message("batch_approved", lazy("Die angekreuzten Bewertungen sind freigegeben."))


class Batches(Controller):
    """`/moderation/batch`: reviews without text and without serious signals."""

    path = "/moderation/batch"
    guards = (moderator,)

    @get("/")
    async def show(self, request: Web) -> Page:
        """Up to twenty, each with its facts in a line."""
        return await _page(request)

    @post("/")
    async def approve(self, request: Web) -> Page:
        """Approve what is ticked; what changed meanwhile is left out and said."""
        ticked = read_ticked(await posted.form(request))
        if not ticked:
            notice = gettext("Bitte kreuzen Sie an, was freigegeben werden soll.")
            return await _page(request, notice, 422)
        done, left = await batches.approve(ticked, acting(request), clock.now())
        if not left:
            return pages.see_other("/moderation/batch", flash="batch_approved", request=request)
        notice = gettext("Freigegeben: %(done)s. %(left)s", done=done, left=left_words(left))
        return await _page(request, notice, 409)


def left_words(left: int) -> str:
    """How many were left out, and why."""
    return ngettext(
        "Eine Bewertung hat sich inzwischen geändert und ist nicht dabei.",
        "%(num)s Bewertungen haben sich inzwischen geändert und sind nicht dabei.",
        left,
    )


async def _page(request: Web, notice: str = "", status: int = 200) -> Page:
    view = batch_view(await batches.batch(acting(request), clock.now()), notice)
    return pages.page(
        request,
        "moderation/batches.html",
        view,
        title=gettext("Bewertungen ohne Text"),
        status=status,
        private=True,
    )
