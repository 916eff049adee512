"""Feeds, sitemaps, embeds and pictures: public, without cookies, kept."""

import asyncio
import re
from typing import Any, Final
from urllib.parse import urlsplit

from litestar import Controller, MediaType, Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery

from resonanz.directory.routes.badges import ELSEWHERE, moved
from resonanz.directory.routes.landing import known_town
from resonanz.directory.service import landing
from resonanz.directory.views.landing import town_path
from resonanz.directory.views.profile import ProfileView, profile_view, public_review
from resonanz.guides import service as guides
from resonanz.kernel import clock, settings
from resonanz.kernel.i18n import LANGUAGES, Language, gettext, use_language
from resonanz.kernel.templates import link, render
from resonanz.numbers import service as numbers
from resonanz.web import pages
from resonanz.web.guards import anyone

from . import service
from .views.card import card_view, png
from .views.embed import EmbedView, oembed, profile_embed, review_embed
from .views.feed import FeedView, feed_view

Web = Request[Any, Any, Any]
Page = Response[bytes]

_HOUR: Final = "public, max-age=3600"
_PLAIN: Final = (
    "/",
    "/agencies",
    "/compare",
    "/called",
    "/methodology",
    "/moderation-rules",
    "/transparency",
    "/guides",
    "/open-data",
    "/api",
    "/imprint",
    "/contact",
    "/privacy",
    "/terms",
    "/accessibility",
)
_PATH: Final = re.compile(r"/([a-z]{2})/(agencies|reviews)/([^/]+)/?")
_NAME: Final = re.compile(r"([a-z]{2})-([0-9]{1,9})\.xml")


class Feeds(Controller):
    """Feeds of the site, of agencies and places, and the pictures of agencies."""

    path = ""
    guards = (anyone,)

    @get("/feed.atom")
    async def site(self, request: Web) -> Page:
        """The newest reviews of the site."""
        title = gettext("%(site)s: neue Bewertungen", site=settings.current().site_name)
        base = settings.current().base_url
        view = feed_view(title, base, "/feed.atom", "/", await service.latest())
        return pages.keep(request, _atom(view))

    @get("/agencies/{slug:str}/feed.atom")
    async def agency(self, request: Web, slug: FromPath[str]) -> Page:
        """The newest reviews of an agency."""
        found = await service.of_agency(slug)
        if found is None:
            return await moved(slug, "feed.atom")
        row, reviews = found
        own = f"/agencies/{slug}"
        title = gettext("Bewertungen zu %(name)s", name=row["name"])
        base = settings.current().base_url
        view = feed_view(title, base, f"{own}/feed.atom", own, reviews, row["name"])
        return pages.keep(request, _atom(view), agency_id=row["id"])

    @get("/places/{country:str}/{town:str}/feed.atom")
    async def place(self, request: Web, country: FromPath[str], town: FromPath[str]) -> Page:
        """The newest reviews of the agencies in and around a town."""
        found = await known_town(country, town)
        title = gettext("Bewertungen in %(place)s", place=found.name)
        base, own = settings.current().base_url, town_path(found)
        rows = await landing.latest_around(found)
        return pages.keep(request, _atom(feed_view(title, base, f"{own}/feed.atom", own, rows)))

    @get("/agencies/{slug:str}/card.png")
    async def card(self, request: Web, slug: FromPath[str]) -> Page:
        """The picture that a link to an agency shows elsewhere."""
        found = await _profile(slug)
        if found is None:
            return await moved(slug, "card.png")
        agency_id, profile = found
        card = card_view(profile, settings.current().site_name)
        # A copy of the context, and with it the language, goes along to the thread.
        body = await asyncio.to_thread(png, card)
        response = Response(body, media_type="image/png", headers=ELSEWHERE)
        return pages.keep(request, response, agency_id=agency_id)


