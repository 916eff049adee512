"""How we calculate: the formula, and any agency's score step by step."""

from typing import Any

from litestar import Controller, Request, Response, get
from litestar.params import FromPath, FromQuery

from resonanz.agencies.domain.senders import sender_domain
from resonanz.kernel.i18n import gettext
from resonanz.scoring import service as scoring
from resonanz.web import limits, pages
from resonanz.web.guards import anyone

from .. import service
from ..forms import LONGEST_WORDS
from ..views.methodology import methodology_view
from ..views.recomputation import asked, recomputation_view
from .agencies import moved

Web = Request[Any, Any, Any]
Page = Response[bytes]

KIND = "methodology"
_RUNS = 24
_FOUND = 8


class Methodology(Controller):
    """`/methodology` and `/methodology/{slug}`."""

    path = "/methodology"
    guards = (anyone,)

    @get("")
    async def formula(self, request: Web, q: FromQuery[str] = "") -> Page:
        """The formula in three sentences, then in full, with the market numbers of all runs."""
        if domain := sender_domain(q):
            return pages.again(request, q=domain)
        query = " ".join(q.split())[:LONGEST_WORDS]
        if query:
            await limits.check(request, "search_by_network")
        found = await service.named(query, _FOUND) if query else []
        view = methodology_view(
            await scoring.methodology(), await scoring.latest_runs(_RUNS), query, found
        )
        response = pages.page(
            request,
            "directory/methodology.html",
            view,
            title=gettext("So rechnen wir"),
            description=gettext(
                "Die Formel hinter jedem Wert auf Resonanz: in drei Sätzen, dann im Ganzen."
            ),
            kind=KIND,
            canonical="/methodology",
            robots="noindex" if query else "",
        )
        return response if query else pages.keep(request, response)

    @get("/{slug:str}")
    async def agency(
        self,
        request: Web,
        slug: FromPath[str],
        stars: FromQuery[str] = "",
        proven: FromQuery[str] = "",
    ) -> Page:
        """An agency's score from its rows, and what one more review would do."""
        row = await service.badge(slug)
        if row is None:
            return await moved(slug, "/methodology")
        found = await scoring.explain(row["id"], asked(stars, proven))
        view = recomputation_view(row["slug"], row["name"], found)
        response = pages.page(
            request,
            "directory/recomputation.html",
            view,
            title=gettext("%(name)s nachgerechnet", name=view.name),
            description=gettext(
                "Jede Zahl auf dem Weg von den Bewertungen zum Wert von %(name)s.", name=view.name
            ),
            kind=KIND,
            canonical=f"/methodology/{slug}",
            robots="noindex" if stars or proven or not view.rows else "",
        )
        return pages.keep(request, response, agency_id=row["id"])
