"""`resonanz serve`: the site under granian."""

import rich_click as click
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from resonanz.kernel.settings import from_environment

from .site import prepare, require_migrated, run


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
    # granian's access log would keep clients' addresses; the site writes its own without them.
    Server(
        "resonanz.app:from_environment",
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
