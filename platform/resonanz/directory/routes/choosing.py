"""The page on which an agency's reviews are chosen."""

from typing import Any

from litestar import Controller, Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery

from resonanz.kernel.errors import NotFoundError
from resonanz.kernel.i18n import gettext
from resonanz.web import limits, pages
from resonanz.web.guards import anyone

from .. import forms, service
from ..views.choosing import address, choosing_view
from .agencies import moved

Web = Request[Any, Any, Any]
Page = Response[bytes]


class Choosing(Controller):
    """`/agencies/{slug}/reviews`."""

    path = "/agencies/{slug:str}/reviews"
    guards = (anyone,)

    @get("")
    async def index(self, request: Web, slug: FromPath[str], after: FromQuery[str] = "") -> Page:
        """All reviews of an agency, or those that a choice finds, newest first (TRUST 10)."""
        choice = forms.read_choice(request.query_params.dict())
        if choice.words:
            await limits.check(request, "search_by_network")
        try:
            found = await service.chosen_page(slug, choice, after)
        except NotFoundError as error:
            raise NotFoundException from error
        if found is None:
            return await moved(slug, "/agencies", "/reviews")
        view = choosing_view(found, after=bool(after))
        response = pages.page(
            request,
            "directory/reviews.html",
            view,
            title=gettext("Alle Bewertungen zu %(name)s", name=view.name),
            description=gettext(
                "Bewertungen zu %(name)s nach Stufe, Berufsfeld, Sternen und mehr.", name=view.name
            ),
            kind="agencies",
            canonical=f"/agencies/{slug}",
            robots="noindex",
            headers={} if after else {"hx-push-url": address(slug, choice)},
        )
        if choice.words:
            return response
        return pages.keep(request, response, agency_id=found.agency.id)
