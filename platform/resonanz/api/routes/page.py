"""The page of the public interface: what there is, what it means, and forms to try it."""

from typing import Any
from urllib.parse import quote, urlencode

from litestar import Controller, Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromQuery

from resonanz.directory import service as directory
from resonanz.kernel import settings
from resonanz.kernel.i18n import gettext
from resonanz.web import limits, pages
from resonanz.web.guards import anyone

from ..service.operations import OPERATIONS
from ..views.page import api_view

Web = Request[Any, Any, Any]


class ApiPage(Controller):
    """`/api` under each language."""

    path = "/api"
    guards = (anyone,)

    @get("")
    async def show(self, request: Web) -> Response[bytes]:
        """What it is, every address with its form, every field with an example."""
        own = settings.current()
        limit = limits.allowance("api_by_network", own.rate_limit_factor)
        view = api_view(await _examples(), own.base_url, limit)
        response = pages.page(
            request,
            "api/page.html",
            view,
            title=gettext("Schnittstelle für Programme"),
            description=gettext(
                "Agenturen, Werte und Bewertungen als JSON: öffentlich, nur zum Lesen, ohne "
                "Anmeldung, mit Beispielen zum Ausprobieren."
            ),
            kind="api",
        )
        return pages.keep(request, response)

    @get("/try")
    async def leave(self, request: Web, operation: FromQuery[str] = "") -> Response[bytes]:
        """From a form of the page to the address that it asks for, without empty fields."""
        wanted = next((one for one in OPERATIONS if one.id == operation), None)
        if wanted is None:
            raise NotFoundException
        path, given = wanted.path, request.query_params
        for parameter in wanted.parameters:
            if parameter.path:
                value = given.get(parameter.name, "").strip() or parameter.example
                path = path.replace(f"{{{parameter.name}}}", quote(value, safe=""))
        taken = {"operation", *(one.name for one in wanted.parameters if one.path)}
        pairs = [(k, v) for k, v in given.multi_items() if v and k not in taken]
        query = urlencode(pairs)
        target = f"{path}?{query}" if query else path
        return Response(b"", status_code=303, headers={"location": target})


async def _examples() -> dict[str, str]:
    """An agency and a review of this site, where it has any."""
    found = await directory.latest(1)
    if not found:
        return {}
    return {"slug": found[0]["agency_slug"], "public_id": found[0]["public_id"]}
