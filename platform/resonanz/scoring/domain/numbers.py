"""What a quarter's reviews add up to over all agencies, with intervals and without small cells."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import sqrt
from typing import Any, Final, Self

from resonanz.scoring.domain.ledger import Concreteness, LedgerLine, Silence, Stage
from resonanz.scoring.domain.life_table import LifeTable, life_table
from resonanz.scoring.domain.quarters import Quarter
from resonanz.scoring.domain.statistics import (
    PERCENT_FROM,
    Dot,
    Share,
    answered_share,
    dot_of,
)
from resonanz.scoring.domain.suppression import protect
from resonanz.scoring.domain.trends import public_day

LEAST: Final = PERCENT_FROM
"""A figure of fewer is not told, and cannot be had by subtraction either."""
CONFIDENCE_Z: Final = 1.6449
"""90 %, two-sided, as for scores."""
ANY: Final = "any"
NOT_SAID: Final = ""
_NONE: Final = Share(0, 0)


class By(StrEnum):
    """What the figures are told by."""

    ALL = "all"
    KIND = "kind"
    FIELD = "field"
    COUNTRY = "country"


Key = tuple[By, str, str]
"""What a cell is told by, its value and its stage."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A public review: its day, what is public of it, and its agency's kind and country.

    `field` and `kind` are "" where the public does not know them.
    """

    published_on: dt.date
    coarse: bool
    field: str
    kind: str
    country: str
    lines: tuple[LedgerLine, ...]

    @property
    def quarter(self) -> Quarter:
        """Where it counts: coarse ones at the end of their half-year, all that is public."""
        return Quarter.of(public_day(self.published_on, self.coarse, dt.date.max))


@dataclass(frozen=True, slots=True)
class Cell:
    """How often, how soon and how concretely stages of some reviews were answered.

    `value` is of the kind that `by` says, `stage` a Stage or `any`. `times` tells when, `reasons`
    counts rejections with a concrete reason, of those whose concreteness is known, `phrases` those
    with a stock phrase, `client` the silences that the agency put down to its client. The last two
    are of nothing in quarters that were frozen before they were counted.
    """

    by: By
    value: str
    stage: str
    answered: Share
    times: LifeTable
    reasons: Share
    phrases: Share = _NONE
    client: Share = _NONE

    @property
    def n(self) -> int:
        """Judged stages, which is what may be too few."""
        return self.answered.n

    @property
    def interval(self) -> tuple[float, float]:
        """The 90 % interval of the share of answers, 0 to 1."""
        return wilson(self.answered)

    def to_dict(self) -> dict[str, Any]:
        """The counts for JSON."""
        return {
            "by": self.by.value,
            "value": self.value,
            "stage": self.stage,
            "answered": self.answered.count,
            "n": self.answered.n,
            "times": self.times.to_dict(),
            "reasons": self.reasons.count,
            "rejections": self.reasons.n,
            "phrases": self.phrases.count,
            "client": self.client.count,
            "silences": self.client.n,
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Self:
        """The cell of `to_dict`. Raises KeyError, TypeError, ValueError."""
        return cls(
            by=By(stored["by"]),
            value=stored["value"],
            stage=stored["stage"],
            answered=Share(stored["answered"], stored["n"]),
            times=LifeTable.from_dict(stored["times"]),
            reasons=Share(stored["reasons"], stored["rejections"]),
            phrases=Share(stored["phrases"], stored["rejections"])
            if "phrases" in stored
            else _NONE,
            client=Share(stored.get("client", 0), stored.get("silences", 0)),
        )


def wilson(share: Share) -> tuple[float, float]:
    """The score interval of a share, 0 to 1; the whole range of nothing.

    Wilson (1927), Probable inference, the law of succession, and statistical inference.
    """
    if not share.n:
        return 0.0, 1.0
    ratio, z2 = share.count / share.n, CONFIDENCE_Z**2
    centre = (ratio + z2 / (2 * share.n)) / (1 + z2 / share.n)
    reach = (
        CONFIDENCE_Z
        * sqrt(ratio * (1 - ratio) / share.n + z2 / (4 * share.n**2))
        / (1 + z2 / share.n)
    )
    return max(0.0, centre - reach), min(1.0, centre + reach)


def cells(reviews: Iterable[Counted]) -> tuple[Cell, ...]:
    """All cells of a quarter's reviews, small ones too, in the order of what they are told by."""
    lines: defaultdict[tuple[By, str], list[LedgerLine]] = defaultdict(list)
    for one in reviews:
        values = {By.ALL: ANY, By.KIND: one.kind, By.FIELD: one.field, By.COUNTRY: one.country}
        for by, value in values.items():
            lines[by, value] += one.lines
    order = list(By)
    found = []
    for (by, value), own in sorted(
        lines.items(), key=lambda one: (order.index(one[0][0]), one[0][1])
    ):
        found.append(_cell(by, value, ANY, own))
        for stage in Stage:
            of_stage = [line for line in own if line.stage is stage]
            found.append(_cell(by, value, stage.value, of_stage))
    return tuple(one for one in found if one.n)


