"""An agency's reply as the public and the author see it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from resonanz.kernel.clock import site_day
from resonanz.kernel.i18n import lazy

from ..domain import ReplyState
from ..service import Reply
from .dates import shown_date

REPLY_STATES: Final = {
    ReplyState.PRE_CHECK: lazy("wird geprüft"),
    ReplyState.RETURNED: lazy("zurückgegeben: bitte ändern"),
    ReplyState.REJECTED: lazy("abgelehnt"),
    ReplyState.PUBLISHED: lazy("veröffentlicht"),
    ReplyState.REPLACED: lazy("durch eine neuere ersetzt"),
    ReplyState.REMOVED: lazy("entfernt"),
    ReplyState.WITHDRAWN: lazy("zurückgenommen"),
}


@dataclass(frozen=True, slots=True)
class ReplyView:
    """The public reply; who of the agency wrote it is not in it.

    Its dates are as coarse as the review's, since a reply's day says that the review is older.
    `edited` is "" for a first version, `earlier` are the dates of those before.
    """

    date: str
    date_iso: str
    edited: str
    earlier: tuple[str, ...]
    language: str
    paragraphs: tuple[str, ...]


def reply_view(
    text: str,
    language: str,
    published_on: dt.date,
    edited_on: dt.date | None,
    *,
    coarse: bool,
    earlier: Sequence[dt.date] = (),
) -> ReplyView:
    """Build the view; `coarse` is the review's."""
    return ReplyView(
        date=shown_date(published_on, coarse),
        date_iso=f"{published_on.year}" if coarse else published_on.isoformat()[:7],
        edited=shown_date(edited_on, coarse) if edited_on else "",
        earlier=tuple(dict.fromkeys(shown_date(day, coarse) for day in earlier)),
        language=language,
        paragraphs=tuple(part for part in text.split("\n") if part),
    )


def latest_reply(reply: Reply | None) -> ReplyView | None:
    """The latest version, public or not, for whoever decides on it."""
    if reply is None:
        return None
    latest = reply.latest
    day = latest.published_on or site_day(latest.sent_at)
    return reply_view(latest.text, latest.language, day, None, coarse=False)


def public_reply(reply: Reply | None, *, coarse: bool) -> ReplyView | None:
    """The view of a stored reply; None while none is public."""
    public = reply.public if reply else None
    if reply is None or public is None or public.first_on is None:
        return None
    earlier = [one.published_on for one in reversed(reply.earlier) if one.published_on]
    return reply_view(
        public.text,
        public.language,
        public.first_on,
        public.edited_on,
        coarse=coarse,
        earlier=earlier,
    )
