"""An agency's pledge beside what candidates report."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec
from markupsafe import Markup

from resonanz.agencies.domain.pledges import Ending, Pledge, shown
from resonanz.kernel.i18n import format_day, gettext

from ..domain.pledges import FEWEST, kept
from ..domain.statistics import AgencyStatistics, Share
from .figures import FactView, LedgerRow, out_of_ten, share_row, unbroken

ANCHOR = "pledge"
_NONE = Share(0, 0)


@dataclass(frozen=True, slots=True)
class PledgeView:
    """Pledges as the public sees them: the one in force or the last one as a fact, all as rows."""

    fact: FactView
    rows: tuple[LedgerRow, ...]


def pledge_view(
    history: Sequence[Pledge], figures: AgencyStatistics | None, today: dt.date
) -> PledgeView | None:
    """Build it; None for an agency that never pledged, or long ago."""
    found = shown(history, today)
    if not found:
        return None
    rows = tuple(_row(pledge, kept_share(figures, pledge.id, pledge.days)) for pledge in found)
    return PledgeView(_fact(found[0], kept_share(figures, found[0].id, found[0].days)), rows)


def read_pledges(text: str | None) -> list[Pledge]:
    """The pledges of a JSON list of "id days made ended ending"; "" stands for no end."""
    return [_pledge(words) for words in msgspec.json.decode(text or "[]", type=list[str])]


def kept_share(figures: AgencyStatistics | None, pledge_id: int, days: int) -> Share:
    """How often an agency kept a pledge of hers, by its figures."""
    table = figures.pledges.get(pledge_id) if figures else None
    return kept(table, days) if table else _NONE


def pledge_remark(row: Mapping[str, object], figures: AgencyStatistics | None) -> str:
    """The pledge in force in a few words, for a list; "" without one."""
    pledge_id, days = row["pledge_id"], row["pledge_days"]
    if not isinstance(pledge_id, int) or not isinstance(days, int):
        return ""
    share = kept_share(figures, pledge_id, days)
    if share.n < FEWEST:
        return gettext("Zusage: Antwort in %(days)s Werktagen", days=days)
    count, n = out_of_ten(share)
    return gettext(
        "Zusage: Antwort in %(days)s Werktagen, gehalten %(count)s von %(n)s",
        days=days,
        count=count,
        n=n,
    )


def _pledge(words: str) -> Pledge:
    number, days, made_on, ended_on, ending = words.split(" ")
    return Pledge(
        id=int(number),
        days=int(days),
        made_on=dt.date.fromisoformat(made_on),
        ended_on=dt.date.fromisoformat(ended_on) if ended_on else None,
        ending=Ending(ending) if ending else None,
    )


def _fact(pledge: Pledge, share: Share) -> FactView:
    if share.n < FEWEST:
        figure = gettext("%(days)s Werktage", days=pledge.days)
        words = gettext("zugesagt bis zur Antwort, noch zu wenig Erfahrungen")
        if pledge.ended_on is not None:
            words = gettext(
                "waren zugesagt, zurückgezogen am %(day)s", day=format_day(pledge.ended_on)
            )
        return FactView(figure, words, ANCHOR)
    count, n = out_of_ten(share)
    figure = gettext("%(count)s von %(n)s", count=count, n=n)
    values = {"days": pledge.days, "n": share.n}
    if pledge.ended_on is None:
        words = gettext("Zusage gehalten: Antwort in %(days)s Werktagen, n = %(n)s", **values)
    else:
        words = gettext(
            "Zusage gehalten: Antwort in %(days)s Werktagen, zurückgezogen am %(day)s, n = %(n)s",
            day=format_day(pledge.ended_on),
            **values,
        )
    return FactView(figure, unbroken(words), ANCHOR)


def _row(pledge: Pledge, share: Share) -> LedgerRow:
    name = pledge_name(pledge)
    if share.n < FEWEST:
        return name, Markup(""), gettext("noch zu wenige"), "–"
    return share_row(name, share)


def pledge_name(pledge: Pledge) -> str:
    """A pledge with its time: "Antwort in 7 Werktagen, seit 3. März 2026"."""
    values = {"days": pledge.days, "first": format_day(pledge.made_on)}
    if pledge.ended_on is None:
        return gettext("Antwort in %(days)s Werktagen, seit %(first)s", **values)
    last = format_day(pledge.ended_on)
    if pledge.ending is Ending.WITHDRAWN:
        return gettext(
            "Antwort in %(days)s Werktagen, vom %(first)s, zurückgezogen am %(last)s",
            last=last,
            **values,
        )
    return gettext(
        "Antwort in %(days)s Werktagen, vom %(first)s, geändert am %(last)s", last=last, **values
    )
