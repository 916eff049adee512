"""Pages of moderation."""

from .cases import Cases
from .checks import Moderation
from .guests import Guests
from .proof import Proof
from .proofs import Proofs
from .transparency import Statements, Transparency

PAGES = [Moderation, Cases, Guests, Proof, Proofs, Statements, Transparency]
