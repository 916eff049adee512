"""Every route says who may enter."""

from typing import Any

from litestar.handlers import BaseRouteHandler

from resonanz.app import create_app
from resonanz.kernel.settings import Settings
from resonanz.web.guards import known_language


def test_every_route_names_a_guard(settings: Settings) -> None:
    app = create_app(settings).litestar
    open_ones = [
        f"{sorted(getattr(handler, 'http_methods', []))} {route.path}: {handler}"
        for route in app.routes
        for handler in _handlers(route)
        if not _named(handler)
    ]
    assert open_ones == []


def _named(handler: BaseRouteHandler) -> set[Any]:
    """Guards of the route itself; the application's CSRF check and the language let anyone in."""
    layers = handler.ownership_layers[1:]
    return {guard for layer in layers for guard in layer.guards or ()} - {known_language}


def _handlers(route: object) -> list[BaseRouteHandler]:
    several = getattr(route, "route_handlers", None)
    handlers = list(several) if several is not None else [route.route_handler]  # type: ignore[attr-defined]
    # litestar adds an answer to OPTIONS, which only lists the methods.
    return [one for one in handlers if getattr(one, "http_methods", set()) != {"OPTIONS"}]
