"""Tokens for programs: what they may do, how they look, how long they last."""

import datetime as dt
from enum import StrEnum
from typing import Final

PREFIX: Final = "resonanz_"
"""Makes a token that leaked into a repository or a log easy to find."""

LIFETIME: Final = dt.timedelta(days=365)
MOST: Final = 20
"""So many tokens of an agency at once."""
NAME_LIMIT: Final = 60


class Scope(StrEnum):
    """What a token may do; nothing else."""

    REVIEWS_READ = "reviews:read"
    REPLIES_WRITE = "replies:write"
    STATISTICS_READ = "statistics:read"


def read_scopes(stored: str) -> frozenset[Scope]:
    """The scopes of a stored list with spaces between; unknown ones of other versions are none."""
    known = {scope.value: scope for scope in Scope}
    return frozenset(known[name] for name in stored.split() if name in known)


def write_scopes(scopes: frozenset[Scope]) -> str:
    """A list for storing, always in the same order."""
    return " ".join(scope.value for scope in Scope if scope in scopes)
