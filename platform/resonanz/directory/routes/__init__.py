"""Pages of the public site: no cookie, cacheable, kept by revision."""

from .agencies import Agencies
from .badges import Badges
from .choosing import Choosing
from .comparing import Called, Compare
from .landing import Landings
from .methodology import Methodology
from .ranking import Rankings
from .site import PublicSite

PAGES = [PublicSite, Agencies, Badges, Choosing, Called, Compare, Landings, Methodology, Rankings]
