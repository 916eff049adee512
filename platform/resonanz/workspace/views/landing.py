"""The agencies somebody acts for."""

from collections.abc import Sequence
from dataclasses import dataclass

from resonanz.agencies.domain.members import MemberRole
from resonanz.agencies.queries.members import Membership
from resonanz.kernel.i18n import format_day, format_score, gettext, ngettext
from resonanz.scoring import views as words
from resonanz.scoring.views.figures import EchoView, echo_view

from ..service.group import Own
from .frame import ENTRIES


@dataclass(frozen=True, slots=True)
class OwnAgency:
    """An agency with the first page of its desk; texts without content are ""."""

    name: str
    city: str
    path: str
    score: str
    echo: EchoView | None
    days: str
    reviews: str
    waiting: str
    unanswered: str


@dataclass(frozen=True, slots=True)
class LandingView:
    """The agencies by one's role in them: (role, agencies); roles without one are left out."""

    groups: tuple[tuple[str, tuple[OwnAgency, ...]], ...]


def landing_view(own: Sequence[Own]) -> LandingView:
    """Build the list."""
    titles = {
        MemberRole.OWNER: gettext("Hier sind Sie verantwortlich"),
        MemberRole.RESPONDER: gettext("Hier antworten Sie"),
    }
    groups = (
        (titles[role], [one for one in own if one.membership.role == role]) for role in MemberRole
    )
    return LandingView(
        tuple((title, tuple(map(_agency, found))) for title, found in groups if found)
    )


def first_page(membership: Membership) -> str:
    """The path of the first page of an agency's desk, without its language."""
    return f"/desk/agencies/{membership.agency.slug}{ENTRIES[0].path}"


def _agency(one: Own) -> OwnAgency:
    score, figures = one.score, one.statistics
    published = score is not None and score.published
    median = figures.times.median if figures else None
    n = score.reviews if score else 0
    return OwnAgency(
        name=one.membership.agency.name,
        city=one.membership.agency.city or "",
        path=first_page(one.membership),
        score=format_score(score.score) if score and published else "",
        echo=echo_view(figures.echo, n) if figures and figures.echo.n else None,
        days=str(words.DAYS_LONG[median]) if median is not None and published else "",
        reviews=ngettext("Eine Bewertung", "%(num)s Bewertungen", n) if n else "",
        waiting=_waiting(one),
        unanswered=ngettext(
            "eine neuere Bewertung ohne Antwort",
            "%(num)s neuere Bewertungen ohne Antwort",
            one.unanswered,
        )
        if one.unanswered
        else "",
    )


def _waiting(one: Own) -> str:
    if not one.waiting:
        return ""
    said = ngettext("Eines wartet auf Sie", "%(num)s warten auf Sie", one.waiting)
    if one.due_on is None:
        return said
    return gettext("%(waiting)s, bis %(day)s", waiting=said, day=format_day(one.due_on))
