"""The list of agencies and their profiles."""

from typing import Any
from urllib.parse import urlencode

from litestar import Controller, Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery

from resonanz.agencies.domain.senders import sender_domain
from resonanz.kernel import clock, settings
from resonanz.kernel.errors import GoneError
from resonanz.kernel.i18n import current_language, gettext
from resonanz.kernel.templates import link
from resonanz.web import limits, pages
from resonanz.web.guards import anyone

from .. import forms, service
from ..domain import Group, Search
from ..views import profile as profile_views
from ..views.history import history_view
from ..views.search import address, filter_words, search_view
from ..views.structured import profile_things
from .badges import FOR_AN_HOUR

Web = Request[Any, Any, Any]
Page = Response[bytes]

HOME_COUNTRY = {"de": "DE", "en": "GB", "es": "ES"}


class Agencies(Controller):
    """`/agencies` and `/agencies/{slug}`."""

    path = "/agencies"
    guards = (anyone,)

    @get("")
    async def index(self, request: Web, after: FromQuery[str] = "") -> Page:
        """All agencies, or those that a search finds."""
        if domain := sender_domain(request.query_params.get("q") or ""):
            return pages.again(request, q=domain)
        read = forms.read_search(request.query_params.dict())
        search, cursor = read.search, forms.read_key(after) if after else None
        if after and cursor is None:
            raise NotFoundException
        if search.words or search.place:
            await limits.check(request, "search_by_network")
        home = HOME_COUNTRY[current_language()]
        found = await service.find(search, home, cursor)
        view = search_view(
            search,
            found,
            problems=read.problems,
            home=home,
            next_key=forms.key_text(found.next) if found.next else "",
            after=bool(after),
        )
        shown = found.total or search.is_plain
        landing = _landing(search) if shown and not (after or read.problems) else None
        response = pages.page(
            request,
            "directory/agencies.html",
            view,
            title=landing or _list_title(search, view.rows[0].name if after and view.rows else ""),
            description=gettext(
                "Personaldienstleister im Vergleich: wer sich zurückmeldet, wie schnell und mit "
                "welcher Begründung. Von Kandidat:innen gemessen."
            ),
            kind="agencies",
            canonical=_canonical(search) if landing else "/agencies",
            robots="" if landing else "noindex",
            headers={} if after else {"hx-push-url": address(search)},
        )
        if search.words or search.place:
            return response
        return pages.keep(request, response)

    @get("/{slug:str}")
    async def profile(self, request: Web, slug: FromPath[str], after: FromQuery[str] = "") -> Page:
        """The profile of one agency; `after` is the id of the last review on the page before."""
        found = await service.profile(slug, after)
        if found is None:
            return await moved(slug, "/agencies")
        row, reviews = found
        more = len(reviews) > service.PAGE
        reviews = reviews[: service.PAGE]
        today = clock.today()
        portrait = None if after else await service.portrait(row, today)
        view = profile_views.profile_view(
            row,
            reviews,
            older=reviews[-1]["public_id"] if more else "",
            first_page=not after,
            today=today,
            portrait=portrait,
        )
        response = pages.page(
            request,
            "directory/profile.html",
            view,
            title=_profile_title(view),
            description=_description(view),
            kind="agencies",
            canonical=f"/agencies/{slug}",
            robots="noindex" if after else "",
            machines=_machines(row, reviews, view),
        )
        beside = [one["id"] for one in portrait.rows] if portrait else []
        return pages.keep(request, response, agency_id=row["id"], beside=beside)

    @get("/{slug:str}/history")
    async def history(self, request: Web, slug: FromPath[str]) -> Page:
        """What the agency changed in its profile, and when."""
        found = await service.profile_history(slug)
        if found is None:
            return await moved(slug, "/agencies", "/history")
        view = history_view(*found)
        response = pages.page(
            request,
            "directory/history.html",
            view,
            title=gettext("%(name)s: Änderungen am Profil", name=view.name),
            description=gettext(
                "Was %(name)s in den Angaben über sich geändert hat, und wann.", name=view.name
            ),
            kind="agencies",
            canonical=f"/agencies/{slug}/history",
            robots="noindex",
        )
        return pages.keep(request, response, agency_id=found[0].id)


def _machines(
    row: dict[str, Any], reviews: list[dict[str, Any]], view: profile_views.ProfileView
) -> pages.ForMachines:
    address = link(f"/agencies/{row['slug']}")
    base = settings.current().base_url
    return pages.ForMachines(
        things=profile_things(row, reviews, (*view.top, *view.rest), base),
        feed=f"{address}/feed.atom",
        picture=f"{address}/card.png",
        embed=True,
    )


async def moved(slug: str, folder: str, page: str = "") -> Page:
    """Send to the page of the same kind of an agency whose slug changed.

    Raises GoneError if it was taken down, NotFoundException if there never was one.
    """
    if await service.taken_down(slug):
        raise GoneError("agency")
    current = await service.moved_to(slug)
    if current is None:
        raise NotFoundException
    headers = {"location": link(f"{folder}/{current}{page}"), "cache-control": FOR_AN_HOUR}
    return Response(b"", status_code=308, headers=headers)


def _landing(search: Search) -> str | None:
    """The title of a list that search engines may show: all, those of a state, or of a field."""
    if search.words or search.place or search.sort:
        return None
    match [(group, values) for group, values in search.chosen.items() if values]:
        case []:
            return gettext("Agenturen")
        case [(Group.STATE, (value,))]:
            return gettext("Agenturen in %(state)s", state=filter_words(Group.STATE, value))
        case [(Group.FIELD, (value,))]:
            return gettext("Agenturen für %(field)s", field=filter_words(Group.FIELD, value))
    return None


def _canonical(search: Search) -> str:
    query = urlencode(search.pairs())
    return f"/agencies?{query}" if query else "/agencies"


def _list_title(search: Search, first: str) -> str:
    if search.words:
        return gettext("Agenturen: %(query)s", query=search.words)
    if search.place:
        return gettext("Agenturen um %(place)s", place=search.place)
    return gettext("Agenturen ab %(name)s", name=first) if first else gettext("Agenturen")


def _profile_title(view: profile_views.ProfileView) -> str:
    """With the town: agencies share names."""
    values = {"name": view.name, "place": view.place}
    if view.first_page:
        return gettext("%(name)s, %(place)s: Bewertungen", **values)
    return gettext("%(name)s, %(place)s: ältere Bewertungen", **values)


def _description(view: profile_views.ProfileView) -> str:
    if not view.n:
        return gettext(
            "Noch keine Bewertung zu %(name)s. Hatten Sie Kontakt? Drei Minuten genügen.",
            name=view.name,
        )
    parts = [view.echo.sentence] if view.echo else []
    return f"{view.name}: {'. '.join((*parts, view.basis))}."
