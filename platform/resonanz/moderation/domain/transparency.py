"""What the transparency report counts, and its table for machines (TRUST 49).

The table follows the parts of the quantitative template of Implementing Regulation (EU) 2024/2835
as far as they fit a small platform; the parts that do not are named with the reason.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from .grounds import GROUNDS, Basis, Ground

SHARE_BESIDE_SCORE: Final = 0.1
"""Above this share removals and disputes stand beside the score too (TRUST 50)."""
RESTRICTING: Final = ("reject", "hide", "label", "remove")
"""Decisions that restrict content, in the order of the report."""
LOGGED: Final = (
    "reject",
    "hide",
    "label",
    "remove",
    "keep",
    "restore",
    "confirm",
    "warn",
    "suspend",
    "terminate",
    "lift",
)
"""Decisions in the public log: all but those that publish a review or ask for a change."""
BATCH: Final = 100
"""At most so many statements go to the DSA Transparency Database at once."""


@dataclass(frozen=True, slots=True)
class Decided:
    """So many decisions of a kind on a ground; `reported`: after a notice or a dispute."""

    kind: str
    ground: str | None
    reported: bool
    count: int


@dataclass(frozen=True, slots=True)
class Median:
    """The median of n durations in hours, None without any."""

    hours: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of a year up to and including the day `until`.

    `notices` counts by source, `objections` by the ground named there, `cases` by kind,
    `corrections` of facts that agencies asked for by what became of them so far,
    `by_rule` restrictions that followed from the end of a deadline a person had set,
    `automatic` those that nobody looked at.
    """

    year: int
    until: dt.date
    notices: Mapping[str, int]
    objections: Mapping[str, int]
    cases: Mapping[str, int]
    corrections: Mapping[str, int]
    decided: tuple[Decided, ...]
    complaints: Mapping[str, int]
    upheld: int
    dismissed: int
    solo: int
    statements: int
    by_rule: int
    automatic: int
    check: Median
    notice: Median
    complaint: Median

    def count(self, *kinds: str) -> int:
        """How many decisions of these kinds."""
        return sum(one.count for one in self.decided if one.kind in kinds)

    def grounds_of(self, kind: str) -> dict[str, int]:
        """The decisions of a kind by ground, in the order of the grounds."""
        found: dict[str, int] = {}
        for one in self.decided:
            if one.kind == kind and one.ground is not None:
                found[one.ground] = found.get(one.ground, 0) + one.count
        order = {ground.value: at for at, ground in enumerate(Ground)}
        return dict(sorted(found.items(), key=lambda pair: order.get(pair[0], len(order))))

    @property
    def restricted(self) -> int:
        """How many decisions restricted content."""
        return self.count(*RESTRICTING)

    @property
    def notices_in_all(self) -> int:
        """Notices and disputes together."""
        return sum(self.notices.values())


class Line(NamedTuple):
    """A row of the table for machines."""

    part: str
    indicator: str
    category: str
    value: str
    note: str = ""


HEADER: Final = Line._fields


def lines(figures: Figures) -> Iterator[Line]:
    """The rows of the table; an empty value means: not counted, see the note."""
    yield from _about(figures)
    yield from _notices(figures)
    yield from _own(figures)
    yield from _corrections(figures)
    yield from _complaints(figures)
    yield from _automation(figures)
    yield Line("human_resources", "all", "", "", "not applicable: very large platforms (Art. 42)")
    exempt = "not applicable: small platforms are exempt (Art. 19, Art. 24(2))"
    yield Line("monthly_active_recipients", "all", "", "", exempt)


def _about(figures: Figures) -> Iterator[Line]:
    part = "report"
    choice = "small platforms are exempt (Art. 15(2), Art. 19); published by choice"
    yield Line(part, "period_start", "", dt.date(figures.year, 1, 1).isoformat(), choice)
    yield Line(part, "period_end", "", figures.until.isoformat())
    follows = "follows the parts of the template of Implementing Regulation (EU) 2024/2835"
    yield Line(part, "structure", "", "small platform", follows)
    yield Line(
        "orders_of_authorities", "all", "", "", "not counted here: orders reach the operator"
    )


