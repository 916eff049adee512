"""What an agency may say of itself, which of it is checked first, and what a change is.

Every value is a text, "" where nothing is said: lists of keys have spaces between them, places a
line each.
"""

import datetime as dt
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

TEXT_LIMIT: Final = 600
"""The most characters of a text in one language (ours)."""
MOST_PLACES: Final = 40
KEPT: Final = dt.timedelta(days=3 * 365)
"""How long a change is kept (ours)."""


class ProfileField(StrEnum):
    """What an owner edits."""

    NAME = "name"
    PLACES = "places"
    LEGAL_FORM = "legal_form"
    KINDS = "kinds"
    JOB_FIELDS = "job_fields"
    LICENCE = "licence"
    LICENCE_AUTHORITY = "licence_authority"
    EMAIL = "email"
    PHONE = "phone"
    WEB = "web"
    TEXT_DE = "text_de"
    TEXT_EN = "text_en"
    TEXT_ES = "text_es"


_F = ProfileField
CHECKED: Final = frozenset({_F.NAME, _F.PLACES})
"""A moderator looks at these first, so that no agency sheds its reviews or takes another's name."""
TEXTS: Final = {"de": _F.TEXT_DE, "en": _F.TEXT_EN, "es": _F.TEXT_ES}
PRIVATE: Final = frozenset({_F.EMAIL, _F.PHONE, _F.WEB, *TEXTS.values()})
"""The public history says that these changed, and no longer what they said before."""


class Kind(StrEnum):
    """What an agency does."""

    TEMP = "temp"
    PLACEMENT = "placement"
    SEARCH = "search"
    FREELANCE = "freelance"
    PAYROLLING = "payrolling"


class Licence(StrEnum):
    """What an agency says of its licence for temporary work (§ 1 AÜG)."""

    UNLIMITED = "unlimited"
    LIMITED = "limited"
    NOT_NEEDED = "not_needed"


class ChangeState(StrEnum):
    """Where a change stands."""

    PUBLIC = "public"
    WAITING = "waiting"
    REFUSED = "refused"
    REVERTED = "reverted"
    WITHDRAWN = "withdrawn"


Stated = Mapping[ProfileField, str]


@dataclass(frozen=True, slots=True)
class Profile:
    """What an agency said of itself, what else is listed of it, and what still waits.

    The revision is 0 before the first edit.
    """

    revision: int
    said: Stated
    listed: Stated
    waiting: Stated

    @property
    def stated(self) -> Stated:
        """What is public: the agency's own word before what is listed."""
        return {**self.listed, **self.said}

    def wanted(self, field: ProfileField) -> str:
        """What the owners last said."""
        return self.waiting.get(field) or self.stated.get(field, "")


@dataclass(frozen=True, slots=True)
class Change:
    """A change of one field; `account_id` is None once the account is gone."""

    id: int
    public_id: str
    agency_id: int
    account_id: int | None
    field: ProfileField
    before: str
    after: str
    state: ChangeState
    made_at: dt.datetime
    decided_at: dt.datetime | None
    message: str


@dataclass(frozen=True, slots=True)
class Edit:
    """What an edit makes of one field; `state` withdrawn: the owners stay with what is public."""

    field: ProfileField
    before: str
    after: str
    state: ChangeState


def edits(profile: Profile, new: Stated) -> tuple[Edit, ...]:
    """What differs from what the owners last said, in the order of the fields."""
    found = []
    for field in ProfileField:
        if field not in new or new[field] == profile.wanted(field):
            continue
        before = profile.stated.get(field, "")
        if new[field] == before:
            state = ChangeState.WITHDRAWN
        else:
            state = ChangeState.WAITING if field in CHECKED else ChangeState.PUBLIC
        found.append(Edit(field, before, new[field], state))
    return tuple(found)


def revertible(change: Change, stated: Stated) -> bool:
    """Whether a change can be taken back: it is public, and no newer one stands on it."""
    return (
        change.state is ChangeState.PUBLIC
        and change.field not in CHECKED
        and stated.get(change.field, "") == change.after
    )


def overtaken(
    changed: Collection[ProfileField], known: Profile, typed: Stated
) -> tuple[ProfileField, ...]:
    """Of the fields that others changed, those that say something else than what is typed."""
    return tuple(
        field
        for field in ProfileField
        if field in changed and field in typed and known.wanted(field) != typed[field]
    )


_PLACE: Final = re.compile(r"(?:(?P<postcode>\d{4,5})\s+)?(?P<name>\S.*)")


def place_of(line: str) -> tuple[str | None, str]:
    """Postcode (None if it has none) and name of a line such as "20095 Hamburg"."""
    found = _PLACE.fullmatch(" ".join(line.split()))
    return (found["postcode"], found["name"]) if found else (None, "")


def places_of(value: str) -> tuple[str, ...]:
    """The lines of places, each once, white space joined."""
    lines = (" ".join(line.split()) for line in value.split("\n"))
    return tuple(dict.fromkeys(line for line in lines if line))


def shown_text(stated: Stated, language: str, order: Sequence[str]) -> tuple[str, str]:
    """The text in a language, else in the first one that has any: (language, text) or two ""."""
    for code in (language, *order):
        if text := stated.get(TEXTS[code], ""):
            return code, text
    return "", ""
