"""Pages for people who were invited: typing a code, wanting no more mails."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CodeView:
    """What was typed, and whether it is no code of ours."""

    code: str
    wrong: bool


@dataclass(frozen=True, slots=True)
class NoInvitationsView:
    """The page that ends invitations by mail, before and after."""

    secret: str
    done: bool
