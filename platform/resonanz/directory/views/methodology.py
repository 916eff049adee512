"""How we calculate: the market numbers of the present run."""

from dataclasses import dataclass

from resonanz.kernel.i18n import format_day, format_decimal, format_number
from resonanz.scoring import views as words
from resonanz.scoring.domain.ledger import Criterion
from resonanz.scoring.service import Methodology


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


def methodology_view(found: Methodology) -> MethodologyView:
    """Build the page from the present run."""
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
    )
