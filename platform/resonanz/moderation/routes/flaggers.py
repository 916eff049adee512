"""Where admins keep the list of trusted flaggers."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from resonanz.accounts.guards import admin, signed_in_account
from resonanz.kernel import clock
from resonanz.kernel.clock import site_day
from resonanz.kernel.fields import FieldErrors
from resonanz.kernel.i18n import gettext, lazy
from resonanz.web import pages, posted

from ..forms.flaggers import read_flagger
from ..service import flaggers
from ..views.flaggers import flaggers_view

Web = Request[Any, Any, Any]
Page = Response[Any]

pages.add_message("flagger_added", lazy("Eingetragen. Meldungen dieser Stelle gehen jetzt vor."))
pages.add_message("flagger_ended", lazy("Eingetragen: Der Status ist beendet."))


class Flaggers(Controller):
    """`/moderation/flaggers`: admins only."""

    path = "/moderation/flaggers"
    guards = (admin,)

    @get("/")
    async def show(self, request: Web) -> Page:
        """All trusted flaggers, and the form for another."""
        return await _page(request)

    @post("/")
    async def add(self, request: Web) -> Page:
        """Give a body the status."""
        form = await posted.form(request)
        now = clock.now()
        given, errors = read_flagger(form, site_day(now))
        if given is None:
            return await _page(request, form, errors)
        actor = signed_in_account(request).public_id
        await flaggers.add(actor, given.name, given.email, given.until, now)
        return pages.see_other("/moderation/flaggers", flash="flagger_added", request=request)

    @post("/{public_id:str}/end")
    async def end(self, request: Web, public_id: FromPath[str]) -> Page:
        """End a status today."""
        await flaggers.end(signed_in_account(request).public_id, public_id, clock.now())
        return pages.see_other("/moderation/flaggers", flash="flagger_ended", request=request)


async def _page(
    request: Web, form: dict[str, list[str]] | None = None, errors: FieldErrors | None = None
) -> Page:
    view = flaggers_view(await flaggers.all_flaggers(), site_day(clock.now()), form, errors)
    return pages.page(
        request,
        "moderation/flaggers.html",
        view,
        title=gettext("Vertrauenswürdige Hinweisgeber"),
        status=422 if errors else 200,
        private=True,
    )
