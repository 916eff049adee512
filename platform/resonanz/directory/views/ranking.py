"""A ranking: rows on one scale, who just missed it, what can be chosen, and the past."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

from resonanz.agencies.views import JOB_FIELDS, kind_words
from resonanz.kernel.i18n import (
    format_day,
    format_decimal,
    format_number,
    format_score,
    gettext,
    ngettext,
)
from resonanz.kernel.templates import link
from resonanz.scoring.views.figures import ScoreView, score_view

from ..domain import FEW, Group, Missed, Slice
from ..domain.listed import FILTERED_KINDS
from ..service import PAGE_RANKED, Ranked, Ranking
from .search import Chip, filter_words, place_error
from .slices import address, country_name, quarter_mark, quarter_value, what_words

Row = Mapping[str, Any]

_WIDTH: Final = 96
_HEIGHT: Final = 28
_EDGE: Final = 4


@dataclass(frozen=True, slots=True)
class LineView:
    """Ranks over the quarters as a small line: points of its pieces, and its last dot."""

    label: str
    pieces: tuple[str, ...]
    dots: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class RankRow:
    """An agency with a rank; `scope` are the ranks that the intervals allow, "" if only one."""

    rank: str
    scope: str
    slug: str
    name: str
    about: str
    base: str
    score: ScoreView
    interval: str
    line: LineView | None
    past: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MissedRow:
    """An agency that lacks a few reviews for a rank."""

    slug: str
    name: str
    about: str
    base: str
    lacks: str


@dataclass(frozen=True, slots=True)
class RankingView:
    """The page; options are (value, text), links are "" where there is none."""

    what: str
    problems: tuple[str, ...]
    countries: tuple[tuple[str, str], ...]
    states: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, str], ...]
    fields: tuple[tuple[str, str], ...]
    quarters: tuple[tuple[str, str], ...]
    country: str
    state: str
    place: str
    kind: str
    field: str
    quarter: str
    status: str
    few: str
    wider: tuple[Chip, ...]
    first: int
    rows: tuple[RankRow, ...]
    gone: str
    marks: tuple[str, ...]
    missed: tuple[MissedRow, ...]
    missed_more: str
    previous: str
    next: str
    where: str
    list: str


def ranking_view(
    asked: Slice, quarter: dt.date | None, found: Ranking, *, problems: Sequence[str], home: str
) -> RankingView:
    """Build a page of a ranking."""
    missing_place = bool(asked.place) and found.place is None
    last = found.first + PAGE_RANKED
    return RankingView(
        what=what_words(asked),
        problems=(*problems, *([place_error(asked.place)] if missing_place else [])),
        countries=_countries(asked, found, home),
        states=_states(asked, found),
        kinds=_options(Group.KIND, FILTERED_KINDS, asked.kind, found),
        fields=_options(Group.FIELD, JOB_FIELDS, asked.field, found),
        quarters=tuple(
            (quarter_value(one), gettext("Ende %(quarter)s", quarter=quarter_mark(one)))
            for one in reversed(found.quarters)
        ),
        country=asked.country,
        state=asked.state,
        place=asked.place,
        kind=asked.kind,
        field=asked.field,
        quarter=quarter_value(quarter),
        status=_status(found),
        few=_few(found),
        wider=tuple(_wider(asked, quarter)) if found.few else (),
        first=found.first,
        rows=tuple(_row(one, found, quarter) for one in found.entries),
        gone=_gone(found),
        marks=tuple(quarter_mark(one) for one in found.quarters),
        missed=tuple(_missed(one, found) for one in found.missed),
        missed_more=_missed_more(found),
        previous=address(asked, quarter, max(1, found.first - PAGE_RANKED))
        if found.first > 1
        else "",
        next=address(asked, quarter, last) if last <= found.total else "",
        where=_where(found),
        list=_list(asked),
    )


def _countries(asked: Slice, found: Ranking, home: str) -> tuple[tuple[str, str], ...]:
    """Where somebody is listed, the home country first."""
    codes = {*found.choices[Group.COUNTRY], asked.country, home}
    order = sorted(codes, key=lambda code: (code != home, country_name(code)))
    return tuple((code, country_name(code)) for code in order)


def _states(asked: Slice, found: Ranking) -> tuple[tuple[str, str], ...]:
    counts = found.choices[Group.STATE]
    values = {v for v, count in counts.items() if count and v[:2] == asked.country}
    options = _options(Group.STATE, [*values, asked.state], asked.state, found)
    return tuple(sorted(dict(options).items(), key=lambda one: one[1]))


def _options(
    group: Group, values: Sequence[str] | Mapping[Any, Any], chosen: str, found: Ranking
) -> tuple[tuple[str, str], ...]:
    """What can be chosen: where somebody has a rank, with how many; and what is chosen."""
    counts = found.choices[group]
    return tuple(
        (str(value), f"{filter_words(group, value)} ({format_number(counts.get(value, 0))})")
        for value in values
        if value and (counts.get(value) or value == chosen)
    )


def _status(found: Ranking) -> str:
    if found.as_of is None:
        return ""
    count = ngettext("Eine Agentur mit Rang", "%(num)s Agenturen mit Rang", found.total)
    return gettext("%(count)s, Stand %(day)s", count=count, day=format_day(found.as_of))


def _few(found: Ranking) -> str:
    if not found.few:
        return ""
    if not found.total:
        return gettext("Hier hat noch keine Agentur einen Rang.")
    return ngettext(
        "Hier hat erst eine Agentur einen Rang. Ab %(few)s wird daraus eine Rangliste.",
        "Hier haben erst %(num)s Agenturen einen Rang. Ab %(few)s wird daraus eine Rangliste.",
        found.total,
        few=FEW,
    )


def _wider(asked: Slice, quarter: dt.date | None) -> Iterator[Chip]:
    """The slices with one choice less."""
    for name in ("state", "place", "kind", "field"):
        if getattr(asked, name):
            option = replace(asked, **{name: ""})
            yield Chip(what_words(option), address(option, quarter))


def _row(one: Ranked, found: Ranking, quarter: dt.date | None) -> RankRow:
    row, own = found.agencies[one.agency_id], one.standing
    best, worst = one.rank.best, one.rank.worst
    ranks = found.history.get(one.agency_id, ())
    n = ngettext("Eine Bewertung", "%(num)s Bewertungen", own.n)
    return RankRow(
        rank=format_number(one.rank.rank),
        scope="" if best == worst else f"{format_number(best)}–{format_number(worst)}",
        slug=row["slug"],
        name=row["name"],
        about=_about(row),
        base=gettext(
            "%(reviews)s, zählen wie %(weight)s volle",
            reviews=n,
            weight=format_decimal(own.weight, 1),
        ),
        score=score_view(own.score, own.low, own.high),
        interval=f"{format_score(own.low)}–{format_score(own.high)}",
        line=_line((*ranks, *(() if quarter else (one.rank.rank,))), found, quarter),
        past=tuple("–" if rank is None else format_number(rank) for rank in ranks),
    )


def _about(row: Row) -> str:
    """Its town and what it does; the country is the ranking's."""
    return " · ".join(part for part in (row["city"], kind_words(row)) if part)


