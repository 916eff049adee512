"""What moderators do to a case beside its steps."""

from typing import Any

from litestar import Controller, Request, Response, post
from litestar.params import FromPath

from resonanz.accounts.guards import moderator
from resonanz.kernel import clock
from resonanz.kernel.fields import Fields, clean
from resonanz.kernel.i18n import lazy
from resonanz.web import pages, posted

from ..service import measures
from .cases import acting, case_page

Web = Request[Any, Any, Any]
Page = Response[Any]

pages.add_message("case_on_hold", lazy("Der Fall ruht: Nichts davon wird vernichtet."), "info")
pages.add_message("case_hold_over", lazy("Der Fall ruht nicht mehr; seine Fristen gelten wieder."))
pages.add_message("relisted", lazy("Die Agentur steht wieder im Verzeichnis."))


class Measures(Controller):
    """`/moderation/cases/{number}/hold` and `/relist`."""

    path = "/moderation/cases"
    guards = (moderator,)

    @post("/{number:str}/hold")
    async def hold(self, request: Web, number: FromPath[str]) -> Page:
        """Put a legal hold on a case, or lift it."""
        on = Fields(await posted.form(request)).flag("on")
        await measures.hold(number, acting(request), on=on, now=clock.now())
        flash = "case_on_hold" if on else "case_hold_over"
        return pages.see_other(f"/moderation/cases/{number}", flash=flash, request=request)

    @post("/{number:str}/relist")
    async def relist(self, request: Web, number: FromPath[str]) -> Page:
        """Bring a listing back that an objection ended."""
        fields = Fields(await posted.form(request))
        text = clean(fields.raw("why"))
        try:
            await measures.relist(number, acting(request), text, clock.now())
        except ValueError:
            fields.errors.add(
                "why", lazy("Bitte schreiben Sie in einem Satz, warum, ohne Namen zu nennen.")
            )
            return await case_page(request, number, errors=fields.errors, status=422)
        return pages.see_other(f"/moderation/cases/{number}", flash="relisted", request=request)