@get("/oembed", guards=[anyone])
async def embed(
    request: Web,
    url: FromQuery[str] = "",
    format: FromQuery[str] = "json",  # noqa: A002  (the protocol's word)
    maxwidth: FromQuery[str] = "",
    maxheight: FromQuery[str] = "",
) -> Response[Any]:
    """A profile or a review for another site; any other address is 404."""
    if format != "json":
        return Response({"error": "only json"}, status_code=501, headers=ELSEWHERE)
    own = settings.current()
    path = _PATH.fullmatch(urlsplit(url).path) if url.startswith(own.base_url + "/") else None
    if path is None:
        raise NotFoundException
    with use_language(_language(path[1])):
        view, slug = await _embedded(path[2], path[3], own.base_url)
        most = (_pixels(maxwidth), _pixels(maxheight))
        body = oembed(view, slug, own.site_name, own.base_url, *most)
    return Response(body, media_type=MediaType.JSON, headers=ELSEWHERE)


@get("/sitemap.xml", guards=[anyone])
async def sitemaps(request: Web) -> Page:
    """The index of all sitemaps."""
    base = settings.current().base_url
    numbers = (0, *await service.sitemap_numbers())
    found = [f"{base}/sitemaps/{code}-{number}.xml" for code in LANGUAGES for number in numbers]
    return _xml(render("syndication/sitemaps.xml", view=found))


@get("/sitemaps/{name:str}", guards=[anyone])
async def sitemap(request: Web, name: FromPath[str]) -> Page:
    """A part of the addresses of one language: pages (number 0) or agencies."""
    asked = _NAME.fullmatch(name)
    if asked is None:
        raise NotFoundException
    base, language, number = settings.current().base_url, _language(asked[1]), int(asked[2])
    with use_language(language):
        if number == 0:
            texts = [(f"/guides/{one.slug}", one.updated) for one in guides.guides(language)]
            present = await landing.landings()
            towns = [*map(town_path, present.towns)]
            fields = [f"/fields/{one}" for one in present.fields]
            lists = ["/places"] * bool(towns or present.states) + ["/fields"] * bool(fields)
            quarters = [f"/numbers/{key}" for key in await numbers.quarters()]
            lists += ["/numbers"] * bool(quarters)
            slices = await service.rankings()
            plain = (*_PLAIN, *lists, *towns, *fields, *slices, *quarters)
            found = [*((path, None) for path in plain), *texts]
        elif number in await service.sitemap_numbers():
            found = [
                # The day of a review is nobody's business; its month stands on the page.
                (f"/agencies/{row['slug']}", row["day"].replace(day=1))
                for row in await service.sitemap(number)
            ]
        else:
            raise NotFoundException
        addresses = [(base + link(path), day.isoformat() if day else "") for path, day in found]
    return _xml(render("syndication/sitemap.xml", view=addresses))


async def _embedded(kind: str, name: str, base: str) -> tuple[EmbedView, str]:
    if kind == "agencies":
        found = await _profile(name)
        if found is None:
            raise NotFoundException
        return profile_embed(found[1], base), name
    row = await service.review(name)
    if row is None:
        raise NotFoundException
    return review_embed(row["agency_name"], public_review(row), base), row["agency_slug"]


async def _profile(slug: str) -> tuple[int, ProfileView] | None:
    found = await service.of_agency(slug)
    if found is None:
        return None
    row, _ = found
    return row["id"], profile_view(row, (), older="", first_page=False, today=clock.today())


def _atom(view: FeedView) -> Page:
    body = render("syndication/feed.xml", view=view).encode("utf-8", "replace")
    return Response(body, media_type="application/atom+xml", headers={"cache-control": _HOUR})


def _xml(text: str) -> Page:
    return Response(text.encode(), media_type="application/xml", headers={"cache-control": _HOUR})


def _language(code: str) -> Language:
    for language in LANGUAGES:
        if language == code:
            return language
    raise NotFoundException


def _pixels(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) <= 5 else None


PAGES = [Feeds]
SYSTEM = [embed, sitemaps, sitemap]
