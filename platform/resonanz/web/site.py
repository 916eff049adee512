"""What the running site consists of; `create_app` makes it once, requests find it here."""

from dataclasses import dataclass

from litestar.connection import ASGIConnection

from resonanz.kernel.settings import Settings

from .assets import Assets
from .bodies import BodyCache
from .counters import Counter


@dataclass(frozen=True, slots=True)
class Site:
    """Settings and the things that live as long as the process."""

    settings: Settings
    assets: Assets
    bodies: BodyCache
    counter: Counter


def site_of(connection: ASGIConnection) -> Site:  # type: ignore[type-arg]
    """The site that answers this request."""
    site = connection.app.state["site"]
    assert isinstance(site, Site)
    return site
