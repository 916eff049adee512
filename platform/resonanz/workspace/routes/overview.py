"""The first page of an agency's desk, and its figures as files."""

import asyncio
from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from resonanz.kernel import clock, settings
from resonanz.kernel.i18n import gettext, lazy
from resonanz.reviews import service as reviews
from resonanz.web import pages, posted

from ..forms.figures_mail import read_pace
from ..guards import branch_member, member, membership_of
from ..service import figures_mail, invitations
from ..service.overview import figures, visit
from ..service.waiting import waiting
from ..views.export import figures_csv
from ..views.overview import overview_view
from ..views.report import figures_pdf

Web = Request[Any, Any, Any]
Page = Response[bytes]

pages.add_message("figures_mail_chosen", lazy("Gespeichert."))


class Overview(Controller):
    """`/desk/agencies/{slug}`."""

    path = "/desk/agencies/{slug:str}"
    guards = (branch_member,)

    @get()
    async def show(self, request: Web, slug: FromPath[str]) -> Page:
        """What waits, what changed since the last visit, and the figures."""
        own, today = membership_of(request), clock.today()
        found = await figures(own.agency, today)
        visits, mailed = await visit(own, found.snapshot, today)
        todo = await waiting(own, found)
        invited = () if own.branch else await invitations.figures(own.agency.id, today)
        branches = await reviews.branch_figures(own.agency.id) if own.branch else {}
        return pages.page(
            request,
            "workspace/overview.html",
            overview_view(found, own, todo, invited, visits, mailed, branches),
            title=gettext("Überblick: %(name)s", name=own.agency.name),
            private=True,
        )

    @post("/mail")
    async def mail(self, request: Web, slug: FromPath[str]) -> Page:
        """Choose how often the figures come by mail; each member for themselves."""
        own, today = membership_of(request), clock.today()
        overview = f"/desk/agencies/{own.agency.slug}"
        chosen, pace = read_pace(await posted.form(request))
        if not chosen:
            return pages.see_other(overview)
        found = await figures(own.agency, today)
        await figures_mail.choose(own, pace, found.snapshot, today)
        return pages.see_other(overview, flash="figures_mail_chosen", request=request)

    @get("/figures.csv", guards=[member])
    async def table(self, request: Web, slug: FromPath[str]) -> Page:
        """The figures as comma-separated values."""
        own = membership_of(request)
        found = await figures(own.agency, clock.today())
        return _file(figures_csv(found).encode(), "text/csv", f"figures-{own.agency.slug}.csv")

    @get("/figures.pdf", guards=[member])
    async def report(self, request: Web, slug: FromPath[str]) -> Page:
        """The figures as a report to print."""
        own = membership_of(request)
        found = await figures(own.agency, clock.today())
        content = await asyncio.to_thread(figures_pdf, found, settings.current().site_name)
        return _file(content, "application/pdf", f"figures-{own.agency.slug}.pdf")


def _file(content: bytes, kind: str, name: str) -> Page:
    return Response(
        content,
        media_type=kind,
        headers={
            "cache-control": pages.PRIVATE,
            "content-disposition": f'attachment; filename="{name}"',
        },
    )
