"""What people report, and what a notice must hold (DSA Art. 16, TRUST 12 and 13)."""

from enum import StrEnum
from typing import Final

from .cases import CaseKind
from .grounds import Ground

TEXT_LIMIT: Final = 5000


class NoticeGround(StrEnum):
    """Why somebody objects, in the order in which it is asked."""

    NO_CONTACT = "no_contact"
    FALSE_FACT = "false_fact"
    INSULT = "insult"
    PRIVACY = "privacy"
    HATE = "hate"
    THREAT = "threat"
    NOT_INDEPENDENT = "not_independent"
    RIGHTS = "rights"
    CONFIDENTIAL = "confidential"
    OFF_TOPIC = "off_topic"
    LISTING = "listing"
    FAKE_BADGE = "fake_badge"
    OTHER = "other"


class Source(StrEnum):
    """How a notice came."""

    FORM = "form"
    LETTER = "letter"
    MAIL = "mail"
    TRUSTED_FLAGGER = "trusted_flagger"
    AGENCY = "agency"
    OWN = "own"


class SubjectType(StrEnum):
    """What a case is about."""

    REVIEW = "review"
    REPLY = "reply"
    PROFILE = "profile"
    ACCOUNT = "account"
    AGENCY = "agency"


LIKELY: Final = {
    NoticeGround.NO_CONTACT: Ground.UNPROVEN,
    NoticeGround.FALSE_FACT: Ground.ALLEGATION,
    NoticeGround.INSULT: Ground.INSULT,
    NoticeGround.PRIVACY: Ground.PERSON,
    NoticeGround.HATE: Ground.HATE,
    NoticeGround.THREAT: Ground.THREAT,
    NoticeGround.NOT_INDEPENDENT: Ground.CONFLICT,
    NoticeGround.RIGHTS: Ground.RIGHTS,
    NoticeGround.CONFIDENTIAL: Ground.CONFIDENTIAL,
    NoticeGround.OFF_TOPIC: Ground.OFF_TOPIC,
    NoticeGround.LISTING: Ground.OBJECTION,
}
"""The ground of decision that a removal would most often rest on."""


_OF_PROFILES: Final = (
    NoticeGround.FALSE_FACT,
    NoticeGround.PRIVACY,
    NoticeGround.RIGHTS,
    NoticeGround.LISTING,
    NoticeGround.FAKE_BADGE,
    NoticeGround.OTHER,
)


def grounds_for(subject: SubjectType) -> tuple[NoticeGround, ...]:
    """What can be wrong with a thing: only a listing has badges, and is objected to (TRUST 26)."""
    if subject is SubjectType.PROFILE:
        return _OF_PROFILES
    own = {NoticeGround.LISTING, NoticeGround.FAKE_BADGE}
    return tuple(ground for ground in NoticeGround if ground not in own)


def needs_text(kind: CaseKind, ground: NoticeGround) -> bool:
    """Whether a notice must say why: an agency's "no contact" never has to (TRUST 13)."""
    return not (kind is CaseKind.DISPUTE and ground is NoticeGround.NO_CONTACT)


def goes_first(ground: NoticeGround, source: Source) -> bool:
    """Whether it is handled before others: threats (TRUST 20) and trusted flaggers (TRUST 19)."""
    return ground is NoticeGround.THREAT or source is Source.TRUSTED_FLAGGER


SOURCE_TYPES: Final = {
    Source.FORM: "SOURCE_ARTICLE_16",
    Source.LETTER: "SOURCE_ARTICLE_16",
    Source.MAIL: "SOURCE_ARTICLE_16",
    Source.AGENCY: "SOURCE_ARTICLE_16",
    Source.TRUSTED_FLAGGER: "SOURCE_TRUSTED_FLAGGER",
    Source.OWN: "SOURCE_VOLUNTARY",
}
"""`source_type` of a statement of reasons."""
