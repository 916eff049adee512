"""Rankings of countries, states, places, kinds and job fields, now and by quarter."""

from typing import Any

from litestar import Controller, Request, Response, get
from litestar.exceptions import NotFoundException

from resonanz.kernel import settings
from resonanz.kernel.i18n import current_language, gettext
from resonanz.web import limits, pages
from resonanz.web.guards import anyone

from .. import forms, service
from ..views.ranking import ranking_view
from ..views.slices import address, quarter_end, query, what_words
from ..views.structured import ranking_things
from .agencies import HOME_COUNTRY

Web = Request[Any, Any, Any]
Page = Response[bytes]


class Rankings(Controller):
    """`/ranking`."""

    path = "/ranking"
    guards = (anyone,)

    @get("")
    async def ranking(self, request: Web) -> Page:
        """A slice's ranking; without a choice that of the reader's country."""
        home = HOME_COUNTRY[current_language()]
        read = forms.read_slice(request.query_params.dict(), home)
        asked, quarter = read.asked, read.quarter
        if asked.place:
            await limits.check(request, "search_by_network")
        found = await service.ranking(asked, quarter, read.first)
        if found is None:
            raise NotFoundException
        view = ranking_view(asked, quarter, found, problems=read.problems, home=home)
        # One choice beside the country at most: else there were thousands of pages to index.
        shown = not (found.few or quarter or asked.place or read.problems or read.first > 1)
        base = settings.current().base_url
        response = pages.page(
            request,
            "directory/ranking.html",
            view,
            title=_title(view.what, quarter_end(quarter) if quarter else "", read.first),
            description=gettext(
                "%(status)s: jede mit Wert, Spanne und den Rängen, die die Spanne zulässt, für "
                "%(what)s. Niemand kann einen Platz kaufen.",
                status=view.status or gettext("Noch kein Rang"),
                what=what_words(asked),
            ),
            kind="ranking",
            canonical=f"/ranking?{query(asked, quarter, read.first)}",
            robots="" if shown and asked.narrows < 2 else "noindex",
            headers={"hx-push-url": address(asked, quarter, read.first)},
            machines=pages.ForMachines(things=ranking_things(asked, view, base)),
        )
        return response if asked.place else pages.keep(request, response)


def _title(what: str, when: str, first: int) -> str:
    parts = [gettext("Rangliste der Personaldienstleister: %(what)s", what=what), when]
    if first > 1:
        parts.append(gettext("ab Rang %(rank)s", rank=first))
    return ", ".join(part for part in parts if part)
