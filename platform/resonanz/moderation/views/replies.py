"""The page on which an agency's reply is checked."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from resonanz.kernel.fields import Typed
from resonanz.kernel.i18n import LazyText, format_moment, gettext, lazy
from resonanz.reviews.service import ReplyVersion
from resonanz.reviews.views.mine import record_view
from resonanz.reviews.views.replies import REPLY_STATES
from resonanz.reviews.views.review import ReviewView
from resonanz.reviews.views.screens import LANGUAGE_NAMES

from ..domain import EXPLANATION_LIMIT, REPLY_GROUNDS, Verdict
from ..domain.text_blocks import Purpose
from ..service import GROUND_TEXTS
from ..service.reply_checks import PastReplyDecision, ReplyCheck
from ..service.text_blocks import TextBlock
from .case import DECIDED, EventView, GroundView, ground_view
from .conversation import name_of
from .history import HistoryView, history_view
from .queue import due_words
from .signals import PieceView, RemarkView, marked_paragraphs, remark_views
from .text_blocks import ChoiceGroup, choice_groups

VERDICTS: Final = {
    Verdict.APPROVE: (lazy("Freigeben"), lazy("erscheint sofort")),
    Verdict.RETURN: (lazy("Zurückgeben"), lazy("mit einer Nachricht, was zu ändern ist")),
    Verdict.REJECT: (lazy("Ablehnen"), lazy("mit Begründung und Hinweis auf die Beschwerde")),
}


@dataclass(frozen=True, slots=True)
class VersionView:
    """Another version of the reply: which one, its state, its text ("" if forgotten)."""

    number: str
    state: str
    moment: str
    language: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReplyCheckView:
    """A reply in its check; `claim` is `free`, `me`, `other`, or `closed` if it waits no more."""

    public_id: str
    review_public_id: str
    agency_name: str
    agency_slug: str
    title: str
    due: str
    late: bool
    review: ReviewView
    language: str
    language_name: str
    paragraphs: tuple[tuple[PieceView, ...], ...]
    remarks: tuple[RemarkView, ...]
    writer: str
    others: tuple[VersionView, ...]
    events: tuple[EventView, ...]
    history: HistoryView
    claim: str
    holder: str
    until: str
    notice: str
    verdicts: tuple[tuple[str, str, str], ...]
    grounds: tuple[tuple[str, str], ...]
    grounds_say: tuple[GroundView, ...]
    blocks: tuple[ChoiceGroup, ...]
    reader_language: str
    reader_language_name: str
    limit: int
    typed: Typed
    error: Mapping[str, str]
    errors: tuple[tuple[str, str], ...]


def reply_check_view(
    check: ReplyCheck,
    now: dt.datetime,
    blocks: Sequence[TextBlock],
    *,
    typed: Typed | None = None,
    errors: Mapping[str, LazyText | str] | None = None,
    notice: str = "",
) -> ReplyCheckView:
    """Build the page; `notice` says why a decision was not carried out."""
    version = check.version
    reader = version.writer_language or "de"
    error = {name: str(text) for name, text in (errors or {}).items()}
    return ReplyCheckView(
        public_id=version.public_id,
        review_public_id=version.review_public_id,
        agency_name=check.agency.name,
        agency_slug=check.agency.slug,
        title=gettext("Neue Antwort") if version.number == 1 else gettext("Geänderte Antwort"),
        due=due_words(version.due_at, now) if version.due_at else "",
        late=version.due_at is not None and version.due_at < now,
        review=record_view(check.review),
        language=version.language,
        language_name=LANGUAGE_NAMES[version.language],
        paragraphs=marked_paragraphs(version.text, check.signals),
        remarks=remark_views(check.signals, {}),
        writer=version.writer or gettext("Konto gelöscht"),
        others=tuple(_version(one) for one in check.reply.versions if one.id != version.id),
        events=_events(check),
        history=history_view(check.history),
        claim=_claim(check),
        holder=check.claimed_by.email if check.claimed_by else "",
        until=format_moment(check.claimed_until) if check.claimed_until else "",
        notice=notice,
        verdicts=tuple(
            (verdict.value, str(label), str(hint)) for verdict, (label, hint) in VERDICTS.items()
        ),
        grounds=tuple((ground.value, str(GROUND_TEXTS[ground].label)) for ground in REPLY_GROUNDS),
        grounds_say=tuple(ground_view(ground, reader) for ground in REPLY_GROUNDS),
        blocks=choice_groups(blocks, {Purpose.REPLY: (reader,)}),
        reader_language=reader,
        reader_language_name=LANGUAGE_NAMES[reader],
        limit=EXPLANATION_LIMIT,
        typed=typed or Typed(),
        error=error,
        errors=tuple(error.items()),
    )


def _version(one: ReplyVersion) -> VersionView:
    return VersionView(
        number=gettext("Fassung %(number)s", number=one.number),
        state=str(REPLY_STATES[one.state]),
        moment=format_moment(one.sent_at),
        language=one.language,
        paragraphs=tuple(part for part in one.text.split("\n") if part),
    )


def _claim(check: ReplyCheck) -> str:
    if not check.waits:
        return "closed"
    if check.claimed_by is None:
        return "free"
    return "me" if check.claimed_by.me else "other"


def _events(check: ReplyCheck) -> tuple[EventView, ...]:
    events = [
        (one.sent_at, gettext("Fassung %(number)s gesendet", number=one.number), "")
        for one in check.reply.versions
    ]
    events += [(one.decided_at, _decided(one), one.explanation) for one in check.decisions]
    events.sort(key=lambda event: event[0])
    return tuple(
        EventView(format_moment(at), at.isoformat(timespec="seconds"), what, text)
        for at, what, text in events
    )


def _decided(one: PastReplyDecision) -> str:
    what = gettext("Fassung %(number)s", number=one.number) + f" {DECIDED[one.verdict]}"
    if one.ground:
        what += f": {GROUND_TEXTS[one.ground].label}"
    return f"{what} ({name_of(one.by)})"
