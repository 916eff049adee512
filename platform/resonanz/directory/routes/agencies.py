"""The list of agencies and their profiles."""

import re
from typing import Any
from urllib.parse import quote

from litestar import Controller, Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery

from resonanz.kernel import clock, settings
from resonanz.kernel.errors import GoneError
from resonanz.kernel.i18n import current_language, gettext
from resonanz.kernel.templates import link
from resonanz.web import limits, pages
from resonanz.web.guards import anyone

from .. import service
from ..queries.lists import Key
from ..views import lists as list_views
from ..views import profile as profile_views
from ..views.history import history_view
from ..views.structured import profile_things

Web = Request[Any, Any, Any]
Page = Response[bytes]

HOME_COUNTRY = {"de": "DE", "en": "GB", "es": "ES"}
LONGEST_QUERY = 120
_KEY = re.compile(r"([01])_(-?[0-9]{1,2}(?:\.[0-9]{1,20})?)_([0-9]{1,15})_(.*)", re.DOTALL)


class Agencies(Controller):
    """`/agencies` and `/agencies/{slug}`."""

    path = "/agencies"
    guards = (anyone,)

    @get("")
    async def index(self, request: Web, q: FromQuery[str] = "", after: FromQuery[str] = "") -> Page:
        """All agencies, or those that a query finds."""
        query = " ".join(q.split())[:LONGEST_QUERY]
        if query:
            await limits.check(request, "search_by_network")
            rows = await service.search(query)
            next_key = ""
        else:
            key = _parse_key(after) if after else None
            if after and key is None:
                raise NotFoundException
            rows = await service.page(HOME_COUNTRY[current_language()], key)
            next_key = _key_text(rows[service.PAGE - 1]) if len(rows) > service.PAGE else ""
            rows = rows[: service.PAGE]
        view = list_views.agency_list_view(
            rows, query=query, next_key=next_key, first_page=not after
        )
        response = pages.page(
            request,
            "directory/agencies.html",
            view,
            title=_list_title(query, view.rows[0].name if after and view.rows else ""),
            description=gettext(
                "Personaldienstleister im Vergleich: wer sich zurückmeldet, wie schnell und mit "
                "welcher Begründung. Von Kandidat:innen gemessen."
            ),
            kind="agencies",
            canonical="/agencies",
            robots="noindex" if query or after else "",
        )
        return response if query else pages.keep(request, response)

    @get("/{slug:str}")
    async def profile(self, request: Web, slug: FromPath[str], after: FromQuery[str] = "") -> Page:
        """The profile of one agency; `after` pages through its reviews."""
        before = profile_views.parse_review_key(after) if after else None
        if after and before is None:
            raise NotFoundException
        found = await service.profile(slug, before)
        if found is None:
            return await moved(slug, "/agencies")
        row, reviews = found
        more = len(reviews) > service.PAGE
        reviews = reviews[: service.PAGE]
        view = profile_views.profile_view(
            row,
            reviews,
            older=profile_views.review_key(reviews[-1]) if more else "",
            first_page=not after,
            today=clock.today(),
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
        return pages.keep(request, response, agency_id=row["id"])

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
    return Response(b"", status_code=308, headers={"location": link(f"{folder}/{current}{page}")})


def _list_title(query: str, first: str) -> str:
    if query:
        return gettext("Agenturen: %(query)s", query=query)
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


def _key_text(row: dict[str, Any]) -> str:
    name = quote(row["name_key"], safe="")
    return f"{row['abroad']}_{row['place']!r}_{row['id']}_{name}"


def _parse_key(text: str) -> Key | None:
    found = _KEY.fullmatch(text)
    if found is None:
        return None
    return int(found[1]), float(found[2]), found[4], int(found[3])
