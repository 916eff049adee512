"""The profile of an agency."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from markupsafe import Markup

from resonanz.agencies.domain.profiles import Stated
from resonanz.agencies.queries.profiles import read_stated
from resonanz.agencies.views import kind_words, managed_words, place_words
from resonanz.agencies.views.profiles import StatedView, stated_view
from resonanz.kernel.i18n import (
    current_language,
    format_day,
    format_number,
    format_percent,
    gettext,
    ngettext,
)
from resonanz.reviews.domain.late_feedback import late_line
from resonanz.reviews.views.replies import ReplyView, reply_view
from resonanz.reviews.views.review import ReviewView, review_view
from resonanz.scoring.domain.score import Estimate, missing_reviews
from resonanz.scoring.domain.statistics import (
    PERCENT_FROM,
    STARS,
    AgencyStatistics,
    Share,
    SilenceOf,
)
from resonanz.scoring.views.figures import (
    EchoView,
    FactView,
    LedgerRow,
    ScoreView,
    bar,
    criteria_rows,
    echo_view,
    market_of,
    median_fact,
    period,
    score_view,
    share_row,
    stage_rows,
    statistics_of,
    tally,
    time_rows,
    unprompted_fact,
)
from resonanz.scoring.views.invited import invited_words
from resonanz.scoring.views.pledges import PledgeView, pledge_view, read_pledges

from ..service import PortraitPage
from .merged import merged_words, read_merged
from .moderated import ModeratedView, moderated_view
from .portrait import PortraitView, portrait_view

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ProfileView:
    """All of a profile; `score` is None under the published minimum, `pending` says why.

    `portrait` is on the first page alone.
    """

    slug: str
    name: str
    place: str
    about: str
    managed: bool
    stated: StatedView
    places: tuple[str, ...]
    merged: tuple[str, ...]
    n: int
    reviews_words: str
    basis: str
    echo: EchoView | None
    score: ScoreView | None
    counts_like: str
    pending: str
    facts: tuple[FactView, ...]
    pledges: tuple[LedgerRow, ...]
    criteria: tuple[tuple[str, Markup, str, str], ...]
    distribution: tuple[tuple[str, Markup, str, str], ...]
    distribution_caption: str
    invited: str
    stages: tuple[LedgerRow, ...]
    times: tuple[LedgerRow, ...]
    more: tuple[LedgerRow, ...]
    portrait: PortraitView | None
    moderated: ModeratedView
    as_of: str
    first_page: bool
    top: tuple[ReviewView, ...]
    rest: tuple[ReviewView, ...]
    older: str


def profile_view(
    row: Row,
    reviews: Sequence[Row],
    *,
    older: str,
    first_page: bool,
    today: dt.date,
    portrait: PortraitPage | None = None,
) -> ProfileView:
    """Build a profile from its rows; `older` is the key of the next page of reviews."""
    beside = portrait_view(row, portrait) if portrait else None
    figures = statistics_of(row["statistics"]) if row["statistics"] else None
    market = market_of(row["market"]) if row["market"] else None
    pledged = pledge_view(read_pledges(row["pledges"]), figures, today)
    shown = tuple(public_review(review) for review in reviews)
    n = row["reviews"] or 0
    return ProfileView(
        slug=row["slug"],
        name=row["name"],
        place=place_words(row),
        about=_about(row),
        managed=row["claimed_at"] is not None,
        stated=stated_view(stated_of(row), current_language()),
        places=tuple(dict.fromkeys(msgspec.json.decode(row["places"] or "[]"))),
        merged=merged_words(read_merged(row["merged"])),
        n=n,
        reviews_words=ngettext("Eine Bewertung", "%(num)s Bewertungen", n),
        basis=_basis(row, figures) if figures else "",
        echo=echo_view(figures.echo, n) if figures and figures.echo.n else None,
        score=score_view(row["score"], row["low"], row["high"]) if row["published"] else None,
        counts_like=_counts_like(row),
        pending="" if row["published"] else _pending(row),
        facts=_facts(figures, pledged),
        pledges=pledged.rows if pledged else (),
        criteria=criteria_rows(row["criteria"], market) if row["published"] and market else (),
        distribution=_distribution(figures) if figures else (),
        distribution_caption=ngettext(
            "Eine Bewertung nach ganzen Sternen",
            "%(num)s Bewertungen nach ganzen Sternen",
            n,
        ),
        invited=invited_words(figures),
        stages=stage_rows(figures) if figures else (),
        times=time_rows(figures) if figures else (),
        more=(*_more(figures, _late(row)), *(beside.careful if beside else ())) if figures else (),
        portrait=beside,
        moderated=moderated_view(row),
        as_of=format_day(row["as_of"]) if row["as_of"] else "",
        first_page=first_page,
        top=shown[:2] if first_page else (),
        rest=shown[2:] if first_page else shown,
        older=older,
    )


def stated_of(row: Row) -> Stated:
    """What an agency says of itself; nothing where it does not manage its profile."""
    return read_stated(row["stated"]) if row["stated"] else {}


def _about(row: Row) -> str:
    parts = [
        kind_words(row),
        place_words(row),
        row["website"] or "",
        _former(row),
        managed_words(row),
    ]
    return " · ".join(part for part in parts if part)


def _former(row: Row) -> str:
    names = msgspec.json.decode(row["former"] or "[]", type=list[str])
    return gettext("früher %(names)s", names=", ".join(names)) if names else ""


def _basis(row: Row, figures: AgencyStatistics) -> str:
    parts = [ngettext("Eine Bewertung", "%(num)s Bewertungen", row["reviews"])]
    parts.append(gettext("%(n)s mit belegtem Kontakt", n=format_number(row["proven"])))
    parts.append(period(figures))
    return " · ".join(parts)


def _counts_like(row: Row) -> str:
    if not row["published"]:
        return ""
    return ngettext(
        "zählt wie eine aktuelle Bewertung",
        "zählt wie %(num)s aktuelle Bewertungen",
        max(1, round(row["weight"])),
    )


def _pending(row: Row) -> str:
    n = row["reviews"] or 0
    if n == 0:
        return gettext("Noch keine Bewertung.")
    estimate = Estimate(row["score"], row["low"], row["high"], row["weight"], n)
    return ngettext(
        "Noch eine Bewertung, dann steht hier eine Zahl.",
        "Noch %(num)s Bewertungen, dann steht hier eine Zahl.",
        max(1, missing_reviews(estimate)),
    )


def _facts(figures: AgencyStatistics | None, pledged: PledgeView | None) -> tuple[FactView, ...]:
    """How soon half are answered; whether a pledge is kept, else how many need not ask."""
    median = median_fact(figures) if figures else None
    if pledged is not None:
        second: FactView | None = pledged.fact
    else:
        second = unprompted_fact(figures) if figures else None
    return tuple(fact for fact in (median, second) if fact is not None)


def _distribution(figures: AgencyStatistics) -> tuple[tuple[str, Markup, str, str], ...]:
    """Five to one star; percentages, which add up to 100, from ten reviews on."""
    many = figures.n >= PERCENT_FROM
    rows = []
    for stars in range(STARS, 0, -1):
        count, percent = figures.distribution[stars - 1], figures.percentages[stars - 1]
        picture = bar(percent, None, True) if many else tally(count, count)
        share = format_percent(percent / 100) if many else ""
        rows.append((str(stars), picture, share, format_number(count)))
    return tuple(rows)


def _late(row: Row) -> Share:
    """Late feedback that came, of all of which its author said whether it did."""
    came = row["late_came"]
    return Share(came, came + row["late_missed"])


def _more(figures: AgencyStatistics, late: Share) -> tuple[LedgerRow, ...]:
    silent = sum(figures.silences.values())
    rows = (
        (gettext("Zugesagte Termine gehalten"), figures.promises),
        (gettext("Ohne Nachfragen beantwortet"), figures.unprompted),
        (gettext("Absagen mit konkretem Grund"), figures.reasons),
        (gettext("Floskelquote: Absagen mit Floskel"), figures.phrases),
        (
            gettext("Schweigen, das beim Kunden lag"),
            Share(figures.silences.get(SilenceOf.CLIENT, 0), silent),
        ),
        (gettext("Späte Rückmeldung: angenommen und gekommen"), late),
    )
    return tuple(share_row(name, share) for name, share in rows if share.n)


def public_review(row: Row) -> ReviewView:
    """The view of a public review's row."""
    return review_view(
        public_id=row["public_id"],
        value=row["value"],
        role=row["role"],
        job_field=row["job_field"],
        remote=row["remote"],
        last_stage=row["last_stage"],
        ledger=msgspec.json.decode(row["ledger"]),
        ratings=msgspec.json.decode(row["ratings"]),
        text=row["text"],
        language=row["language"],
        coarse=row["coarse"],
        published_on=row["published_on"],
        proven=row["contact_proven"],
        invited=row["invited"],
        contested=row["state"] == "contested",
        labelled=row["label"] is not None,
        edited_on=row["edited_on"],
        disputed=row["disputed_lines"].split(),
        corrected_on=row["corrected_on"],
        late=late_line(row["late_stage"], row["late_days"], row["late_concreteness"]),
        reply=_reply(row) if row["reply_text"] is not None else None,
    )


def _reply(row: Row) -> ReplyView:
    earlier = msgspec.json.decode(row.get("reply_earlier") or "[]", type=list[dt.date])
    return reply_view(
        row["reply_text"],
        row["reply_language"],
        row["reply_on"],
        row["reply_edited_on"],
        coarse=row["coarse"],
        earlier=earlier,
    )
