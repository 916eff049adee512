"""Every rule of retention: what is stored, how long, why (TRUST 33, GDPR Art. 5(1)(e)).

A table without a rule fails a test; so does a rule whose job the worker does not know.
"""

from typing import Final

from resonanz.kernel.i18n import LazyText, lazy

from .account import RULES as ACCOUNT
from .moderation import RULES as MODERATION
from .reviews import RULES as REVIEWS
from .rule import Rule
from .site import RULES as SITE

AREAS: Final[tuple[tuple[LazyText, tuple[Rule, ...]], ...]] = (
    (lazy("Ihr Konto und unsere Mails"), ACCOUNT),
    (lazy("Bewertungen"), REVIEWS),
    (lazy("Moderation"), MODERATION),
    (lazy("Agenturen und Betrieb"), SITE),
)
RULES: Final = tuple(rule for _, rules in AREAS for rule in rules)

__all__ = ["AREAS", "RULES", "Rule"]
