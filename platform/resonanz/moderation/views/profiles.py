"""The moderators' pages about changes of agencies' profiles."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from resonanz.agencies.domain.profiles import ChangeState
from resonanz.agencies.views.profiles import FIELDS, value_words
from resonanz.kernel.fields import Typed
from resonanz.kernel.i18n import LazyText, format_moment, gettext

from ..domain import EXPLANATION_LIMIT, PROFILE_GROUNDS
from ..service import GROUND_TEXTS
from ..service.profile_checks import ProfileCheck, due_at
from .queue import QueueRow, due_words
from .signals import PieceView, RemarkView, chips_of, marked_paragraphs, remark_views


@dataclass(frozen=True, slots=True)
class ProfileListView:
    """What waits, and what became public lately."""

    waiting: tuple[QueueRow, ...]
    recent: tuple[QueueRow, ...]


@dataclass(frozen=True, slots=True)
class ProfileChangeView:
    """A change; `act` is `check`, `revert`, or "" if nothing is left to decide."""

    public_id: str
    agency_name: str
    agency_slug: str
    field: str
    state: str
    moment: str
    writer: str
    before: str
    paragraphs: tuple[tuple[PieceView, ...], ...]
    remarks: tuple[RemarkView, ...]
    act: str
    notice: str
    grounds: tuple[tuple[str, str], ...]
    limit: int
    typed: Typed
    error: Typed
    errors: tuple[tuple[str, str], ...]


def profile_list_view(
    waiting: Sequence[ProfileCheck], recent: Sequence[ProfileCheck], now: dt.datetime
) -> ProfileListView:
    """Build the list."""
    return ProfileListView(
        tuple(change_row(one, now) for one in waiting),
        tuple(change_row(one, now) for one in recent),
    )


def change_row(one: ProfileCheck, now: dt.datetime) -> QueueRow:
    """A change in a list: with the day it is due while it waits, else with the one it was made."""
    waits = one.act == "check"
    moment = due_at(one.change) if waits else one.change.made_at
    return QueueRow(
        path=f"/moderation/profiles/{one.change.public_id}",
        title=str(FIELDS[one.change.field]),
        agency=one.agency.name,
        due=due_words(moment, now) if waits else format_moment(moment),
        due_iso=moment.isoformat(timespec="seconds"),
        late=waits and moment < now,
        chips=(),
        signals=chips_of(one.signals),
        claim="",
    )


def profile_change_view(
    check: ProfileCheck,
    *,
    typed: Typed | None = None,
    errors: Mapping[str, LazyText | str] | None = None,
    notice: str = "",
) -> ProfileChangeView:
    """Build the page of a change."""
    change, found = check.change, errors or {}
    return ProfileChangeView(
        public_id=change.public_id,
        agency_name=check.agency.name,
        agency_slug=check.agency.slug,
        field=str(FIELDS[change.field]),
        state=_state(change.state),
        moment=format_moment(change.made_at),
        writer=check.writer or gettext("Konto gelöscht"),
        before=value_words(change.field, change.before),
        paragraphs=marked_paragraphs(
            value_words(change.field, change.after) or gettext("keine Angabe"), check.signals
        ),
        remarks=remark_views(check.signals, {}),
        act=check.act,
        notice=notice,
        grounds=tuple(
            (ground.value, str(GROUND_TEXTS[ground].label)) for ground in PROFILE_GROUNDS
        ),
        limit=EXPLANATION_LIMIT,
        typed=typed or Typed(),
        error=Typed((name, str(text)) for name, text in found.items()),
        errors=tuple((name, str(text)) for name, text in found.items()),
    )


def _state(state: ChangeState) -> str:
    match state:
        case ChangeState.WAITING:
            return gettext("wartet auf die Moderation")
        case ChangeState.PUBLIC:
            return gettext("öffentlich")
        case ChangeState.REFUSED:
            return gettext("von der Moderation abgelehnt")
        case ChangeState.REVERTED:
            return gettext("von der Moderation zurückgenommen")
        case ChangeState.WITHDRAWN:
            return gettext("von der Agentur zurückgezogen")
