"""Badges: an image for other sites, and the page that it leads to."""

from typing import Any

from litestar import Controller, Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery

from resonanz.agencies.domain.badges import SIZES, THEMES
from resonanz.kernel import clock, settings
from resonanz.kernel.i18n import gettext
from resonanz.kernel.templates import link, render
from resonanz.web import limits, pages
from resonanz.web.guards import anyone

from .. import service
from ..forms import read_badge
from ..views.badge import (
    BadgeNumbers,
    badge_numbers,
    badge_page_view,
    badge_view,
)

Web = Request[Any, Any, Any]
Page = Response[bytes]

FOR_AN_HOUR = "public, max-age=3600"
"""Also for ways to where an agency went: a merge can be split, and no browser keeps it for good."""
ELSEWHERE = {
    # Made to be shown on other sites, by them and without their visitors' cookies.
    "cross-origin-resource-policy": "cross-origin",
    "access-control-allow-origin": "*",
    "cache-control": FOR_AN_HOUR,
}


class Badges(Controller):
    """`/agencies/{slug}/badge.svg` and `/agencies/{slug}/badge`."""

    path = "/agencies/{slug:str}"
    guards = (anyone,)

    @get("/badge.svg")
    async def image(
        self,
        request: Web,
        slug: FromPath[str],
        size: FromQuery[str] = "m",
        theme: FromQuery[str] = "light",
    ) -> Page:
        """The badge with the live score, its n and date; an unknown size or theme is 404."""
        if size not in SIZES or theme not in THEMES:
            raise NotFoundException
        found = await _numbers(slug)
        if found is None:
            return await moved(slug, "badge.svg")
        agency_id, numbers = found
        code = service.badge_code(slug, numbers.score, numbers.reviews, numbers.day)
        view = badge_view(numbers, code, settings.current().base_url, size, theme)
        body = render("directory/badge.svg", view=view).encode()
        response = Response(body, media_type="image/svg+xml", headers=ELSEWHERE)
        return pages.keep(request, response, agency_id=agency_id)

    @get("/badge")
    async def verify(
        self,
        request: Web,
        slug: FromPath[str],
        score: FromQuery[str] = "",
        reviews: FromQuery[str] = "",
        day: FromQuery[str] = "",
        code: FromQuery[str] = "",
    ) -> Page:
        """Today's numbers, and whether those of a badge were ever ours."""
        found = await _numbers(slug)
        if found is None:
            return await moved(slug, "badge")
        agency_id, numbers = found
        typed = {"score": score, "reviews": reviews, "day": day, "code": code}
        verdict, printed = "", None
        if code:
            await limits.check(request, "search_by_network")
            printed = read_badge(score, reviews, day, code)
            verdict = "fake"
            if printed and service.badge_code_fits(
                slug, printed.score, printed.reviews, printed.day, printed.code
            ):
                now = (numbers.score, numbers.reviews) == (printed.score, printed.reviews)
                verdict = "real" if now else "outdated"
        view = badge_page_view(
            numbers, settings.current().base_url, typed, verdict, printed.day if printed else None
        )
        response = pages.page(
            request,
            "directory/badge.html",
            view,
            title=gettext("Plakette von %(name)s prüfen", name=numbers.name),
            description=gettext("Ob eine Plakette echt ist, und was heute über die Agentur gilt."),
            kind="agencies",
            canonical=f"/agencies/{slug}/badge",
            robots="noindex",
        )
        return response if code else pages.keep(request, response, agency_id=agency_id)


async def _numbers(slug: str) -> tuple[int, BadgeNumbers] | None:
    row = await service.badge(slug)
    return None if row is None else (row["id"], badge_numbers(row, clock.today()))


async def moved(slug: str, rest: str) -> Page:
    """The way to the same thing of an agency whose slug changed; NotFoundException without one."""
    current = await service.moved_to(slug)
    if current is None:
        raise NotFoundException
    headers = {"location": link(f"/agencies/{current}/{rest}"), "cache-control": FOR_AN_HOUR}
    return Response(b"", status_code=308, headers=headers)