def _cell(by: By, value: str, stage: str, lines: Sequence[LedgerLine]) -> Cell:
    levels = [line.concreteness for line in lines if line.concreteness is not None]
    concrete = sum(level >= Concreteness.SPECIFIC for level in levels)
    return Cell(
        by=by,
        value=value,
        stage=stage,
        answered=answered_share(lines),
        times=life_table(lines),
        reasons=Share(concrete, len(levels)),
        phrases=Share(levels.count(Concreteness.STOCK_PHRASE), len(levels)),
        client=_client(lines),
    )


def _client(lines: Sequence[LedgerLine]) -> Share:
    silent = [line.silence for line in lines if dot_of(line) is Dot.SILENCE]
    return Share(silent.count(Silence.CLIENT), len(silent))


def protected(found: Iterable[Cell]) -> tuple[Cell, ...]:
    """The cells that may be told.

    None has fewer than ten judged stages, is about something that was not said or lets one of
    fewer be had by subtraction, over the values of a kind in a stage or the stages of a value.
    Times, reasons and silences that are told are of ten or more too.
    """
    every = list(found)
    told = [one for one in every if one.value != NOT_SAID]
    stay = _safe(every, told, lambda one: one.n)
    told = [one for one in every if _key(one) in stay]
    timed = _safe(every, told, lambda one: one.times.n)
    reasoned = _safe(every, told, lambda one: one.reasons.n)
    silent = _safe(every, told, lambda one: one.client.n)
    none = life_table(())
    return tuple(
        replace(
            one,
            times=one.times if _key(one) in timed else none,
            reasons=one.reasons if _key(one) in reasoned else _NONE,
            phrases=one.phrases if _key(one) in reasoned else _NONE,
            client=one.client if _key(one) in silent else _NONE,
        )
        for one in told
    )


def _key(one: Cell) -> Key:
    return one.by, one.value, one.stage


def sums(every: Iterable[Cell]) -> dict[Key, list[list[Key]]]:
    """For each cell that is a total, the lists of cells that it is the sum of."""
    lists: defaultdict[tuple[Key, object], list[Key]] = defaultdict(list)
    for one in every:
        if one.by is not By.ALL:
            lists[(By.ALL, ANY, one.stage), one.by].append(_key(one))
        if one.stage != ANY:
            lists[(one.by, one.value, ANY), "stages"].append(_key(one))
    found: defaultdict[Key, list[list[Key]]] = defaultdict(list)
    for (total, _), parts in lists.items():
        found[total].append(parts)
    return found


def _safe(
    every: Sequence[Cell], told: Sequence[Cell], count: Callable[[Cell], int]
) -> frozenset[Key]:
    counts = {_key(one): count(one) for one in every}
    return protect(
        counts, sums(every), [_key(one) for one in told], LEAST, lambda key: (counts[key], *key)
    )


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The numbers of a quarter as they were frozen."""

    quarter: Quarter
    frozen_on: dt.date
    reviews: int
    agencies: int
    cells: tuple[Cell, ...]

    def cell(self, by: By, value: str = ANY, stage: str = ANY) -> Cell | None:
        """A cell that is told; None if it is not."""
        asked = (by, value, stage)
        return next((one for one in self.cells if (one.by, one.value, one.stage) == asked), None)

    def values(self, by: By) -> tuple[Cell, ...]:
        """The cells over all stages, by value, the best answered first."""
        found = [one for one in self.cells if one.by is by and one.stage == ANY]
        return tuple(sorted(found, key=lambda one: (-(one.answered.ratio or 0.0), one.value)))

    def stages(self) -> tuple[Cell, ...]:
        """The cells over all agencies, by stage in its order."""
        found = (self.cell(By.ALL, ANY, stage.value) for stage in Stage)
        return tuple(one for one in found if one)

    def to_dict(self) -> dict[str, Any]:
        """All of it for JSON."""
        return {
            "quarter": self.quarter.key,
            "frozen_on": self.frozen_on.isoformat(),
            "reviews": self.reviews,
            "agencies": self.agencies,
            "cells": [one.to_dict() for one in self.cells],
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Self:
        """The snapshot of `to_dict`. Raises KeyError, TypeError, ValueError."""
        quarter = Quarter.read(stored["quarter"])
        if quarter is None:
            raise ValueError(stored["quarter"])
        return cls(
            quarter=quarter,
            frozen_on=dt.date.fromisoformat(stored["frozen_on"]),
            reviews=stored["reviews"],
            agencies=stored["agencies"],
            cells=tuple(map(Cell.from_dict, stored["cells"])),
        )
