"""The numbers: a page for each quarter, and its data as files."""

from collections.abc import Sequence
from typing import Any, Final

from litestar import Controller, Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from resonanz.kernel import settings
from resonanz.kernel.i18n import gettext
from resonanz.kernel.templates import link
from resonanz.open_data.service import LICENCE
from resonanz.web import pages
from resonanz.web.guards import anyone
from resonanz.web.structured import breadcrumb_list, json_ld

from . import service
from .service import Frozen
from .views import name_of, numbers_view

Web = Request[Any, Any, Any]
Page = Response[bytes]

_LICENCE_NAME: Final = "CC BY 4.0"
_FILE: Final = {
    "access-control-allow-origin": "*",
    # Frozen for good; a new edition is so rare that a day may pass.
    "cache-control": "public, max-age=86400",
}


class Numbers(Controller):
    """`/numbers` and `/numbers/{quarter}`."""

    path = "/numbers"
    guards = (anyone,)

    @get("")
    async def newest(self, request: Web) -> Page:
        """The newest quarter; before there is one, when it comes."""
        found = await service.newest()
        if not found:
            response = pages.page(
                request,
                "numbers/none.html",
                None,
                title=_title(),
                description=_description(),
                kind="numbers",
                canonical="/numbers",
                robots="noindex",
            )
            return pages.keep(request, response)
        return await _page(request, found[0], found, "/numbers")

    @get("/{quarter:str}")
    async def quarter(self, request: Web, quarter: FromPath[str]) -> Page:
        """A quarter, at the address to cite."""
        found = await service.of_quarter(quarter)
        if found is None:
            raise NotFoundException
        return await _page(request, found, await service.newest(), f"/numbers/{quarter}")


@get("/numbers/{name:str}", guards=[anyone])
async def file(name: FromPath[str]) -> Page:
    """A quarter's frozen data: `2026-q3.json` as it was frozen, `2026-q3.csv` made of it."""
    quarter, _, ending = name.partition(".")
    found = await service.of_quarter(quarter) if ending in {"json", "csv"} else None
    if found is None:
        raise NotFoundException
    if ending == "json":
        return Response(found.data, media_type="application/json", headers=_FILE)
    return Response(
        service.table(found),
        media_type="text/csv; charset=utf-8",
        headers={**_FILE, "content-disposition": f'attachment; filename="numbers-{name}"'},
    )


async def _page(request: Web, found: Frozen, newest: Sequence[Frozen], path: str) -> Page:
    around = [one.snapshot for one in reversed(newest)]
    view = numbers_view(found, around, await service.quarters(), _LICENCE_NAME)
    base = settings.current().base_url
    own = name_of(found.snapshot.quarter)
    steps = ((link("/numbers"), _title()), (link(f"/numbers/{found.snapshot.quarter.key}"), own))
    response = pages.page(
        request,
        "numbers/page.html",
        view,
        title=f"{_title()}, {own}",
        description=_description(),
        kind="numbers",
        canonical=path,
        machines=pages.ForMachines(
            things=(json_ld(_dataset(found, base)), json_ld(breadcrumb_list(base, steps)))
        ),
    )
    return pages.keep(request, response)


def _dataset(found: Frozen, base: str) -> dict[str, Any]:
    """A Dataset (https://schema.org/Dataset)."""
    quarter = found.snapshot.quarter
    address = f"{base}{link(f'/numbers/{quarter.key}')}"
    files = {"application/json": "json", "text/csv": "csv"}
    return {
        "@type": "Dataset",
        "@id": address,
        "url": address,
        "name": f"{_title()}, {name_of(quarter)}",
        "description": _description(),
        "license": LICENCE,
        "isAccessibleForFree": True,
        "datePublished": found.snapshot.frozen_on.isoformat(),
        "temporalCoverage": f"{quarter.first.isoformat()}/{quarter.last.isoformat()}",
        "creator": {
            "@type": "Organization",
            "name": settings.current().operator_name or settings.current().site_name,
        },
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": media,
                "contentUrl": f"{base}/numbers/{quarter.key}.{ending}",
            }
            for media, ending in files.items()
        ],
    }


def _title() -> str:
    return gettext("Die Zahlen")


def _description() -> str:
    return gettext(
        "Wie oft Personaldienstleister antworten, je Stufe, Art und Berufsfeld, Quartal für "
        "Quartal eingefroren und zitierbar. Keine repräsentative Umfrage."
    )


PAGES = [Numbers]
SYSTEM = [file]
