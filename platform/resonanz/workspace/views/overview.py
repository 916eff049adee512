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
from resonanz.scoring.views.quarters import quarter_name
from resonanz.scoring.views.trends import TrendView, trend_view

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
    since_words,
    standing_words,
    waiting_words,
)

AnswerRow = tuple[str, Markup, str, str, int]
"""Name, picture, figure, after how many working days half had an answer, n."""


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
        trend=trend_view(own.quarters) if own else None,
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
    return _row(quarter_name(one.year, one.quarter), one.answered, half_words(one.times))


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
