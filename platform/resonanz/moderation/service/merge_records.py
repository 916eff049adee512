"""What is known of a merge: who asked, what it moved, what it would do."""

import datetime as dt
from dataclasses import dataclass, field

import msgspec

from resonanz.agencies.service import AgencyRef
from resonanz.agencies.service.merges import Lent
from resonanz.reviews.service import MovedReviews

from ..domain.merges import MergeKind, MergeState
from .colleagues import Colleague


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a merge moved, by rows: enough to undo it exactly."""

    lent: Lent = field(default_factory=lambda: Lent(""))
    reviews: MovedReviews = field(default_factory=MovedReviews)
    requests: list[int] = field(default_factory=list)
    interests: list[int] = field(default_factory=list)

    @property
    def asleep(self) -> list[int]:
        """Reviews that wake at a split."""
        return self.reviews.asleep


def manifest_of(text: str) -> Manifest:
    """The manifest of a row; an empty one where nothing was moved, or nothing is of use."""
    return msgspec.json.decode(text, type=Manifest) if text else Manifest()


@dataclass(frozen=True, slots=True)
class Merge:
    """A merge of `agency` into `into`, or its split, proposed or decided."""

    id: int
    public_id: str
    kind: MergeKind
    agency: AgencyRef
    into: AgencyRef
    state: MergeState
    reason: str
    asked_by_id: int | None
    asked_by: Colleague
    asked_at: dt.datetime
    decided_by: Colleague
    decided_at: dt.datetime | None
    alone: bool
    solo: bool
    manifest: Manifest


@dataclass(frozen=True, slots=True)
class Preview:
    """What a merge would do: so many public reviews move, so many of all sleep (TRUST 4).

    `score` is the one of the entry that stays, (score, reviews) as published, before and after;
    None where there is none.
    """

    agency: AgencyRef
    into: AgencyRef
    reviews: int
    asleep: int
    before: tuple[float, int] | None
    after: tuple[float, int] | None
    members: int
    into_members: int
    cases: tuple[str, ...]
    unfinished: bool
    waiting: bool
