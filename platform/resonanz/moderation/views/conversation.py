"""What people said, on moderators' pages."""

from collections.abc import Iterable
from dataclasses import dataclass

from resonanz.kernel.i18n import format_moment, gettext

from ..service import Colleague
from ..service.conversation import TeamNote


@dataclass(frozen=True, slots=True)
class SaidView:
    """A message, a complaint, a note."""

    who: str
    moment: str
    text: str


def said_views(notes: Iterable[TeamNote]) -> tuple[SaidView, ...]:
    """What the team said, oldest first."""
    return tuple(SaidView(name_of(one.by), format_moment(one.at), one.text) for one in notes)


def name_of(colleague: Colleague) -> str:
    """A moderator as the others see it."""
    if colleague.me:
        return gettext("Sie")
    return colleague.email or gettext("Konto gelöscht")
