"""Whose things and which languages a moderator gets to work on."""

from dataclasses import dataclass

from resonanz.kernel import settings
from resonanz.kernel.i18n import LANGUAGES, Language

from ..queries.interests import barred_agencies
from .errors import Moderator
from .languages import languages_of


@dataclass(frozen=True, slots=True)
class Reach:
    """What is not handed out to a moderator.

    `barred` are agencies of declared interests and their own, `foreign` the languages they do not
    read. `solo`: the operator is alone, and hears complaints too (TRUST 16a).
    """

    account_id: int
    barred: frozenset[int]
    foreign: tuple[Language, ...]
    solo: bool


async def reach_of(moderator: Moderator) -> Reach:
    """The reach of a moderator as it is now."""
    read = await languages_of(moderator.account_id)
    return Reach(
        moderator.account_id,
        frozenset(await barred_agencies(moderator.account_id)),
        tuple(one for one in LANGUAGES if one not in read),
        settings.current().solo_moderator,
    )
