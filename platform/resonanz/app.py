"""The application: wires settings, subjects and the outer layer; nothing else."""

import logging
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from functools import lru_cache, partial

from granian.utils.proxies import wrap_asgi_with_proxy_headers
from litestar import Litestar, Router
from litestar.types import ASGIApp, ControllerRouterHandler

from resonanz import wiring
from resonanz.accounts import routes as accounts
from resonanz.accounts.service.demo import demo_codes
from resonanz.agencies import service as agencies
from resonanz.api import routes as api
from resonanz.directory import routes as directory
from resonanz.guides import routes as guides
from resonanz.kernel import crypto, db, templates
from resonanz.kernel import settings as settings_module
from resonanz.kernel.settings import Settings
from resonanz.legal import routes as legal
from resonanz.moderation import routes as moderation
from resonanz.numbers import routes as numbers
from resonanz.open_data import routes as open_data
from resonanz.privacy import routes as privacy
from resonanz.reviews import routes as reviews
from resonanz.syndication import routes as syndication
from resonanz.web import assets, csrf, dev, errors
from resonanz.web import routes as web_routes
from resonanz.web.bodies import BodyCache, Source
from resonanz.web.counters import Counter, DatabaseCounter, RedisCounter
from resonanz.web.guards import known_language
from resonanz.web.outer import OuterLayer
from resonanz.web.site import Site, SiteView
from resonanz.workspace import routes as workspace

PAGES: Sequence[ControllerRouterHandler] = [
    *directory.PAGES,
    *syndication.PAGES,
    *workspace.PAGES,
    *guides.PAGES,
    *legal.PAGES,
    *numbers.PAGES,
    *open_data.PAGES,
    *api.PAGES,
    *moderation.PAGES,
    *reviews.PAGES,
    *accounts.PAGES,
    *privacy.PAGES,
]
SYSTEM: Sequence[ControllerRouterHandler] = [
    *web_routes.SYSTEM,
    *api.SYSTEM,
    *numbers.SYSTEM,
    *open_data.SYSTEM,
    *syndication.SYSTEM,
    *workspace.SYSTEM,
]
REVISIONS: Source = agencies.revisions_since

_LARGEST_BODY = 256 * 1024


def create_app(
    settings: Settings,
    *,
    ticks: Callable[[], float] = time.monotonic,
    revisions: Source | None = REVISIONS,
    pages: Sequence[ControllerRouterHandler] = PAGES,
) -> OuterLayer:
    """The ASGI application; opens the database in its lifespan.

    `ticks` is the clock of the body cache in seconds; `revisions` is where it learns of changes;
    `pages` are what is served under each language.
    """
    settings_module.use(settings)
    wiring.register()
    crypto.use_secret_key(settings.secret_key)
    counter: Counter = RedisCounter(settings.redis_url) if settings.redis_url else DatabaseCounter()
    site = Site(settings, assets.load(), BodyCache(revisions, ticks=ticks), counter)
    if not settings.production:
        dev.use_codes(partial(demo_codes, settings))
    templates.add_globals(site=SiteView(settings, site.assets))
    litestar = _routed(tuple(pages))
    # The lifespan knows the application alone; a request finds its site in its own state.
    litestar.state["site"] = site
    return OuterLayer(litestar, site)


@lru_cache(maxsize=8)
def _routed(pages: tuple[ControllerRouterHandler, ...]) -> Litestar:
    """All routes; they know no settings, and to build them takes a quarter of a second."""
    return Litestar(
        route_handlers=[
            Router(path="/{language:str}", route_handlers=pages, guards=[known_language]),
            *SYSTEM,
        ],
        guards=[csrf.protect],
        exception_handlers=errors.HANDLERS,
        lifespan=[_lifespan],
        openapi_config=None,
        logging_config=None,
        request_max_body_size=_LARGEST_BODY,
    )


@asynccontextmanager
async def _lifespan(app: Litestar) -> AsyncIterator[None]:
    site: Site = app.state["site"]
    await db.open_database(site.settings.database_url)
    try:
        await site.bodies.start()
        yield
    finally:
        await site.counter.close()
        await db.close_database()


def from_environment() -> ASGIApp:
    """What the server processes run (granian's --factory): settings from the environment."""
    settings = settings_module.from_environment()
    logging.basicConfig(
        level=settings.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s %(message)s"
    )
    app: ASGIApp = create_app(settings)
    if settings.trusted_proxies:
        app = wrap_asgi_with_proxy_headers(app, trusted_hosts=list(settings.trusted_proxies))
    return app
