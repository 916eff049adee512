"""Home and review permalinks."""

from typing import Any

from litestar import Controller, Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from resonanz.kernel import settings
from resonanz.kernel.i18n import current_language, gettext
from resonanz.kernel.templates import link
from resonanz.web import pages
from resonanz.web.guards import anyone

from .. import service
from ..views.lists import excerpt, home_view
from ..views.profile import public_review
from ..views.review import PermalinkView
from ..views.structured import review_things
from .agencies import HOME_COUNTRY

Web = Request[Any, Any, Any]
Page = Response[bytes]


class PublicSite(Controller):
    """`/`, `/offline` and `/reviews/{public_id}`."""

    path = ""
    guards = (anyone,)

    @get("/")
    async def home(self, request: Web) -> Page:
        """Search, who calls back, latest reviews, how it works."""
        view = home_view(*await service.home(HOME_COUNTRY[current_language()]))
        response = pages.page(
            request,
            "directory/home.html",
            view,
            title=gettext("Welche Agentur meldet sich zurück?"),
            description=gettext(
                "Kandidat:innen bewerten Personaldienstleister: Kam nach dem Gespräch eine "
                "Antwort, wie schnell und mit welcher Begründung? Jede Zahl ist nachrechenbar."
            ),
            kind="home",
            canonical="/",
            machines=pages.ForMachines(feed=link("/feed.atom")),
        )
        return pages.keep(request, response)

    @get("/offline")
    async def offline(self, request: Web) -> Page:
        """What the service worker shows where the network is away."""
        response = pages.page(
            request, "offline.html", None, title=gettext("Keine Verbindung"), robots="noindex"
        )
        return pages.keep(request, response)

    @get("/reviews/{public_id:str}")
    async def review(self, request: Web, public_id: FromPath[str]) -> Page:
        """One review at an address of its own."""
        row = await service.review(public_id)
        if row is None:
            raise NotFoundException
        view = PermalinkView(row["agency_slug"], row["agency_name"], public_review(row))
        response = pages.page(
            request,
            "directory/review.html",
            view,
            title=gettext(
                "Bewertung zu %(name)s: %(who)s, %(date)s",
                name=view.agency_name,
                who=view.review.who,
                date=view.review.date,
            ),
            description=_review_description(view),
            kind="agencies",
            machines=pages.ForMachines(
                things=review_things(row, view.review, settings.current().base_url),
                picture=link(f"/agencies/{view.agency_slug}/card.png"),
                embed=True,
            ),
        )
        return pages.keep(request, response, agency_id=row["agency_id"])


def _review_description(view: PermalinkView) -> str:
    """What happened, then how the text begins."""
    line = view.review.lines[0]
    dispute = f" ({gettext('von der Agentur bestritten')})" if line.disputed else ""
    said = f"{view.agency_name}: {line.words}{dispute}."
    return " ".join((said, excerpt(view.review.text))).strip()