def _line(ranks: Sequence[int | None], found: Ranking, quarter: dt.date | None) -> LineView | None:
    """The ranks from left to right, the first rank above; None with fewer than two."""
    known = [(at, rank) for at, rank in enumerate(ranks) if rank is not None]
    if len(known) < 2:
        return None
    names = [quarter_mark(one) for one in found.quarters]
    if quarter is None:
        names.append(gettext("heute"))
    deepest = max((*found.sizes, found.total, 2))
    across = (_WIDTH - 2 * _EDGE) / (len(ranks) - 1)
    down = (_HEIGHT - 2 * _EDGE) / (deepest - 1)
    points = {
        at: (round(_EDGE + across * at, 1), round(_EDGE + down * (rank - 1), 1))
        for at, rank in known
    }
    pieces: list[list[int]] = []
    for at, _ in known:
        if pieces and pieces[-1][-1] == at - 1:
            pieces[-1].append(at)
        else:
            pieces.append([at])
    said = ", ".join(
        gettext("%(quarter)s: Rang %(rank)s", quarter=names[at], rank=format_number(rank))
        for at, rank in known
    )
    return LineView(
        label=said,
        pieces=tuple(
            " ".join(f"{points[at][0]},{points[at][1]}" for at in piece)
            for piece in pieces
            if len(piece) > 1
        ),
        dots=tuple(points[piece[-1]] for piece in pieces if len(piece) == 1 or piece is pieces[-1]),
    )


def _gone(found: Ranking) -> str:
    if not found.gone:
        return ""
    return ngettext(
        "Eine Agentur, die hier stand, ist nicht mehr gelistet. Die Ränge der anderen bleiben, "
        "wie sie waren.",
        "%(num)s Agenturen, die hier standen, sind nicht mehr gelistet. Die Ränge der anderen "
        "bleiben, wie sie waren.",
        found.gone,
    )


def _missed(one: Missed, found: Ranking) -> MissedRow:
    row, own = found.agencies[one.agency_id], one.standing
    base = ngettext("Eine Bewertung", "%(num)s Bewertungen", own.n)
    if row["published"]:
        base += " · " + gettext("Wert %(score)s", score=format_score(own.score))
    return MissedRow(
        slug=row["slug"],
        name=row["name"],
        about=_about(row),
        base=base,
        lacks=ngettext(
            "es fehlt mindestens eine Bewertung",
            "es fehlen mindestens %(num)s Bewertungen",
            own.missing,
        ),
    )


def _missed_more(found: Ranking) -> str:
    more = found.missing - len(found.missed)
    if not found.missed or more < 1:
        return ""
    return ngettext("Und eine weitere.", "Und %(num)s weitere.", more)


def _where(found: Ranking) -> str:
    if found.total <= PAGE_RANKED:
        return ""
    return gettext(
        "Rang %(first)s bis %(last)s von %(total)s",
        first=format_number(found.first),
        last=format_number(min(found.first + PAGE_RANKED - 1, found.total)),
        total=format_number(found.total),
    )


def _list(asked: Slice) -> str:
    """The same agencies as a list, those without a rank among them."""
    pairs = [pair for pair in asked.pairs() if pair[0] != "country" or not asked.state]
    return f"{link('/agencies')}?{urlencode(pairs)}"
