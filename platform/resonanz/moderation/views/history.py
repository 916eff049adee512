"""The history of author and agency, as it stands beside what is to be decided."""

from collections.abc import Iterator
from dataclasses import dataclass

from resonanz.kernel.i18n import format_day, gettext, ngettext
from resonanz.reviews.domain import State
from resonanz.reviews.domain.late_feedback import LateState
from resonanz.reviews.service import AuthorHistory
from resonanz.reviews.views.review import STATES as REVIEW_STATES

from ..service import CaseRecord
from ..service.history import AgencyHistory, History, Standing
from ..service.notice_wording import OUTCOMES, STATES

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """Something that was before; `path` is without its language."""

    path: str
    text: str
    meta: str


@dataclass(frozen=True, slots=True)
class HistoryView:
    """What is known of author and agency, with links to the newest things."""

    author: Pairs
    others: tuple[HistoryRow, ...]
    agency: Pairs
    disputes: tuple[HistoryRow, ...]


def history_view(
    history: History, *, gone: bool = False, guest: bool = False, more: Pairs = ()
) -> HistoryView:
    """Build it; `gone` says that the author cannot be asked, `more` is said of the author first.

    A `guest` gets numbers alone: the other cases are not theirs to read.
    """
    author = list(more)
    if gone:
        author.append(
            (gettext("Konto"), gettext("hat kein Konto mehr und kann nicht gefragt werden"))
        )
    if history.author:
        author += _author(history.author)
    author += _standing(history.author_standing)
    others = history.author.latest if history.author and not guest else ()
    disputes = history.agency.latest if history.agency and not guest else ()
    return HistoryView(
        author=tuple(author),
        others=tuple(
            HistoryRow(
                f"/moderation/reviews/{one.public_id}",
                history.agencies[one.agency_id].name,
                ", ".join(
                    [
                        *([format_day(one.submitted_at.date())] if one.submitted_at else []),
                        _state(one.state),
                    ]
                ),
            )
            for one in others
        ),
        agency=tuple(_agency(history.agency)) if history.agency else (),
        disputes=tuple(_dispute(one) for one in disputes),
    )


def _author(author: AuthorHistory) -> Iterator[tuple[str, str]]:
    words = ngettext("%(num)s andere Bewertung", "%(num)s andere Bewertungen", author.all)
    if author.all:
        ended = gettext(
            "%(published)s veröffentlicht, %(rejected)s abgelehnt, %(removed)s entfernt",
            published=author.published,
            rejected=author.rejected,
            removed=author.removed,
        )
        words = f"{words} ({ended})"
    yield gettext("Bisher"), words


def _agency(agency: AgencyHistory) -> Iterator[tuple[str, str]]:
    found = agency.reviews
    yield (
        gettext("Bewertungen"),
        gettext(
            "%(published)s veröffentlicht, %(waiting)s warten, %(rejected)s abgelehnt, "
            "%(removed)s entfernt",
            published=found.published,
            waiting=found.waiting,
            rejected=found.rejected,
            removed=found.removed,
        ),
    )
    words = ngettext(
        "%(num)s andere Beanstandung", "%(num)s andere Beanstandungen", agency.disputes
    )
    if agency.disputes:
        ended = gettext(
            "%(kept)s ohne Erfolg, %(removed)s mit Entfernung",
            kept=agency.kept,
            removed=agency.removed,
        )
        words = f"{words} ({ended})"
    yield gettext("Beanstandungen"), words
    if late := sum(agency.late.values()):
        yield (
            gettext("Späte Rückmeldung"),
            gettext(
                "%(offered)s angeboten, %(came)s gekommen, %(missed)s nicht gekommen",
                offered=late,
                came=agency.late.get(LateState.CAME, 0),
                missed=agency.late.get(LateState.MISSED, 0),
            ),
        )
    yield from _standing(agency.standing)


def _standing(standing: Standing | None) -> Iterator[tuple[str, str]]:
    if standing is None:
        return
    words = gettext("verwarnt")
    if standing.suspended:
        words = gettext("gesperrt")
        if standing.until:
            words = gettext("gesperrt bis %(day)s", day=format_day(standing.until))
    yield gettext("Missbrauch"), words


def _state(state: State) -> str:
    return gettext("zurückgezogen") if state is State.WITHDRAWN else str(REVIEW_STATES[state])


def _dispute(record: CaseRecord) -> HistoryRow:
    outcome = OUTCOMES[record.outcome] if record.outcome else STATES[record.state]
    return HistoryRow(
        f"/moderation/cases/{record.public_id}",
        gettext("Beanstandung vom %(day)s", day=format_day(record.opened_at.date())),
        str(outcome),
    )
