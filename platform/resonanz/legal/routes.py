"""Legal pages: no cookie, at most two clicks from anywhere (TRUST 47, 48, 51, 55)."""

import datetime as dt
from typing import Any

import msgspec
from litestar import Controller, MediaType, Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from resonanz.kernel import clock, settings
from resonanz.kernel.i18n import current_language
from resonanz.kernel.markdown import given
from resonanz.web import pages
from resonanz.web.guards import anyone

from . import service
from .views import terms_json, terms_view, text_view

Web = Request[Any, Any, Any]
Page = Response[bytes]


class Legal(Controller):
    """`/imprint`, `/contact`, `/privacy`, `/accessibility`, `/terms`."""

    path = ""
    guards = (anyone,)

    @get("/imprint")
    async def imprint(self, request: Web) -> Page:
        """Who runs the site (TRUST 51)."""
        return _text(request, "imprint")

    @get("/contact")
    async def contact(self, request: Web) -> Page:
        """Points of contact for users and authorities (TRUST 47)."""
        return _text(request, "contact")

    @get("/privacy")
    async def privacy(self, request: Web) -> Page:
        """The privacy notice (GDPR 13, 14)."""
        return _text(request, "privacy")

    @get("/accessibility")
    async def accessibility(self, request: Web) -> Page:
        """The accessibility statement (TRUST 55)."""
        return _text(request, "accessibility")

    @get("/terms")
    async def terms(self, request: Web) -> Page:
        """The terms that hold today (TRUST 48)."""
        return await _terms(request, None)

    @get("/terms/{name:str}")
    async def version(self, request: Web, name: FromPath[str]) -> Page:
        """A version of the terms, or with `.json` the same for machines."""
        digits, dot, ending = name.partition(".")
        if not (digits.isascii() and digits.isdigit()) or (dot and ending != "json"):
            raise NotFoundException
        if dot:
            return await _terms_json(int(digits))
        return await _terms(request, int(digits))


def _text(request: Web, name: str) -> Page:
    text = service.text(name, current_language())
    updated = given(text.front, "updated", dt.date, name)
    view = text_view(text, updated, invented=_invented())
    response = pages.page(
        request,
        "legal/text.html",
        view,
        title=view.title,
        description=view.description,
        kind="legal",
    )
    return pages.keep(request, response)


async def _terms(request: Web, number: int | None) -> Page:
    standing, days = await service.terms_standing(clock.today())
    shown = standing.present.number if number is None else number
    if shown not in days:
        raise NotFoundException
    texts = {one: service.terms(one, current_language()) for one in days}
    view = terms_view(shown, texts, standing, days, invented=_invented())
    return pages.page(
        request,
        "legal/terms.html",
        view,
        title=view.text.title,
        description=view.text.description,
        kind="legal",
        canonical="/terms" if shown == view.present else None,
    )


async def _terms_json(number: int) -> Page:
    standing, days = await service.terms_standing(clock.today())
    if number not in days:
        raise NotFoundException
    language = current_language()
    text = service.terms(number, language)
    made = terms_json(number, language, text, days[number], standing.present.number == number)
    return Response(
        msgspec.json.encode(made),
        media_type=MediaType.JSON,
        headers={"cache-control": pages.PUBLIC},
    )


def _invented() -> bool:
    return settings.current().mode == "demo"


PAGES = [Legal]
