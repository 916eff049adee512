"""Pages of moderation."""

from .agency_claims import AgencyClaims
from .authorities import Authorities
from .batches import Batches
from .cases import Cases
from .checks import Moderation
from .conversation import Conversation
from .corrections import OwnCorrections
from .desk import Desk
from .duplicates import Duplicates
from .flaggers import Flaggers
from .guests import Guests
from .hearing import OwnCases
from .interests import Interests
from .letters import Letters
from .measures import Measures
from .merges import Merges
from .misuse import Misuse
from .notices import Notices
from .profiles import Profiles
from .proof import Proof
from .proofs import Proofs
from .proposals import Proposals
from .replies import Replies
from .spam import Spam
from .suspended import Suspended
from .text_blocks import TextBlocks
from .transparency import Statements, Transparency

PAGES = [
    AgencyClaims,
    Authorities,
    Batches,
    Measures,
    Merges,
    Misuse,
    Moderation,
    Cases,
    Conversation,
    Flaggers,
    Desk,
    Duplicates,
    Guests,
    Interests,
    Letters,
    Notices,
    OwnCases,
    OwnCorrections,
    Profiles,
    Proof,
    Proofs,
    Proposals,
    Spam,
    Replies,
    Statements,
    Suspended,
    TextBlocks,
    Transparency,
]
