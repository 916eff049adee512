"""How we calculate: the market numbers of the present run."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from resonanz.kernel.i18n import format_day, format_decimal, format_number
from resonanz.scoring import views as words
from resonanz.scoring.domain.ledger import Criterion
from resonanz.scoring.service import Methodology, Run


@dataclass(frozen=True, slots=True)
class MarketRow:
    """Market numbers of the overall value or of a criterion, to four digits."""

    name: str
    weight: str
    mu: str
    s2: str
    t2: str
    k: str


@dataclass(frozen=True, slots=True)
class RunRow:
    """A scoring run with the market numbers over all."""

    day: str
    version: int
    reviews: str
    agencies: str
    market: MarketRow
    offset: str


@dataclass(frozen=True, slots=True)
class AgencyLink:
    """An agency whose score can be looked at step by step."""

    slug: str
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class MethodologyView:
    """The page about the formula."""

    version: int
    as_of: str
    frozen_on: str
    reviews: str
    agencies: str
    offset: str
    overall: MarketRow
    criteria: tuple[MarketRow, ...]
    runs: tuple[RunRow, ...]
    query: str
    found: tuple[AgencyLink, ...]


def methodology_view(
    found: Methodology, runs: Sequence[Run], query: str, agencies: Iterable[Mapping[str, Any]]
) -> MethodologyView:
    """Build the page from the present run; `agencies` are those that the query found."""
    market = found.market

    def row(name: str, weight: str, own: object) -> MarketRow:
        numbers = (format_decimal(getattr(own, key), 4) for key in ("mu", "s2", "t2", "k"))
        return MarketRow(name, weight, *numbers)

    return MethodologyView(
        version=found.formula_version,
        as_of=format_day(found.as_of) if found.as_of else "",
        frozen_on=format_day(found.frozen_on) if found.frozen_on else "",
        reviews=format_number(found.reviews),
        agencies=format_number(found.agencies),
        offset=format_decimal(market.offset, 4),
        overall=row("", "", market.overall),
        criteria=tuple(
            row(
                str(words.CRITERIA[key].name),
                format_decimal(key.weight, 2),
                market.criteria[key.value],
            )
            for key in Criterion
            if key.value in market.criteria
        ),
        runs=tuple(
            RunRow(
                day=format_day(run.as_of),
                version=run.formula_version,
                reviews=format_number(run.reviews),
                agencies=format_number(run.agencies),
                market=row("", "", run.market.overall),
                offset=format_decimal(run.market.offset, 4),
            )
            for run in runs
        ),
        query=query,
        found=tuple(AgencyLink(one["slug"], one["name"], one["city"] or "") for one in agencies),
    )
