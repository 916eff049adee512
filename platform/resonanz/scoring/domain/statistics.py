"""What the ledgers of an agency's reviews add up to; every figure with its n.

A wait of up to 14 working days is not judged yet and left out, a longer one is no answer, as in
the formula; the life table alone takes waits as what they are.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Self

from resonanz.scoring.domain.invited import InvitedGap, invited_gap
from resonanz.scoring.domain.ledger import (
    TALKS,
    Answer,
    Concreteness,
    LedgerLine,
    Promise,
    Silence,
    Stage,
)
from resonanz.scoring.domain.life_table import LifeTable, life_table
from resonanz.scoring.domain.parts import apportion
from resonanz.scoring.domain.review import JUDGED_WAIT

PERCENT_FROM = 10
"""From this n on percentages are shown, below it dots."""

STARS = 5
DOTS = 10


class Dot(StrEnum):
    """What an echo dot says: invited on or reasons given, none given, an interim word, nothing."""

    REASON = "reason"
    PHRASE = "phrase"
    INTERIM = "interim"
    SILENCE = "silence"


class SilenceOf(StrEnum):
    """Whose silence, by what the agency said."""

    CLIENT = "client"
    NOTHING = "nothing"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Share:
    """`count` of `n`."""

    count: int
    n: int

    @property
    def ratio(self) -> float | None:
        """0 to 1; None of nothing."""
        return self.count / self.n if self.n else None

    @property
    def in_percent(self) -> bool:
        """Whether n is large enough to speak of percentages."""
        return self.n >= PERCENT_FROM


@dataclass(frozen=True, slots=True)
class Echo:
    """Reviews by what came after their last talk or interview, as a kind of dot; where none was
    judged, after their last stage of any kind (`talks` False).
    """

    counts: Mapping[Dot, int]
    talks: bool

    @property
    def n(self) -> int:
        """Judged reviews."""
        return sum(self.counts.values())

    @property
    def answered(self) -> int:
        """Those that were answered, with a reason or without."""
        return self.counts[Dot.REASON] + self.counts[Dot.PHRASE]

    def ten_dots(self) -> tuple[Dot, ...]:
        """Ten dots in the order of their kinds, by largest remainder; n dots where n is below."""
        kinds = tuple(Dot)
        parts = apportion([self.counts[kind] for kind in kinds], min(self.n, DOTS))
        return tuple(kind for kind, part in zip(kinds, parts, strict=True) for _ in range(part))


@dataclass(frozen=True, slots=True)
class CountedReview:
    """A live review: its value 1 to 5, first publication day, whether contact is proven, ledger.

    `pledge_id` is the pledge it falls under, None if it falls under none.
    """

    value: float
    published_on: date
    proven: bool
    lines: tuple[LedgerLine, ...]
    pledge_id: int | None = None
    invited: bool = False


@dataclass(frozen=True, slots=True)
class AgencyStatistics:
    """An agency's figures, over all its live reviews.

    - `n`, `proven`: reviews, and those with proven contact; `first`, `last`: their period
    - `stages`: answered of the judged, per stage that was judged; `answered`: over all stages
    - `unprompted`: answered without asking, of the judged whose chasers are known; `chasers`: how
      many asked 0, 1, 2, 3 or more times
    - `promises`: kept, of the dates promised with known end
    - `reasons`, `phrases`: rejections with a concrete reason (from 3), with a stock phrase (1), of
      those whose concreteness is known; `concreteness`: how many of each level 0 to 4
    - `silences`: unanswered stages by whose silence
    - `distribution`: reviews of 1 to 5 whole stars
    - `pledges`: per pledge, by its id, when answers came after the last stages that fall under it
    - `invited`: invited reviews beside the others, None while there are too few of either
    """

    n: int
    proven: int
    first: date | None
    last: date | None
    stages: Mapping[Stage, Share]
    answered: Share
    times: LifeTable
    promises: Share
    unprompted: Share
    chasers: tuple[int, ...]
    reasons: Share
    phrases: Share
    concreteness: tuple[int, ...]
    silences: Mapping[SilenceOf, int]
    echo: Echo
    distribution: tuple[int, ...]
    pledges: Mapping[int, LifeTable] = field(default_factory=dict)
    invited: InvitedGap | None = None

    @property
    def percentages(self) -> tuple[int, ...]:
        """The distribution in percent, adding up to 100; all 0 without reviews."""
        return apportion(self.distribution, 100)

    def to_dict(self) -> dict[str, Any]:
        """The figures for JSON."""
        pledges = self.pledges.items()
        return {
            "n": self.n,
            "proven": self.proven,
            "first": self.first and self.first.isoformat(),
            "last": self.last and self.last.isoformat(),
            "stages": {stage.value: _pair(share) for stage, share in self.stages.items()},
            "answered": _pair(self.answered),
            "times": self.times.to_dict(),
            "promises": _pair(self.promises),
            "unprompted": _pair(self.unprompted),
            "chasers": list(self.chasers),
            "reasons": _pair(self.reasons),
            "phrases": _pair(self.phrases),
            "concreteness": list(self.concreteness),
            "silences": {whose.value: count for whose, count in self.silences.items()},
            "echo": {dot.value: count for dot, count in self.echo.counts.items()},
            "echo_talks": self.echo.talks,
            "distribution": list(self.distribution),
            # Absent without any, so that figures stored before there were some are the same.
            **({"pledges": {str(key): one.to_dict() for key, one in pledges}} if pledges else {}),
            **({"invited": list(astuple(self.invited))} if self.invited else {}),
        }

    @classmethod
    def from_dict(cls, figures: Mapping[str, Any]) -> Self:
        """The figures of `to_dict`. Raises KeyError, TypeError, ValueError."""
        first, last = figures["first"], figures["last"]
        return cls(
            n=figures["n"],
            proven=figures["proven"],
            first=first and date.fromisoformat(first),
            last=last and date.fromisoformat(last),
            stages={Stage(stage): Share(*pair) for stage, pair in figures["stages"].items()},
            answered=Share(*figures["answered"]),
            times=LifeTable.from_dict(figures["times"]),
            promises=Share(*figures["promises"]),
            unprompted=Share(*figures["unprompted"]),
            chasers=tuple(figures["chasers"]),
            reasons=Share(*figures["reasons"]),
            phrases=Share(*figures["phrases"]),
            concreteness=tuple(figures["concreteness"]),
            silences={SilenceOf(whose): count for whose, count in figures["silences"].items()},
            echo=Echo(
                {Dot(dot): count for dot, count in figures["echo"].items()}, figures["echo_talks"]
            ),
            distribution=tuple(figures["distribution"]),
            pledges={
                int(pledge_id): LifeTable.from_dict(table)
                for pledge_id, table in figures.get("pledges", {}).items()
            },
            invited=InvitedGap(*figures["invited"]) if "invited" in figures else None,
        )


def _pair(share: Share) -> list[int]:
    return [share.count, share.n]


def agency_statistics(reviews: Sequence[CountedReview]) -> AgencyStatistics:
    """The figures of one agency's live reviews."""
    lines = [line for review in reviews for line in review.lines]
    judged = [(line, dot) for line in lines if (dot := dot_of(line)) is not None]
    days = [review.published_on for review in reviews]
    levels = Counter(line.concreteness for line in lines if line.concreteness is not None)
    rejections = levels.total()
    promises = Counter(line.promise for line in lines)
    chasers = Counter(line.chasers for line, _ in judged)
    silences = Counter(_silence_of(line) for line, dot in judged if dot is Dot.SILENCE)
    stars = Counter(whole_stars(review.value) for review in reviews)
    return AgencyStatistics(
        n=len(reviews),
        proven=sum(review.proven for review in reviews),
        first=min(days, default=None),
        last=max(days, default=None),
        stages=_stages(judged),
        answered=_answered(judged),
        times=life_table(lines),
        promises=Share(promises[Promise.KEPT], promises[Promise.KEPT] + promises[Promise.BROKEN]),
        unprompted=Share(
            sum(line.chasers == 0 and _is_answer(dot) for line, dot in judged),
            chasers.total() - chasers[None],
        ),
        chasers=tuple(chasers[times] for times in range(4)),
        reasons=Share(levels[Concreteness.SPECIFIC] + levels[Concreteness.USABLE], rejections),
        phrases=Share(levels[Concreteness.STOCK_PHRASE], rejections),
        concreteness=tuple(levels[level] for level in Concreteness),
        silences={whose: silences[whose] for whose in SilenceOf},
        echo=_echo(reviews),
        distribution=tuple(stars[star] for star in range(1, STARS + 1)),
        pledges=_pledges(reviews),
        invited=invited_gap((review.value, review.invited) for review in reviews),
    )


