"""Pages of the desk."""

from .landing import Landing
from .reviews import Reviews

PAGES = [Landing, Reviews]
