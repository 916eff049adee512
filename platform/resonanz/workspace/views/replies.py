"""The page on which an agency replies."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from resonanz.agencies.queries.members import Membership
from resonanz.kernel.clock import site_day
from resonanz.kernel.fields import Typed
from resonanz.kernel.i18n import LazyText, format_day, gettext, ngettext
from resonanz.reviews.domain import REPLY_LIMIT, ReplyState
from resonanz.reviews.service import Reply, ReplyVersion
from resonanz.reviews.views.replies import REPLY_STATES, public_reply
from resonanz.reviews.views.review import ReviewView, listed_view
from resonanz.reviews.views.screens import LANGUAGE_NAMES

from ..service.replies import ReplyPage
from .frame import DeskFrame, frame

_TOLD: Final = frozenset({ReplyState.RETURNED, ReplyState.REJECTED, ReplyState.REMOVED})


@dataclass(frozen=True, slots=True)
class VersionView:
    """A version in the history; members see who wrote it, the public never does."""

    number: str
    state: str
    day: str
    writer: str
    language: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReplyFormView:
    """The page; `times` says under how many reviews the same stands already, "" if nowhere.

    `message` is what the moderation wrote about the latest version, a paragraph each.
    """

    frame: DeskFrame
    address: str
    review: ReviewView
    state: str
    due_on: str
    message: tuple[str, ...]
    versions: tuple[VersionView, ...]
    stands: bool
    times: str
    limit: int
    languages: tuple[tuple[str, str], ...]
    typed: Typed
    error: Typed
    errors: tuple[tuple[str, str], ...]


def reply_form_view(
    page: ReplyPage,
    membership: Membership,
    *,
    typed: Typed | None = None,
    errors: Mapping[str, LazyText | str] | None = None,
    times: int = 0,
) -> ReplyFormView:
    """Build the page; what was typed stays."""
    own = frame(membership, "reviews")
    reply = page.reply
    latest = reply.latest if reply else None
    found = {name: str(text) for name, text in (errors or {}).items()}
    return ReplyFormView(
        frame=own,
        address=f"{own.base}/reviews/{page.review.public_id}/reply",
        review=listed_view(page.review, public_reply(reply, coarse=page.review.coarse)),
        state=str(REPLY_STATES[latest.state]) if latest else "",
        due_on=format_day(site_day(latest.due_at)) if latest and latest.due_at else "",
        message=_paragraphs(latest.message) if latest and latest.state in _TOLD else (),
        versions=tuple(_version(one) for one in reply.versions) if reply else (),
        stands=reply is not None and reply.stands,
        times=_times(times) if times else "",
        limit=REPLY_LIMIT,
        languages=tuple((str(key), str(name)) for key, name in LANGUAGE_NAMES.items()),
        typed=typed if typed is not None else _present(page, reply),
        error=Typed(found),
        errors=tuple(found.items()),
    )


def _present(page: ReplyPage, reply: Reply | None) -> Typed:
    if reply is None:
        return Typed(language=page.review.language)
    return Typed(text=reply.latest.text, language=reply.latest.language)


def _times(times: int) -> str:
    return ngettext(
        "Diese Antwort steht schon unter einer anderen Bewertung. Eine persönliche hilft mehr.",
        "Diese Antwort steht schon unter %(num)s Bewertungen. Eine persönliche hilft mehr.",
        times,
    )


def _version(one: ReplyVersion) -> VersionView:
    return VersionView(
        number=gettext("Fassung %(number)s", number=one.number),
        state=str(REPLY_STATES[one.state]),
        day=format_day(site_day(one.sent_at)),
        writer=one.writer or gettext("früheres Mitglied"),
        language=one.language,
        paragraphs=_paragraphs(one.text),
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("\n") if part)
