"""The people of the tests: the same names everywhere."""

from dataclasses import dataclass

from resonanz.accounts.domain import Role
from resonanz.kernel.i18n import Language

PASSWORD = "drei müde Kraniche über Husum"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
"""What the moderators' code apps know."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an address; moderators and owners have a password and a second factor."""

    name: str
    language: Language = "de"
    role: Role | None = None
    owner: bool = False
    """Owns an agency's profile, and so has a password and a second factor."""

    @property
    def email(self) -> str:
        return f"{self.name.lower()}@example.org"


ALEX = Person("Alex")
"""A candidate, without a password."""
OLU = Person("Olu", owner=True)
"""Owns an agency's profile."""
RENA = Person("Rena")
"""Answers for Olu's agency as a responder."""
FAY = Person("Fay", owner=True)
"""Owns another agency: nothing of Olu's is hers."""
MIRA = Person("Mira", role="moderator")
MILO = Person("Milo", role="moderator")
"""The second moderator, who hears complaints about Mira's decisions."""
OTTO = Person("Otto")
"""An outsider: signed in, and none of all this is his."""
