"""Pages of moderation."""

from .checks import Moderation

PAGES = [Moderation]
