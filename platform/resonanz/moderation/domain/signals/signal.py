"""What a signal is: a remark for the moderator, with its place in the text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum


class SignalKey(StrEnum):
    """What a signal remarks on; its words are made where it is shown."""

    PERSON = "person"
    CONTACT = "contact"
    INSULT = "insult"
    TONE = "tone"
    SPECIAL_CATEGORY = "special_category"
    SIMILAR = "similar"
    AGENCY_BURST = "agency_burst"
    NETWORK_BURST = "network_burst"
    SAME_DEVICE = "same_device"
    ONE_SIDED = "one_sided"
    DISPOSABLE_MAIL = "disposable_mail"
    LANGUAGE = "language"
    ADVERTISING = "advertising"
    VOCABULARY = "vocabulary"


class Severity(IntEnum):
    """How much a signal deserves a look; it decides nothing and changes no order."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the text in code points, `end` not included."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Signal:
    """A remark of one kind on a review.

    `kind` divides a key (an e-mail address and a telephone number are both contact data), `spans`
    are the places, `values` what the reason says in numbers. The text itself is never copied.
    """

    key: SignalKey
    severity: Severity
    kind: str = ""
    spans: tuple[Span, ...] = ()
    values: Mapping[str, str | int] = field(default_factory=dict)


def without_overlaps(spans: list[Span]) -> tuple[Span, ...]:
    """The spans in their order; those that touch become one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
