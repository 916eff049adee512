"""Codes by which an agency asks its candidates for a review: one for all of them.

1. An agency has one link and code at a time, the same for everybody: who came cannot be told, and
   nobody can be chosen by what they will say. It changes each quarter; the one before is taken to
   the end of the following quarter, since posters hang for a while. Owners can change it at once;
   the old one ends then.
2. A review that is sent while its agency's code is taken is marked "invited" at publication.
3. Unless the code has leaked. Then anybody may have come by it, and the mark would be wrong. It
   has leaked where an owner says so, from a day of theirs on, and where more reviews have come by
   it than people were invited (up to twenty are always believed): those beyond stay unmarked.
4. What is published keeps its mark, whatever is said later: an owner can read it by then, and
   would choose. A report thus changes only what nobody at the agency has seen.

The mark makes a proven review weigh like one that is not (`scoring.domain.weights`), so neither
using a code nor reporting one helps a score. All of it is ours: no law or standard fixes it.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Final

LENGTH: Final = 8
BYTES: Final = LENGTH
"""Random bytes that a code is made of."""
_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS: Final = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
ALWAYS_BELIEVED: Final = 20
MOST_ENTERED: Final = 100_000


@dataclass(frozen=True, slots=True)
class InviteCode:
    """A code of an agency; `last_on` is the last day on which it is taken.

    The present one is not `replaced`. `ended_at` is when an owner changed it at once,
    `leaked_from` since when it is said to be in the wrong hands.
    """

    id: int
    agency_id: int
    code: str
    made_at: dt.datetime
    last_on: dt.date
    replaced_at: dt.datetime | None = None
    ended_at: dt.datetime | None = None
    leaked_from: dt.datetime | None = None

    @property
    def shown(self) -> str:
        """The code as people read it."""
        return f"{self.code[:4]}-{self.code[4:]}"


@dataclass(frozen=True, slots=True)
class InviteCount:
    """How many people an agency invited in a quarter: by its own count, and by mails of ours."""

    quarter: dt.date
    entered: int
    mailed: int

    @property
    def invited(self) -> int:
        """All of them."""
        return self.entered + self.mailed


def code_of(random_bytes: bytes) -> str:
    """A code of 40 random bits, in letters and digits that are not taken for each other."""
    return "".join(_LETTERS[byte % 32] for byte in random_bytes[:LENGTH])


def normal_code(typed: str) -> str | None:
    """A typed code in its stored form, or None if it has not the form of one."""
    text = "".join(typed.split()).replace("-", "").upper().translate(_READ_AS)
    if len(text) != LENGTH or any(letter not in _LETTERS for letter in text):
        return None
    return text


def quarter_of(day: dt.date) -> dt.date:
    """The first day of the calendar quarter that holds a day."""
    return dt.date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def next_quarter(first: dt.date) -> dt.date:
    """The first day of the quarter after the one that holds a day."""
    return quarter_of(quarter_of(first) + dt.timedelta(days=100))


def last_day(made_on: dt.date) -> dt.date:
    """The last day on which a code made on a day is taken: the end of the following quarter."""
    return next_quarter(next_quarter(made_on)) - dt.timedelta(days=1)


def is_taken(code: InviteCode, agency_id: int, today: dt.date) -> bool:
    """Whether a review of an agency that is sent today by this code comes as invited (rule 2)."""
    return code.agency_id == agency_id and code.ended_at is None and today <= code.last_on


def believed(invited: int) -> int:
    """How many reviews by one code are marked where so many people were invited (rule 3)."""
    return max(ALWAYS_BELIEVED, invited)


def marks(code: InviteCode, sent_at: dt.datetime, nth: int, invited: int) -> bool:
    """Whether the nth review by a code, sent at a moment, is published as invited (rule 3)."""
    leaked = code.leaked_from is not None and sent_at >= code.leaked_from
    return not leaked and nth <= believed(invited)
