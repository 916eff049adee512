"""Whether a signal had pointed at what a decision names: then detection was partly automatic."""

from collections.abc import Iterable
from typing import Final

from .grounds import Ground
from .signals import Signal, SignalKey

_POINTS_AT: Final = {
    Ground.PERSON: {SignalKey.PERSON},
    Ground.CONTACT_DATA: {SignalKey.CONTACT},
    Ground.SENSITIVE: {SignalKey.SPECIAL_CATEGORY},
    Ground.INSULT: {SignalKey.INSULT, SignalKey.TONE},
    Ground.ALLEGATION: {SignalKey.INSULT},
    Ground.HATE: {SignalKey.INSULT, SignalKey.TONE, SignalKey.SPECIAL_CATEGORY},
    Ground.NO_CONTACT: {
        SignalKey.SIMILAR,
        SignalKey.NETWORK_BURST,
        SignalKey.SAME_DEVICE,
        SignalKey.DISPOSABLE_MAIL,
    },
    Ground.REWARDED: {SignalKey.ADVERTISING, SignalKey.ONE_SIDED, SignalKey.AGENCY_BURST},
    Ground.CONFLICT: {
        SignalKey.ADVERTISING,
        SignalKey.VOCABULARY,
        SignalKey.NETWORK_BURST,
        SignalKey.SAME_DEVICE,
    },
    Ground.DUPLICATE: {SignalKey.SIMILAR, SignalKey.SAME_DEVICE},
}


def was_detected(ground: Ground, signals: Iterable[Signal]) -> bool:
    """Whether one of a review's signals points at the ground (DSA Art. 17(3)(c))."""
    keys = _POINTS_AT.get(ground, set())
    return any(signal.key in keys for signal in signals)
