"""What the running site consists of; the outer layer gives it to each request."""

from dataclasses import dataclass

from litestar.connection import ASGIConnection

from resonanz.kernel.settings import Settings

from .assets import STYLESHEET, Assets
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
    site = connection.scope["state"]["site"]
    assert isinstance(site, Site)
    return site


class SiteView:
    """What every template knows about the site, by the name `site`."""

    def __init__(self, settings: Settings, assets: Assets) -> None:
        self.name = settings.site_name
        self.base_url = settings.base_url
        self.demo = settings.mode == "demo"
        self.contact_email = settings.contact_email
        self.css_url = assets.address(STYLESHEET)
        self.js_url = assets.address("js/site.js")
        self.htmx_url = assets.address("vendor/htmx.min.js")
        self.asset = assets.address
