"""The page of a case: what was objected to, what was said, and what can be done."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from resonanz.agencies.views.profiles import FIELDS, value_words
from resonanz.kernel.fields import Typed
from resonanz.kernel.i18n import (
    Language,
    LazyText,
    format_day,
    format_moment,
    gettext,
)
from resonanz.reviews.views.mine import record_view
from resonanz.reviews.views.replies import latest_reply
from resonanz.reviews.views.review import ReviewView
from resonanz.reviews.views.screens import LANGUAGE_NAMES

from ..domain import (
    EXPLANATION_LIMIT,
    LIKELY,
    CaseState,
    NoticeGround,
    Outcome,
    Step,
)
from ..domain.text_blocks import Purpose
from ..service import GROUND_TEXTS, NoticeRecord
from ..service.case_edits import EditStanding
from ..service.case_files import CaseEventRecord, CaseFile
from ..service.complaints import ComplaintRecord
from ..service.measures import can_relist
from ..service.notice_wording import NOTICE_GROUNDS, OUTCOMES, STATES
from ..service.text_blocks import TextBlock
from ..service.verdicts import grounds_of
from .case import EventView, Pairs
from .conversation import SaidView, said_views
from .edits import EditView, edit_view
from .evidence.author import ShownFile, shown_files
from .evidence.checks import AlertView, alert_views
from .history import HistoryView, history_view
from .matter_words import EDIT_WORDS, EVENTS, PARTIES, SENDERS, SOURCES, STEPS, SUBJECTS
from .queue import due_words
from .text_blocks import ChoiceGroup, choice_groups

_FIRST_HAND: Final = "complaint.dismissed"
"""The block that says "I had no part in the first decision": not in the solo mode."""


@dataclass(frozen=True, slots=True)
class NoticeView:
    """One notice as moderators read it."""

    ground: str
    source: str
    moment: str
    who: str
    language: str
    language_name: str
    text: str
    new_facts: bool


@dataclass(frozen=True, slots=True)
class MatterView:
    """A case; `turn` is `me`, `free`, `other`, `barred` or `waiting`.

    `change` is a field of a profile, what stood there before and after.
    """

    number: str
    title: str
    agency_name: str
    agency_slug: str
    state: str
    due: str
    late: bool
    hidden: bool
    held: bool
    holdable: bool
    relistable: bool
    threat: bool
    review: ReviewView | None
    review_id: str
    change: tuple[str, str, str] | None
    edit: EditView | None
    edit_words: str
    edit_waits: bool
    rival: str
    facts: Pairs
    history: HistoryView
    notices: tuple[NoticeView, ...]
    messages: tuple[SaidView, ...]
    team: tuple[SaidView, ...]
    complaints: tuple[SaidView, ...]
    files: tuple[ShownFile, ...]
    alerts: tuple[AlertView, ...]
    events: tuple[EventView, ...]
    turn: str
    holder: str
    until: str
    solo: bool
    complaint: bool
    guest: bool
    steps: tuple[tuple[str, str, str], ...]
    grounds: tuple[tuple[str, str], ...]
    blocks: tuple[ChoiceGroup, ...]
    limit: int
    typed: Typed
    notice: str
    error: Mapping[str, str]
    errors: tuple[tuple[str, str], ...]


def matter_view(
    file: CaseFile,
    now: dt.datetime,
    blocks: Sequence[TextBlock],
    *,
    typed: Typed | None = None,
    errors: Mapping[str, LazyText | str] | None = None,
    notice: str = "",
    guest: bool = False,
) -> MatterView:
    """Build the page of a case; `notice` says why something was not carried out."""
    record = file.case
    error = {name: str(text) for name, text in (errors or {}).items()}
    complaint = record.state is CaseState.COMPLAINT
    return MatterView(
        number=record.public_id,
        title=case_title(record.ground),
        agency_name=file.agency.name if file.agency else "",
        agency_slug=file.agency.slug if file.agency else "",
        state=str(STATES[record.state]),
        due=due_words(record.due_at, now) if record.due_at else "",
        late=record.due_at is not None and record.due_at < now,
        hidden=record.interim_hidden,
        held=record.legal_hold,
        holdable=record.legal_hold or record.state is not CaseState.PURGED,
        relistable=can_relist(record),
        threat=any(one.ground is NoticeGround.THREAT for one in file.notices),
        review=record_view(file.review, latest_reply(file.reply)) if file.review else None,
        review_id=file.review.public_id if file.review else "",
        change=_change(file),
        edit=edit_view(file.review) if file.review else None,
        edit_words=str(EDIT_WORDS.get(file.edit, "")),
        edit_waits=file.edit is EditStanding.WAITING,
        rival=file.rival or "",
        facts=_facts(file),
        history=history_view(file.history, gone=file.author_gone, guest=guest),
        notices=tuple(_notice(one) for one in file.notices),
        messages=tuple(
            SaidView(
                str(SENDERS.get((one.sender, one.to_whom), one.sender)),
                format_moment(one.created_at),
                one.text,
            )
            for one in file.messages
        ),
        team=said_views(file.team),
        complaints=tuple(_complaint(one) for one in file.complaints),
        files=shown_files(file.documents.files, own=False),
        alerts=alert_views(file.documents.alerts, file.alike),
        events=tuple(_event(one) for one in file.events),
        turn=_turn(file, guest=guest),
        holder=file.claimed_by.email if file.claimed_by else "",
        until=format_moment(file.claimed_until) if file.claimed_until else "",
        solo=file.solo,
        complaint=complaint,
        guest=guest,
        steps=_complaint_steps() if complaint else _steps(file),
        blocks=choice_groups(blocks, _readers(file), _FIRST_HAND if file.solo else ""),
        grounds=tuple(
            (ground.value, str(GROUND_TEXTS[ground].label)) for ground in grounds_of(record)
        ),
        limit=EXPLANATION_LIMIT,
        typed=typed or Typed(ground=_likely(record.ground)),
        notice=notice,
        error=error,
        errors=tuple(error.items()),
    )


def _readers(file: CaseFile) -> dict[Purpose, tuple[Language, ...]]:
    """Who reads what can be written now, by language."""
    author = [file.review.form_language] if file.review and file.case.about_review else []
    reported = [one.language for one in file.notices]
    if file.case.state is CaseState.COMPLAINT:
        written = {one.id: one.language for one in file.notices}
        asked = [
            [written[one.notice_id]] if one.notice_id in written else author
            for one in file.complaints
            if one.upheld is None
        ]
        return {Purpose.COMPLAINT: _once(language for part in asked for language in part)}
    found = {
        Step.OPEN_HEARING: (Purpose.HEARING, author),
        Step.ASK_MORE: (Purpose.ASK_MORE, author),
        Step.FORWARD: (Purpose.FORWARD, [one.language for one in file.notices if one.agency_id]),
        Step.KEEP: (Purpose.DECISION, [*author, *reported]),
    }
    offered = [found[step] for step in found if step in file.steps]
    return {purpose: _once(languages) for purpose, languages in offered}


def _once(languages: Iterable[Language]) -> tuple[Language, ...]:
    return tuple(dict.fromkeys(languages))


def case_title(ground: str) -> str:
    """What a case is about, in a few words."""
    if ground in {one.value for one in NoticeGround}:
        return str(NOTICE_GROUNDS[NoticeGround(ground)])
    found = [text.label for key, text in GROUND_TEXTS.items() if key.value == ground]
    return str(found[0]) if found else ground


def _likely(ground: str) -> str:
    known = {one.value: likely.value for one, likely in LIKELY.items()}
    return known.get(ground, "")


def _turn(file: CaseFile, *, guest: bool) -> str:
    if file.case.due_at is None:
        return "waiting"
    if guest:
        return "me" if file.case.state is CaseState.COMPLAINT else "waiting"
    if file.barred:
        return "barred"
    if file.claimed_by is None:
        return "free"
    return "me" if file.claimed_by.me else "other"


def _steps(file: CaseFile) -> tuple[tuple[str, str, str], ...]:
    return tuple((step.value, str(STEPS[step][0]), str(STEPS[step][1])) for step in file.steps)


def _complaint_steps() -> tuple[tuple[str, str, str], ...]:
    return (
        ("uphold", gettext("Beschwerde ist begründet"), gettext("die Entscheidung wird geändert")),
        ("dismiss", gettext("Beschwerde ist unbegründet"), gettext("die Entscheidung bleibt")),
    )


def _change(file: CaseFile) -> tuple[str, str, str] | None:
    change = file.change
    if change is None:
        return None
    before, after = (value_words(change.field, value) for value in (change.before, change.after))
    return str(FIELDS[change.field]), before, after


def _facts(file: CaseFile) -> Pairs:
    record = file.case
    pairs = [
        (gettext("Aktenzeichen"), record.public_id),
        (gettext("Betrifft"), str(SUBJECTS[record.subject_type])),
        (gettext("Quelle"), str(SOURCES[record.source])),
        (gettext("Eingegangen"), format_moment(record.opened_at)),
    ]
    if record.hearing_due_at:
        pairs.append((gettext("Autor:in hat Zeit bis"), format_moment(record.hearing_due_at)))
    if record.bounced_at:
        pairs.append((gettext("Mail kam zurück"), format_moment(record.bounced_at)))
    if record.rejoinder_due_at:
        pairs.append((gettext("Agentur hat Zeit bis"), format_moment(record.rejoinder_due_at)))
    if record.outcome:
        pairs.append((gettext("Ergebnis"), _outcome(record.outcome, file)))
    if record.complaint_until:
        pairs.append((gettext("Beschwerde bis"), format_day(record.complaint_until)))
    return tuple(pairs)


def _outcome(outcome: Outcome, file: CaseFile) -> str:
    words = str(OUTCOMES[outcome])
    ground = file.case.outcome_ground
    return f"{words}: {GROUND_TEXTS[ground].label}" if ground else words


def _notice(one: NoticeRecord) -> NoticeView:
    return NoticeView(
        ground=str(NOTICE_GROUNDS[one.ground]),
        source=str(SOURCES[one.source]),
        moment=format_moment(one.created_at),
        who=", ".join(part for part in (one.name, one.email) if part),
        language=one.language,
        language_name=str(LANGUAGE_NAMES[one.language]),
        text=one.text,
        new_facts=one.new_facts,
    )


def _complaint(one: ComplaintRecord) -> SaidView:
    words = str(PARTIES[one.by_whom])
    if one.upheld is not None:
        ended = gettext("begründet") if one.upheld else gettext("unbegründet")
        words = f"{words} ({ended})"
    return SaidView(words, format_moment(one.created_at), one.text)


def _event(one: CaseEventRecord) -> EventView:
    what = str(EVENTS.get(one.event, one.event))
    if one.by is not None:
        what = f"{what} ({gettext('Sie') if one.by.me else one.by.email})"
    return EventView(format_moment(one.at), one.at.isoformat(timespec="seconds"), what)
