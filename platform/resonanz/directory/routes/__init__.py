"""Pages of the public site: no cookie, cacheable, kept by revision."""

from .agencies import Agencies
from .badges import Badges
from .landing import Landings
from .methodology import Methodology
from .site import PublicSite

PAGES = [PublicSite, Agencies, Badges, Landings, Methodology]
