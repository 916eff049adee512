"""Addresses without a language: health, robots, static files, development pages."""

from typing import Any

from litestar import MediaType, Request, Response, get
from litestar.exceptions import NotFoundException

from resonanz.kernel import db

from . import dev
from .assets import WORKER, Asset
from .guards import anyone
from .negotiation import accepts_gzip
from .site import site_of

_IMMUTABLE = "public, max-age=31536000, immutable"
_A_DAY = "public, max-age=86400"
_CHECKED = "public, max-age=0, must-revalidate"


@get("/health/live", guards=[anyone])
async def live() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@get("/health/ready", guards=[anyone])
async def ready(request: Request[Any, Any, Any]) -> Response[dict[str, str]]:
    """Whether requests can be served: database, its schema, and Redis if one is set."""
    site = site_of(request)
    checks = {"database": await _database(site.settings.database_url)}
    if site.settings.redis_url:
        checks["redis"] = "ok" if await site.counter.ready() else "unreachable"
    well = all(value == "ok" for value in checks.values())
    return Response(
        {"status": "ok" if well else "unavailable", **checks}, status_code=200 if well else 503
    )


async def _database(url: str) -> str:
    try:
        await db.row("SELECT 1 AS one")
        return "migrations pending" if await db.pending(url) else "ok"
    except Exception:
        return "unreachable"


@get("/robots.txt", guards=[anyone], media_type=MediaType.TEXT)
async def robots(request: Request[Any, Any, Any]) -> Response[str]:
    """Crawlers are welcome, but not to an invented site."""
    settings = site_of(request).settings
    rules = "Disallow: /" if settings.mode == "demo" else "Disallow: /dev/"
    where = f"Sitemap: {settings.base_url}/sitemap.xml"
    return Response(
        f"User-agent: *\n{rules}\n\n{where}\n",
        media_type=MediaType.TEXT,
        headers={"cache-control": _A_DAY},
    )


@get("/favicon.ico", guards=[anyone])
async def favicon(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The icon for those who ask without reading the page."""
    return _send(request, site_of(request).assets.find("img/favicon.ico"), _A_DAY)


@get("/sw.js", guards=[anyone])
async def worker(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The service worker, at the root since it answers for the whole site."""
    return _send(request, site_of(request).assets.find(WORKER), _CHECKED)


@get("/static/{path:path}", guards=[anyone])
async def static(request: Request[Any, Any, Any]) -> Response[bytes]:
    """A file by its hashed address for ever, by an outdated or plain one with a check each time."""
    path = request.path_params["path"].lstrip("/")
    assets = site_of(request).assets
    digest, _, rest = path.partition("/")
    asset = assets.find(rest)
    if asset is None:
        return _send(request, assets.find(path), _CHECKED)
    return _send(request, asset, _IMMUTABLE if asset.digest == digest else _CHECKED)


def _send(request: Request[Any, Any, Any], asset: Asset | None, control: str) -> Response[bytes]:
    if asset is None:
        raise NotFoundException
    headers = {"cache-control": control, "content-type": asset.content_type}
    body = asset.body
    headers["etag"] = f'"{asset.digest}"'
    if asset.packed is not None:
        headers["vary"] = "Accept-Encoding"
        headers["etag"] = f'W/"{asset.digest}"'
        if accepts_gzip(request.headers.get("accept-encoding", "").encode("latin-1")):
            headers["content-encoding"] = "gzip"
            body = asset.packed
    return Response(body, headers=headers)


SYSTEM = [live, ready, robots, favicon, worker, static, *dev.ROUTES]
