"""The pages of towns and job fields."""

from typing import Any

from litestar import Controller, Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from resonanz.agencies.domain.job_fields import JobField
from resonanz.kernel import settings
from resonanz.kernel.i18n import current_language
from resonanz.kernel.templates import link
from resonanz.web import pages
from resonanz.web.guards import anyone
from resonanz.web.structured import breadcrumb_list, json_ld

from ..domain import Group, Search
from ..domain.towns import Town
from ..service import landing
from ..views.landing import (
    LandingsView,
    LandingView,
    field_view,
    fields_view,
    place_view,
    places_view,
    town_path,
)
from ..views.search import address
from .agencies import HOME_COUNTRY

Web = Request[Any, Any, Any]
Page = Response[bytes]


class Landings(Controller):
    """`/places`, `/places/{country}/{town}`, `/fields` and `/fields/{field}`."""

    path = ""
    guards = (anyone,)

    @get("/places")
    async def places(self, request: Web) -> Page:
        """The towns that have a page, those of the reader's country first."""
        view = places_view(await landing.landings(), HOME_COUNTRY[current_language()])
        return _list(request, view, "/places")

    @get("/places/{country:str}/{town:str}")
    async def place(self, request: Web, country: FromPath[str], town: FromPath[str]) -> Page:
        """A town; one about which there is little to say leads to its list."""
        found = await known_town(country, town)
        if not found.has_page:
            chosen = {Group.COUNTRY: (found.country,)}
            return _to_list(Search(place=found.name, chosen=chosen))
        view = place_view(await landing.place_page(found))
        return _page(request, view, town_path(found))

    @get("/fields")
    async def fields(self, request: Web) -> Page:
        """The job fields that have a page."""
        return _list(request, fields_view(await landing.landings()), "/fields")

    @get("/fields/{field:str}")
    async def field(self, request: Web, field: FromPath[str]) -> Page:
        """A job field; one about which there is little to say leads to its list."""
        if field not in set(JobField):
            raise NotFoundException
        found = await landing.field_page(JobField(field))
        if found is None:
            return _to_list(Search(chosen={Group.FIELD: (field,)}))
        view = field_view(JobField(field), *found, HOME_COUNTRY[current_language()])
        return _page(request, view, f"/fields/{field}")


async def known_town(country: str, slug: str) -> Town:
    """The town of an address. Raises NotFoundException."""
    found = await landing.town(country.upper(), slug) if country.islower() else None
    if found is None:
        raise NotFoundException
    return found


def _list(request: Web, view: LandingsView, path: str) -> Page:
    response = pages.page(
        request,
        "directory/landings.html",
        view,
        title=view.heading,
        description=view.lead,
        kind="agencies",
        canonical=path,
        robots="" if view.sections else "noindex",
    )
    return pages.keep(request, response)


def _page(request: Web, view: LandingView, path: str) -> Page:
    base = settings.current().base_url
    steps = ((link(view.up.path), view.up.name), (link(path), view.heading))
    response = pages.page(
        request,
        "directory/landing.html",
        view,
        title=view.heading,
        description=f"{view.lead} {view.echo.sentence}." if view.echo else view.lead,
        kind="agencies",
        canonical=path,
        machines=pages.ForMachines(
            things=(json_ld(breadcrumb_list(base, steps)),),
            feed=link(view.feed) if view.feed else "",
        ),
    )
    return pages.keep(request, response)


def _to_list(search: Search) -> Page:
    # Not for good: with more reviews the page comes.
    return Response(b"", status_code=307, headers={"location": address(search)})
