"""Pages of the public site: no cookie, cacheable, kept by revision."""

from .agencies import Agencies
from .badges import Badges
from .methodology import Methodology
from .ranking import Rankings
from .site import PublicSite

PAGES = [PublicSite, Agencies, Badges, Methodology, Rankings]
