"""The first page of the desk: what waits, what changed, and all figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from resonanz.agencies.queries.members import Membership
from resonanz.kernel.i18n import format_number, format_score, gettext, ngettext
from resonanz.reviews.service import BranchFigures
from resonanz.scoring import views as words
from resonanz.scoring.domain.statistics import Share
from resonanz.scoring.domain.trends import QuarterFigures, StageFigures
from resonanz.scoring.service import Development
from resonanz.scoring.views.figures import (
    FactView,
    LedgerRow,
    ScoreView,
    bar,
    criteria_rows,
    median_fact,
    score_view,
    share_row,
    unprompted_fact,
)
from resonanz.scoring.views.pledges import pledge_view

from ..domain.figures_mail import NEVER, Pace
from ..domain.visits import Visits
from ..domain.words import LEAST_REVIEWS, LEAST_TEXTS, CommonWord
from ..service.invitations import QuarterFigures as InvitedFigures
from ..service.overview import Figures
from ..service.waiting import ToDo
from .branches import figures_words
from .frame import DeskFrame, frame
from .words import (
    came_words,
    change_words,
    half_words,
    invited_words,
    peers_words,
    quarter_mark,
    quarter_name,
    since_words,
    standing_words,
    waiting_words,
)

AnswerRow = tuple[str, Markup, str, str, int]
"""Name, picture, figure, after how many working days half had an answer, n."""


@dataclass(frozen=True, slots=True)
class TrendView:
    """The score over the quarters: points of the line and the band, marks below, a table."""

    label: str
    line: str
    band: str
    ticks: tuple[tuple[float, str, bool], ...]
    rows: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class OverviewView:
    """The overview; `since` is "" at the first visit, `standing` without enough peers.

    `branch` are the figures of the one branch that a responder answers for, "" for all others.
    """

    frame: DeskFrame
    branch: str
    profile: str
    waiting: tuple[tuple[str, str], ...]
    suggested: tuple[tuple[str, str], ...]
    all_answered: bool
    since: str
    changes: tuple[str, ...]
    n: str
    score: ScoreView | None
    standing: str
    peers: str
    facts: tuple[FactView, ...]
    stages: tuple[AnswerRow, ...]
    quarters: tuple[AnswerRow, ...]
    trend: TrendView | None
    criteria: tuple[tuple[str, Markup, str, str], ...]
    pledges: tuple[LedgerRow, ...]
    invited: str
    came: str
    words: tuple[tuple[str, Markup, str, str], ...]
    words_rule: str
    mail_options: tuple[tuple[str, str], ...]
    mail: str


def overview_view(
    found: Figures,
    membership: Membership,
    todo: ToDo,
    invitations: Sequence[InvitedFigures],
    visits: Visits,
    mailed: str | None,
    branches: Mapping[int, BranchFigures],
) -> OverviewView:
    """Build the page."""
    own, branch = found.development, membership.branch
    pledged = pledge_view(found.pledges, own.statistics if own else None, found.today)
    reviews = own.score.reviews if own else 0
    return OverviewView(
        frame=frame(membership, "overview"),
        branch=figures_words(branches.get(branch.id)) if branch else "",
        profile=f"/agencies/{membership.agency.slug}",
        waiting=tuple((waiting_words(one), one.path) for one in todo.duties),
        suggested=tuple((waiting_words(one), one.path) for one in todo.suggested),
        all_answered=todo.all_answered,
        since=since_words(visits),
        changes=change_words(visits.earlier, found.snapshot) if visits.earlier else (),
        n=ngettext("Eine Bewertung", "%(num)s Bewertungen", reviews) if own else "",
        score=_score(own) if own else None,
        standing=standing_words(found.standing) if found.standing else "",
        peers=peers_words(found.standing) if found.standing else "",
        facts=_facts(own, pledged.fact if pledged else None) if own else (),
        stages=tuple(stage_row(one) for one in own.stages) if own else (),
        quarters=tuple(quarter_row(one) for one in own.quarters) if own else (),
        trend=_trend(own.quarters) if own else None,
        criteria=_criteria(own) if own else (),
        pledges=pledged.rows if pledged else (),
        invited=invited_words(own) if own else "",
        came=came_words(invitations[0]) if invitations else "",
        words=_words(found.words, reviews),
        words_rule=gettext(
            "Gezählt sind Bewertungen, nicht Wörter: ab %(least)s Bewertungen je Wort, und erst ab "
            "%(texts)s Bewertungen mit Text.",
            least=LEAST_REVIEWS,
            texts=LEAST_TEXTS,
        ),
        mail_options=(
            (NEVER, gettext("keine Mail")),
            (Pace.WEEK.value, gettext("jeden Montag")),
            (Pace.MONTH.value, gettext("am Ersten des Monats")),
        ),
        mail=mailed or NEVER,
    )


def stage_row(one: StageFigures) -> AnswerRow:
    """What came after a stage."""
    return _row(str(words.STAGES[one.stage]), one.answered, half_words(one.times))


def quarter_row(one: QuarterFigures) -> AnswerRow:
    """What reviews of a quarter report."""
    return _row(quarter_name(one), one.answered, half_words(one.times))


def _row(name: str, share: Share, half: str) -> AnswerRow:
    if not share.n:
        return name, Markup(""), "–", half, 0
    name, picture, figure, _ = share_row(name, share)
    return name, picture, figure, half, share.n


def _score(own: Development) -> ScoreView | None:
    found = own.score
    return score_view(found.score, found.low, found.high) if found.published else None


def _facts(own: Development, pledged: FactView | None) -> tuple[FactView, ...]:
    found = (median_fact(own.statistics), pledged, unprompted_fact(own.statistics))
    return tuple(fact for fact in found if fact is not None)


def _criteria(own: Development) -> tuple[tuple[str, Markup, str, str], ...]:
    return criteria_rows(own.score.criteria, own.market) if own.score.published else ()


def _words(found: Sequence[CommonWord], reviews: int) -> tuple[tuple[str, Markup, str, str], ...]:
    most = max((one.reviews for one in found), default=1)
    return tuple(
        (
            one.word,
            bar(round(100 * one.reviews / most)),
            format_number(one.reviews),
            "–" if one.value is None else format_score(one.value),
        )
        for one in found
    )


def _trend(quarters: Sequence[QuarterFigures]) -> TrendView | None:
    """The score at the end of each quarter that has one; a line needs two."""
    known = [(at, one, one.score) for at, one in enumerate(quarters) if one.score is not None]
    if len(known) < 2:
        return None
    width = len(quarters) - 1
    xs = {at: round(100 * at / width, 1) for at, _, _ in known}
    upper = [f"{xs[at]},{5 - score.high:.2f}" for at, _, score in known]
    lower = [f"{xs[at]},{5 - score.low:.2f}" for at, _, score in reversed(known)]
    return TrendView(
        label=gettext(
            "Wert am Ende jedes Quartals, von %(first)s bis %(last)s",
            first=format_score(known[0][2].score),
            last=format_score(known[-1][2].score),
        ),
        line=" ".join(f"{xs[at]},{5 - score.score:.2f}" for at, _, score in known),
        band=" ".join(upper + lower),
        ticks=tuple((xs[at], quarter_mark(one), at % 2 == 1) for at, one, _ in known),
        rows=tuple(
            (
                quarter_name(one),
                format_score(score.score),
                gettext(
                    "%(low)s bis %(high)s",
                    low=format_score(score.low),
                    high=format_score(score.high),
                ),
                format_number(score.n),
            )
            for _, one, score in known
        ),
    )
