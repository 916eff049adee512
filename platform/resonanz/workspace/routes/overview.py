"""The first page of an agency's desk."""

from typing import Any

from litestar import Controller, Request, Response, get
from litestar.params import FromPath

from resonanz.kernel import clock
from resonanz.kernel.i18n import gettext
from resonanz.web import pages

from ..guards import member, membership_of
from ..service.overview import figures, visit
from ..service.waiting import waiting
from ..views.overview import overview_view

Web = Request[Any, Any, Any]
Page = Response[bytes]


class Overview(Controller):
    """`/desk/agencies/{slug}`."""

    path = "/desk/agencies/{slug:str}"
    guards = (member,)

    @get()
    async def show(self, request: Web, slug: FromPath[str]) -> Page:
        """What waits, what changed since the last visit, and the figures."""
        own, today = membership_of(request), clock.today()
        found = await figures(own.agency, today)
        visits, mailed = await visit(own, found.snapshot, today)
        return pages.page(
            request,
            "workspace/overview.html",
            overview_view(found, own, await waiting(own.agency), visits, mailed),
            title=gettext("Überblick: %(name)s", name=own.agency.name),
            private=True,
        )
