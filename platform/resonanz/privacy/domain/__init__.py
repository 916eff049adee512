"""Rules of privacy: periods of retention, the choice at an account's end."""

from .erasure import KeepReviews
from .retention import Period, Unit, missing, unknown

__all__ = ["KeepReviews", "Period", "Unit", "missing", "unknown"]
