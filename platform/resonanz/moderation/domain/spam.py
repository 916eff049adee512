"""Which waiting reviews may be rejected together: those at which several things point at once.

It offers them, nothing more: people look, tick and decide.
"""

from collections.abc import Collection
from typing import Final

from .grounds import Ground
from .signals import Severity, Signal, SignalKey

SPAM_SIGNALS: Final = frozenset(
    {
        SignalKey.SIMILAR,
        SignalKey.SAME_DEVICE,
        SignalKey.NETWORK_BURST,
        SignalKey.AGENCY_BURST,
        SignalKey.DISPOSABLE_MAIL,
        SignalKey.ADVERTISING,
        SignalKey.VOCABULARY,
    }
)
"""What mass-produced reviews have in common; none of it is about an opinion (TRUST 10)."""
SPAM_GROUNDS: Final = (Ground.NO_CONTACT, Ground.REWARDED, Ground.CONFLICT, Ground.DUPLICATE)
"""What such a rejection can rest on."""
_LEAST: Final = 2


def looks_mass_produced(signals: Collection[Signal]) -> bool:
    """Whether two different things point at a review, or one that does so strongly.

    An honest wave after news about an agency is a burst and nothing else, so one alone is not
    enough.
    """
    found = [one for one in signals if one.key in SPAM_SIGNALS]
    return len({one.key for one in found}) >= _LEAST or any(
        one.severity is Severity.HIGH for one in found
    )
