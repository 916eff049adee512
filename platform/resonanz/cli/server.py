"""`resonanz serve`: the site under granian."""

from typing import Any

import rich_click as click
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server
from granian.utils.proxies import wrap_asgi_with_proxy_headers

from resonanz.kernel.settings import from_environment

from .console import log_to_stderr
from .site import prepare, require_migrated, run


def application() -> Any:
    """The ASGI application of one server process, made from the environment.

    Behind a trusted proxy the client's address and scheme are those that the proxy forwards.
    """
    from resonanz.app import from_environment as app_from_environment

    settings = from_environment()
    log_to_stderr(settings.log_level)
    app = app_from_environment()
    if settings.trusted_proxies:
        return wrap_asgi_with_proxy_headers(app, list(settings.trusted_proxies))
    return app


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port."
)
@click.option(
    "--workers", type=click.IntRange(min=1), help="Server processes, instead of RESONANZ_WORKERS."
)
def serve(host: str, port: int, workers: int | None) -> None:
    """Start the site. `resonanz worker` runs beside it."""
    settings = from_environment()
    prepare(settings)
    run(require_migrated(settings))
    # No access log: a client's address must not be kept (TRUST).
    Server(
        "resonanz.cli.server:application",
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        workers=workers or settings.workers,
        factory=True,
        websockets=False,
        log_access=False,
        log_level=LogLevels(settings.log_level),
        respawn_failed_workers=True,
        workers_kill_timeout=20,
    ).serve()
