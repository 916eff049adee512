"""The course of an agency, its replies and the agencies like it, as its profile shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlencode

from markupsafe import Markup

from resonanz.agencies.views import COUNTRIES
from resonanz.kernel.i18n import current_language, format_number, gettext
from resonanz.kernel.templates import drawn, link
from resonanz.reviews.views.conduct import conduct_rows
from resonanz.scoring import views as words
from resonanz.scoring.domain.ledger import DaysClass
from resonanz.scoring.domain.statistics import Share
from resonanz.scoring.service import Course
from resonanz.scoring.views.figures import LedgerRow, share_row, unbroken
from resonanz.scoring.views.trends import curves_view, trend_view

from ..domain import FEW, Group, Search, Slice
from ..domain.answering import Replying
from ..domain.listed import FILTERED_KINDS
from ..domain.similar import AROUND_KM, Around, Similar
from ..service import Portrait, PortraitPage
from .lists import AgencyRow, agency_row
from .search import address, filter_words
from .slices import address as ranking_address
from .slices import country_name

Row = Mapping[str, Any]

_CHARTS: Final = "_macros/charts.html"


@dataclass(frozen=True, slots=True)
class SimilarView:
    """Similar agencies: (row, where it is, address of the comparison), and the way to all."""

    title: str
    rule: str
    rows: tuple[tuple[AgencyRow, str, str], ...]
    all_words: str
    all_address: str


@dataclass(frozen=True, slots=True)
class PortraitView:
    """What the first page of a profile tells beside its stored figures.

    `trend` and `curves` are the charts with their tables, empty where there is too little.
    `replies` is empty where an agency that does not manage its profile never replied. `rank` is
    "" without one, or where its country's ranking, whose address is `ranking`, is none to speak of.
    """

    trend: Markup
    curves: Markup
    replies: tuple[LedgerRow, ...]
    replies_pace: str
    careful: tuple[LedgerRow, ...]
    conduct: tuple[LedgerRow, ...]
    rank: str
    ranking: str
    similar: SimilarView | None


def portrait_view(row: Row, page: PortraitPage) -> PortraitView:
    """Build it for a profile's row."""
    found = page.portrait
    replies = found.replies
    shown = replies is not None and (replies.replied or row["claimed_at"] is not None)
    trend, curves = (
        _charts(current_language(), found.course) if found.course else (Markup(""), Markup(""))
    )
    return PortraitView(
        trend=trend,
        curves=curves,
        replies=_replies(replies) if shown and replies else (),
        replies_pace=_pace(replies) if replies else "",
        careful=_careful(found),
        conduct=conduct_rows(found.conduct),
        rank=_rank(row, found),
        ranking=ranking_address(Slice(row["country"])),
        similar=_similar(row, found, page.rows) if found.similar and page.rows else None,
    )


@lru_cache(maxsize=512)
def _charts(_language: str, course: Course) -> tuple[Markup, Markup]:
    """The score in time, and how soon answers came; drawing them takes as long as the rest."""
    trend, curves = trend_view(course.quarters), curves_view(course.stages)
    return (
        drawn(_CHARTS, "score_in_time", trend) if trend else Markup(""),
        drawn(_CHARTS, "curves", curves) if curves else Markup(""),
    )


def _replies(found: Replying) -> tuple[LedgerRow, ...]:
    name = gettext("mit Antwort der Agentur")
    return (share_row(name, Share(found.replied, found.n)),)


def _pace(found: Replying) -> str:
    if found.days is None:
        return ""
    said = gettext(
        "Von der Bewertung bis zur Antwort: im Median %(days)s, n = %(n)s.",
        days=words.DAYS_LONG[DaysClass.of(found.days)],
        n=format_number(found.timed),
    )
    return unbroken(said)


def _careful(found: Portrait) -> tuple[LedgerRow, ...]:
    if not found.careful.n:
        return ()
    return (share_row(gettext("Umgang mit Daten: 4 oder 5 Sterne"), found.careful),)


def _rank(row: Row, found: Portrait) -> str:
    if found.rank is None or found.rank[1] < FEW:
        return ""
    rank, total = found.rank
    best, worst = format_number(rank.best), format_number(rank.worst)
    return gettext(
        "%(country)s: Rang %(rank)s von %(total)s",
        rank=best if best == worst else f"{best}–{worst}",
        total=format_number(total),
        country=country_name(row["country"]),
    )


def _similar(row: Row, found: Portrait, rows: Sequence[Row]) -> SimilarView:
    near = found.similar
    assert near is not None
    distances = {one.id: one.km for one in near.found}
    title, rule = _where(near)
    all_words, search = _all(near, found.placed)
    return SimilarView(
        title=title,
        rule=f"{rule} {_order()}",
        rows=tuple(
            (
                agency_row(one),
                _distance(one, distances[one["id"]]),
                _comparison(row["slug"], one["slug"]),
            )
            for one in rows
        ),
        all_words=all_words,
        all_address=address(search),
    )


def _order() -> str:
    return gettext(
        "Zuerst stehen Agenturen mit einem Wert, dann die mit mehr Gemeinsamkeiten und die "
        "näheren; wie hoch der Wert ist, spielt keine Rolle."
    )


def _where(near: Similar) -> tuple[str, str]:
    match near.around:
        case Around.RADIUS:
            return gettext("Ähnliche Agenturen in der Nähe"), gettext(
                "Gleiche Art oder gleiches Arbeitsfeld, höchstens %(km)s km entfernt; sind es zu "
                "wenige, auch aus derselben Region.",
                km=AROUND_KM,
            )
        case Around.STATE:
            place = filter_words(Group.STATE, near.state)
        case Around.COUNTRY:
            place = _country(near)
    return gettext("Ähnliche Agenturen"), gettext(
        "Die genaue Lage dieser Agentur kennen wir nicht. Gleiche Art oder gleiches Arbeitsfeld: "
        "%(place)s.",
        place=place,
    )


def _country(near: Similar) -> str:
    return str(COUNTRIES[near.country]) if near.country in COUNTRIES else near.country


def _all(near: Similar, placed: bool) -> tuple[str, Search]:
    """The way to all of them: as near as the list can search."""
    kinds = tuple(kind for kind in FILTERED_KINDS if kind in near.kinds)
    chosen: dict[Group, tuple[str, ...]] = {Group.KIND: kinds} if kinds else {}
    if near.around is Around.RADIUS and placed:
        search = Search(
            place=near.town, radius=AROUND_KM, chosen={Group.COUNTRY: (near.country,)} | chosen
        )
        return gettext("Alle im Umkreis von %(km)s km", km=AROUND_KM), search
    if near.state:
        search = Search(chosen={Group.STATE: (near.state,)} | chosen)
        return gettext("Alle: %(place)s", place=filter_words(Group.STATE, near.state)), search
    search = Search(chosen={Group.COUNTRY: (near.country,)} | chosen)
    return gettext("Alle: %(place)s", place=_country(near)), search


def _distance(row: Row, km: float | None) -> str:
    if km is not None:
        if km < 1:
            return gettext("am selben Ort")
        said = gettext("%(km)s km entfernt", km=format_number(round(km)))
        return said.replace(" km", "\u00a0km")
    return "" if row["city"] else gettext("Ort unbekannt")


def _comparison(own: str, other: str) -> str:
    return f"{link('/compare')}?{urlencode([('agency', own), ('agency', other)])}"