def answered_share(lines: Iterable[LedgerLine]) -> Share:
    """How many of these lines are answers, of those that can be judged."""
    return _answered((line, dot) for line in lines if (dot := dot_of(line)) is not None)


def dot_of(line: LedgerLine) -> Dot | None:
    """What a line says as a dot; None for a wait that is too short, or unknown, to be judged.

    Being invited on needs no reason, so it counts like an answer with one.
    """
    if line.answer is Answer.ADVANCED:
        return Dot.REASON
    if line.answer is Answer.REJECTION:
        level = line.concreteness or Concreteness.NONE
        return Dot.REASON if level >= Concreteness.SPECIFIC else Dot.PHRASE
    if line.answer is Answer.INTERIM:
        return Dot.INTERIM
    if line.answer is Answer.WAITING and (line.days is None or line.days < JUDGED_WAIT):
        return None
    return Dot.SILENCE


def whole_stars(value: float) -> int:
    """The value in whole stars, halves upwards."""
    return int(value + 0.5)


def _is_answer(dot: Dot) -> bool:
    return dot in (Dot.REASON, Dot.PHRASE)


def _answered(judged: Iterable[tuple[LedgerLine, Dot]]) -> Share:
    answers = [_is_answer(dot) for _, dot in judged]
    return Share(sum(answers), len(answers))


