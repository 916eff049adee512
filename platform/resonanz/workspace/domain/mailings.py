"""Invitations by mail: to whole lists with consent, one neutral mail each.

- A list has at least ten addresses, and its sender says that nobody was picked from it: a mail to
  one person would tell who came, and one to the happy ones what is wanted (UWG annex 23c).
- An address gets at most one such mail from an agency in twelve months, and none from any agency
  once it was unsubscribed. Neither is told to the agency, which learns numbers only.
- Lists with many dead addresses were not kept up, so their consent is doubtful: the agency pauses.

Limits are ours; that consent is needed is § 7 UWG (BGH VI ZR 225/17).
"""

import datetime as dt
from dataclasses import dataclass
from typing import Final

LEAST: Final = 10
MOST: Final = 500
MOST_IN_PERIOD: Final = 2_000
PERIOD: Final = dt.timedelta(days=30)
AGAIN_AFTER: Final = dt.timedelta(days=365)
CONSENT_KEPT: Final = dt.timedelta(days=3 * 365)
"""So long it may have to be shown that there was consent (§ 195 BGB)."""
PACE: Final = dt.timedelta(seconds=3)
"""Between two mails of a list, so that others need not wait."""
_BOUNCES: Final = 5
_BOUNCED_SHARE: Final = 0.1


@dataclass(frozen=True, slots=True)
class Recent:
    """An agency's mailings within the period: addresses, and how many could not be reached."""

    addresses: int = 0
    bounced: int = 0

    @property
    def paused(self) -> bool:
        """Whether too many addresses were dead."""
        return self.bounced >= _BOUNCES and self.bounced > _BOUNCED_SHARE * self.addresses

    def has_room(self, addresses: int) -> bool:
        """Whether so many more may get a mail now."""
        return self.addresses + addresses <= MOST_IN_PERIOD
