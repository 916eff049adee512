"""What may be offered for rejecting together."""

from hypothesis import given
from hypothesis import strategies as st

from resonanz.moderation.domain.signals import Severity, Signal, SignalKey
from resonanz.moderation.domain.spam import SPAM_SIGNALS, looks_mass_produced

ABOUT_WORDS = sorted(set(SignalKey) - SPAM_SIGNALS)


@given(st.lists(st.builds(Signal, st.sampled_from(ABOUT_WORDS), st.sampled_from(Severity))))
def test_what_a_review_says_never_makes_it_spam(signals: list[Signal]) -> None:
    """TRUST 10: neither its opinion, its stars nor its language."""
    assert not looks_mass_produced(signals)


def test_one_weak_thing_is_not_enough_and_two_kinds_are() -> None:
    burst = Signal(SignalKey.AGENCY_BURST, Severity.MEDIUM)
    address = Signal(SignalKey.DISPOSABLE_MAIL, Severity.MEDIUM)
    assert not looks_mass_produced([burst, burst])
    assert looks_mass_produced([burst, address])
    assert looks_mass_produced([Signal(SignalKey.SAME_DEVICE, Severity.HIGH)])
