"""Pages of moderation."""

from .cases import Cases
from .checks import Moderation
from .guests import Guests
from .notices import Notices
from .proof import Proof
from .proofs import Proofs
from .transparency import Statements, Transparency

PAGES = [Moderation, Cases, Guests, Notices, Proof, Proofs, Statements, Transparency]