def _notices(figures: Figures) -> Iterator[Line]:
    part = "notices"
    yield Line(part, "notices", "total", str(figures.notices_in_all))
    for source, count in figures.notices.items():
        note = "Art. 22" if source == "trusted_flagger" else ""
        yield Line(part, "notices_by_source", source, str(count), note)
    for ground, count in figures.objections.items():
        yield Line(part, "notices_by_objection", ground, str(count))
    for kind, count in figures.cases.items():
        yield Line(part, "cases", kind, str(count))
    yield Line(part, "median_hours_to_decision", "total", _hours(figures.notice))
    yield from _actions(part, figures, reported=True)
    kept = sum(one.count for one in figures.decided if one.kind == "keep" and one.reported)
    yield Line(part, "decisions_without_action", "total", str(kept))


def _own(figures: Figures) -> Iterator[Line]:
    part = "own_initiative"
    checked = str(figures.count("approve", "return", "reject"))
    yield Line(part, "contents_checked", "total", checked, "reviews, edits, agencies' replies")
    for kind in ("approve", "return", "reject"):
        yield Line(part, "checks_by_outcome", kind, str(figures.count(kind)))
    yield Line(part, "median_hours_to_decision", "total", _hours(figures.check))
    yield from _actions(part, figures, reported=False)
    for kind in ("warn", "suspend", "terminate", "lift"):
        yield Line(part, "measures_on_accounts", kind, str(figures.count(kind)), "Art. 23")


def _corrections(figures: Figures) -> Iterator[Line]:
    part = "corrections"
    note = "an agency asked for another fact in one line; the author alone decides"
    yield Line(part, "corrections", "total", str(sum(figures.corrections.values())), note)
    for state, count in figures.corrections.items():
        yield Line(part, "corrections_by_outcome", state, str(count))


def _actions(part: str, figures: Figures, *, reported: bool) -> Iterator[Line]:
    """Restrictions by kind, by law or terms, and by the categories of the statements."""
    found = [one for one in figures.decided if one.kind in RESTRICTING and one.reported is reported]
    for kind in RESTRICTING:
        count = sum(one.count for one in found if one.kind == kind)
        yield Line(part, "actions_by_kind", kind, str(count))
    known = set(Ground)
    for basis, name in ((Basis.LAW, "law"), (Basis.RULES, "terms")):
        sums: dict[str, int] = {}
        for one in found:
            if one.ground in known and GROUNDS[Ground(one.ground)].basis is basis:
                category = GROUNDS[Ground(one.ground)].category
                sums[category] = sums.get(category, 0) + one.count
        yield Line(part, f"actions_by_{name}", "total", str(sum(sums.values())))
        for category in sorted(sums):
            yield Line(part, f"actions_by_{name}", category, str(sums[category]))


def _complaints(figures: Figures) -> Iterator[Line]:
    part = "complaints"
    yield Line(part, "complaints", "total", str(sum(figures.complaints.values())))
    for party, count in figures.complaints.items():
        yield Line(part, "complaints_by_party", party, str(count))
    yield Line(part, "decided", "upheld", str(figures.upheld))
    yield Line(part, "decided", "dismissed", str(figures.dismissed))
    solo = "decided by whoever decided before, openly labelled"
    yield Line(part, "decided_in_solo_mode", "total", str(figures.solo), solo)
    yield Line(part, "median_hours_to_decision", "total", _hours(figures.complaint))
    yield Line(part, "out_of_court_disputes", "total", "", "not counted here")


def _automation(figures: Figures) -> Iterator[Line]:
    part = "automated_means"
    yield Line(part, "statements_of_reasons", "total", str(figures.statements))
    yield Line(part, "fully_automated_decisions", "total", str(figures.automatic))
    note = "a person set the deadline, its end was applied by rule"
    yield Line(part, "partially_automated_decisions", "total", str(figures.by_rule), note)


def _hours(median: Median) -> str:
    return "" if median.hours is None else f"{median.hours:.1f}"
