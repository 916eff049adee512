"""What stands out around a review: bursts, one-sidedness, throw-away addresses, likeness."""

import math
from collections.abc import Collection, Sequence
from typing import Final

from .signal import Severity, Signal, SignalKey

LATEST: Final = 5
"""So many latest reviews are looked at for one-sidedness."""
_STAR_PRIOR: Final = (1.0, 5.0)
_LEAST_HISTORY: Final = 10
_RARE: Final = 0.01
_FEWEST_IN_BURST: Final = 4
_BURST_CHANCE: Final = 0.001
_LEAST_USUAL: Final = 0.25


def agency_burst(in_seven_days: int, usual_a_week: float) -> tuple[Signal, ...]:
    """A signal if an agency gets far more reviews than usual.

    The number of a week is compared with a Poisson law whose mean is the usual one, a quarter a
    week at least; fewer than four are never a burst.
    """
    if in_seven_days < _FEWEST_IN_BURST:
        return ()
    mean = max(usual_a_week, _LEAST_USUAL)
    if _poisson_tail(in_seven_days, mean) >= _BURST_CHANCE:
        return ()
    values: dict[str, str | int] = {"count": in_seven_days, "usual": f"{usual_a_week:.1f}"}
    return (Signal(SignalKey.AGENCY_BURST, Severity.MEDIUM, values=values),)


def _poisson_tail(count: int, mean: float) -> float:
    """The chance of `count` or more."""
    below = sum(math.exp(-mean + k * math.log(mean) - math.lgamma(k + 1)) for k in range(count))
    return max(0.0, 1.0 - below)


def network_burst(others_today: int, others_of_agency: int) -> tuple[Signal, ...]:
    """A signal for other authors' reviews from the same network on the same day.

    One on the same agency is enough; on others three, since offices and universities share one.
    """
    if others_of_agency:
        return (
            Signal(
                SignalKey.NETWORK_BURST,
                Severity.HIGH,
                "agency",
                values={"count": others_of_agency},
            ),
        )
    if others_today >= 3:
        return (Signal(SignalKey.NETWORK_BURST, Severity.LOW, "", values={"count": others_today}),)
    return ()


def same_device(others: int) -> tuple[Signal, ...]:
    """A signal if others wrote with the same browser on the same day."""
    if not others:
        return ()
    return (Signal(SignalKey.SAME_DEVICE, Severity.HIGH, values={"count": others}),)


def one_sided(latest: Sequence[int], earlier: Sequence[int]) -> tuple[Signal, ...]:
    """A signal if an agency's latest reviews are all at one end and its earlier ones were not.

    Stars for feedback, newest first; without ten earlier ones nothing can be said. Ones and fives
    are treated alike (TRUST 10).
    """
    end = latest[0] if latest else 0
    if len(latest) < LATEST or end not in {1, 5} or any(stars != end for stars in latest):
        return ()
    if len(earlier) < _LEAST_HISTORY:
        return ()
    ones, all_of_them = _STAR_PRIOR
    share = (ones + sum(stars == end for stars in earlier)) / (all_of_them + len(earlier))
    if share ** len(latest) >= _RARE:
        return ()
    values = {"count": len(latest), "stars": end, "percent": round(100 * share)}
    return (Signal(SignalKey.ONE_SIDED, Severity.MEDIUM, values=values),)


def disposable_mail(domain: str, listed: Collection[str]) -> tuple[Signal, ...]:
    """A signal if an address' domain, or one above it, gives out throw-away addresses."""
    labels = domain.lower().strip(".").split(".")
    above = (".".join(labels[at:]) for at in range(len(labels) - 1))
    if not any(name in listed for name in above):
        return ()
    return (Signal(SignalKey.DISPOSABLE_MAIL, Severity.MEDIUM),)


def alike(review: str, percent: int, *, same_agency: bool) -> Signal:
    """The signal for the review (public id) that a text resembles most."""
    severity = Severity.HIGH if same_agency else Severity.MEDIUM
    return Signal(SignalKey.SIMILAR, severity, values={"review": review, "percent": percent})
