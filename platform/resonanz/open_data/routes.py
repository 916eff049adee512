"""The page of the open data, and its files: no cookie, anybody may fetch them from anywhere."""

from functools import cache
from typing import Any, Final

from litestar import Controller, Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import File as FileResponse

from resonanz.kernel.i18n import gettext
from resonanz.kernel.paths import data_dir
from resonanz.web import pages
from resonanz.web.guards import anyone
from resonanz.web.reply import not_modified
from resonanz.web.structured import json_ld

from . import service
from .domain import Export
from .views import open_data_view

Web = Request[Any, Any, Any]

_ANYWHERE: Final = {"access-control-allow-origin": "*"}
_LONG: Final = "public, max-age=86400, immutable"
"""An address holds its day and state, so a file at it never changes; it is gone with its export."""
_MADE_LAST: Final = {"dcat.jsonld": "application/ld+json", "SHA256SUMS": "text/plain"}


class OpenData(Controller):
    """`/open-data`: what there is, what it means, where to get it."""

    path = "/open-data"
    guards = (anyone,)

    @get("")
    async def show(self, request: Web) -> Response[bytes]:
        """Downloads, data dictionary, licence, checksums."""
        export = service.latest()
        things = (json_ld(service.schema_org(export)),) if export else ()
        return pages.page(
            request,
            "open_data/page.html",
            open_data_view(export),
            title=gettext("Offene Daten"),
            description=gettext(
                "Alle Sterne, Fakten und Werte als CSV und Parquet, jede Nacht neu, unter freier "
                "Lizenz: zum Nachrechnen und Weiterverwenden."
            ),
            kind="open-data",
            machines=pages.ForMachines(things=things),
        )


@get("/open-data/recompute.py", guards=[anyone])
async def script() -> Response[bytes]:
    """The program that recomputes every score from the files."""
    return Response(
        _script(),
        media_type="text/x-python; charset=utf-8",
        headers={
            **_ANYWHERE,
            "cache-control": "public, max-age=3600",
            "content-disposition": 'attachment; filename="recompute.py"',
        },
    )


@get("/open-data/{export:str}/{name:str}", guards=[anyone])
async def file(request: Web, export: FromPath[str], name: FromPath[str]) -> Response[Any]:
    """A file of the present export; an earlier one is gone, `latest` leads to the present one."""
    present = service.latest()
    if present is not None and export == "latest" and _is_there(present, name):
        return Response(
            b"",
            status_code=302,
            media_type="text/plain",
            headers={
                **_ANYWHERE,
                "location": service.address(present, name),
                "cache-control": "public, max-age=300",
            },
        )
    if present is None or present.name != export:
        raise NotFoundException
    found = present.file(name)
    path = service.folder() / present.name / name
    if found is None:
        if name not in _MADE_LAST or not path.is_file():
            raise NotFoundException
        return Response(
            path.read_bytes(),
            media_type=_MADE_LAST[name],
            headers={**_ANYWHERE, "cache-control": _LONG},
        )
    headers = {**_ANYWHERE, "cache-control": _LONG, "etag": f'"{found.sha256}"'}
    wanted = request.headers.get("if-none-match")
    if not_modified(wanted.encode() if wanted else None, headers["etag"].encode()):
        return Response(b"", status_code=304, headers=headers)
    return FileResponse(path, filename=name, media_type=service.MEDIA[path.suffix], headers=headers)


def _is_there(export: Export, name: str) -> bool:
    return export.file(name) is not None or name in _MADE_LAST


@cache
def _script() -> bytes:
    return (data_dir("templates") / "open_data" / "recompute.py").read_bytes()


PAGES = [OpenData]
SYSTEM = [script, file]
