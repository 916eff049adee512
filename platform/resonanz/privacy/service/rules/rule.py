"""What a rule says, and the words that several share."""

from dataclasses import dataclass
from typing import Final

from resonanz.kernel.i18n import LazyText, lazy

from ...domain import Period


@dataclass(frozen=True, slots=True)
class Rule:
    """How long one sort of stored thing is kept, why, and what sees to it.

    `key` names it, `tables` hold it (none for what is no table). `since` follows the period
    ("nach dem Versand"), or says it all where there is none. `job` is the name of the worker's
    job, None where the thing ends by an act of somebody. `personal` is whether it can belong to a
    person.
    """

    key: str
    tables: tuple[str, ...]
    holds: LazyText
    personal: bool
    period: Period | None
    since: LazyText
    reason: LazyText
    basis: LazyText | None = None
    job: str | None = None


CONTRACT: Final = lazy("Art. 6 Abs. 1 lit. b DSGVO")
DUTY: Final = lazy("Art. 6 Abs. 1 lit. c DSGVO")
INTEREST: Final = lazy("Art. 6 Abs. 1 lit. f DSGVO")
SITE_LASTS: Final = lazy("solange es die Seite gibt")
ACCOUNT_LASTS: Final = lazy("solange das Konto besteht")
AFTER_DECISION: Final = lazy("nach der Entscheidung")

FORGET_SESSIONS: Final = "forget sessions and links that are over"
FORGET_MAILS: Final = "forget sent mails"
FORGET_REVIEWS: Final = "expire unconfirmed reviews and drafts"
KEEP_LATE_FEEDBACK: Final = "ask about late feedback, and end what is over"
FORGET_CASES: Final = "forget what old cases and decisions held"
FORGET_HITS: Final = "forget rate limits"
DESTROY_KEYS: Final = "destroy the network keys of past days"
FORGET_EVIDENCE: Final = "destroy evidence whose day has come"
FORGET_CLAIMS: Final = "forget old claims and invitations"
FORGET_MAILINGS: Final = "forget whom agencies invited"
FORGET_WEBHOOKS: Final = "forget what agencies' addresses were told"
FORGET_SIGNALS: Final = "forget old signals"
FORGET_TOKENS: Final = "forget keys of programs that are over"
