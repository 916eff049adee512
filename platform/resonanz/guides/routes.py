"""Pages of the guides: public, kept."""

from typing import Any

from litestar import Controller, Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from resonanz.directory import service as directory
from resonanz.directory.routes.agencies import HOME_COUNTRY
from resonanz.directory.views.lists import agency_row
from resonanz.kernel import settings
from resonanz.kernel.i18n import current_language, gettext
from resonanz.kernel.templates import link
from resonanz.web import pages
from resonanz.web.guards import anyone

from . import service
from .views import guide_view, index_view

Web = Request[Any, Any, Any]
_AGENCIES = 3


class Guides(Controller):
    """`/guides`."""

    path = "/guides"
    guards = (anyone,)

    @get()
    async def index(self, request: Web) -> Response[bytes]:
        """All guides of the language."""
        response = pages.page(
            request,
            "guides/index.html",
            index_view(service.guides(current_language())),
            title=gettext("Ratgeber"),
            description=gettext(
                "Um Rückmeldung bitten, eine Absage lesen, in Kontakt bleiben, Ihre Rechte: "
                "kurze Texte mit Sätzen zum Übernehmen."
            ),
            kind="guides",
        )
        return pages.keep(request, response)

    @get("/{slug:str}")
    async def show(self, request: Web, slug: FromPath[str]) -> Response[bytes]:
        """One guide, with what to read on and agencies that answer."""
        language = current_language()
        found = service.guide(slug, language)
        if found is None:
            raise NotFoundException
        rows = await directory.first(HOME_COUNTRY[language], _AGENCIES)
        view = guide_view(
            found,
            service.related(found),
            settings.current().base_url + link(f"/guides/{slug}"),
            tuple(agency_row(row) for row in rows if row["published"]),
        )
        response = pages.page(
            request,
            "guides/guide.html",
            view,
            title=found.title,
            description=found.description,
            kind="guides",
        )
        return pages.keep(request, response)


PAGES = [Guides]