def _stages(judged: Sequence[tuple[LedgerLine, Dot]]) -> dict[Stage, Share]:
    found = {line.stage for line, _ in judged}
    return {
        stage: _answered(pair for pair in judged if pair[0].stage is stage)
        for stage in Stage
        if stage in found
    }


def _silence_of(line: LedgerLine) -> SilenceOf:
    if line.silence is None:
        return SilenceOf.UNKNOWN
    return SilenceOf.CLIENT if line.silence is Silence.CLIENT else SilenceOf.NOTHING


def _echo(reviews: Sequence[CountedReview]) -> Echo:
    talks = _last_dots(reviews, TALKS)
    counts = Counter(talks or _last_dots(reviews, frozenset(Stage)))
    return Echo({dot: counts[dot] for dot in Dot}, bool(talks))


def _last_dots(reviews: Iterable[CountedReview], stages: Collection[Stage]) -> list[Dot]:
    """What came after each review's last of these stages, where it can be judged.

    Earlier ones were answered by being invited on, always: counting them would hide a silence.
    """
    found = []
    for review in reviews:
        lines = [line for line in review.lines if line.stage in stages]
        if lines:
            found.append(dot_of(_last(lines)))
    return [dot for dot in found if dot is not None]


def _last(lines: Iterable[LedgerLine]) -> LedgerLine:
    order = tuple(Stage)
    return max(lines, key=lambda line: order.index(line.stage))


def _pledges(reviews: Iterable[CountedReview]) -> dict[int, LifeTable]:
    found: dict[int, list[LedgerLine]] = {}
    for review in reviews:
        if review.pledge_id is not None and review.lines:
            found.setdefault(review.pledge_id, []).append(_last(review.lines))
    return {pledge_id: life_table(lines) for pledge_id, lines in sorted(found.items())}
