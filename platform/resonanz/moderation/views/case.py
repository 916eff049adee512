"""The case page: a reading desk."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from resonanz.agencies.domain.duplicates import Likeness
from resonanz.agencies.service import Candidate
from resonanz.kernel.fields import Typed
from resonanz.kernel.i18n import (
    Language,
    LazyText,
    format_day,
    format_moment,
    format_month,
    gettext,
    lazy,
    use_language,
)
from resonanz.reviews.domain import State
from resonanz.reviews.service import ReviewRecord
from resonanz.reviews.views.conduct import conduct_lines
from resonanz.reviews.views.mine import record_view
from resonanz.reviews.views.review import ReviewView
from resonanz.reviews.views.screens import COUNTRY_NAMES, LANGUAGE_NAMES

from ..domain import CHECK_GROUNDS, EXPLANATION_LIMIT, Ground, Verdict
from ..domain.text_blocks import Purpose
from ..service import GROUND_TEXTS, Case, PastDecision, Proposal
from ..service.text_blocks import TextBlock
from .conversation import SaidView, name_of, said_views
from .edits import EditView, edit_view
from .history import HistoryView, history_view
from .queue import due_words
from .signals import PieceView, RemarkView, marked_paragraphs, remark_views
from .text_blocks import ChoiceGroup, choice_groups

VERDICTS: Final = {
    Verdict.APPROVE: (lazy("Freigeben"), lazy("erscheint mit der nächsten Veröffentlichung")),
    Verdict.RETURN: (lazy("Zurückgeben"), lazy("mit einer Nachricht, was zu ändern ist")),
    Verdict.REJECT: (lazy("Ablehnen"), lazy("mit Begründung und Hinweis auf die Beschwerde")),
}
DECIDED: Final = {
    Verdict.APPROVE: lazy("freigegeben"),
    Verdict.RETURN: lazy("zurückgegeben"),
    Verdict.REJECT: lazy("abgelehnt"),
}
_OLDER: Final = "older"

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class EventView:
    """One line of the history; `text` is what was written."""

    moment: str
    iso: str
    what: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class GroundView:
    """What a ground says by itself, in the author's language; `advice` is "" if there is none."""

    key: str
    label: str
    found: str
    why: str
    basis: str
    advice: str


LIKENESSES: Final = {
    Likeness.WEBSITE: lazy("dieselbe Website"),
    Likeness.NAME: lazy("derselbe Name"),
    Likeness.ALIKE: lazy("ähnlicher Name"),
    Likeness.PLACE: lazy("derselbe Ort"),
}


@dataclass(frozen=True, slots=True)
class SimilarView:
    """A listed agency that may be the proposed one, and why."""

    name: str
    slug: str
    place: str
    reasons: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case; `claim` is `free`, `me`, `other`, or `closed` if it does not wait any more.

    `agency_slug` is "" for an agency that is not listed.
    """

    public_id: str
    title: str
    agency_name: str
    agency_slug: str
    due: str
    late: bool
    review: ReviewView
    edit: EditView | None
    language_name: str
    paragraphs: tuple[tuple[PieceView, ...], ...]
    remarks: tuple[RemarkView, ...]
    contact: Pairs
    conduct: Pairs
    proposal: Pairs
    similar: tuple[SimilarView, ...]
    same: tuple[tuple[str, str], ...]
    events: tuple[EventView, ...]
    history: HistoryView
    team: tuple[SaidView, ...]
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


def case_view(
    case: Case,
    now: dt.datetime,
    blocks: Sequence[TextBlock],
    *,
    typed: Typed | None = None,
    errors: Mapping[str, LazyText | str] | None = None,
    notice: str = "",
    ticks: Mapping[int, bool] | None = None,
) -> CaseView:
    """Build the case page; `notice` says why a decision was not carried out.

    `ticks` is what was said of signals in the form that comes back.
    """
    record = case.review
    error = {name: str(text) for name, text in (errors or {}).items()}
    readers = dict.fromkeys((Purpose.RETURN, Purpose.REJECT), (record.form_language,))
    similar = similar_views(case.proposal.similar if case.proposal else ())
    return CaseView(
        public_id=record.public_id,
        title=gettext("Änderung einer Bewertung") if record.replaces else gettext("Neue Bewertung"),
        agency_name=case.agency.name,
        agency_slug=case.agency.slug if case.agency.state == "listed" else "",
        due=due_words(record.due_at, now) if record.due_at else "",
        late=record.due_at is not None and record.due_at < now,
        review=record_view(record),
        edit=edit_view(record, case.signals),
        language_name=LANGUAGE_NAMES[record.language],
        paragraphs=marked_paragraphs(record.text, case.signals),
        remarks=remark_views(case.signals, ticks or {}),
        contact=_contact(record),
        conduct=conduct_lines(record.conduct),
        proposal=_proposal(case.proposal),
        similar=similar,
        same=tuple((one.slug, one.name) for one in similar),
        events=_events(case),
        history=history_view(case.history, more=_author(case)),
        team=said_views(case.team),
        claim=_claim(case),
        holder=case.claimed_by.email if case.claimed_by else "",
        until=format_moment(case.claimed_until) if case.claimed_until else "",
        notice=notice,
        verdicts=tuple(
            (verdict.value, str(label), str(hint)) for verdict, (label, hint) in VERDICTS.items()
        ),
        grounds=tuple((ground.value, str(GROUND_TEXTS[ground].label)) for ground in CHECK_GROUNDS),
        grounds_say=tuple(ground_view(one, record.form_language) for one in CHECK_GROUNDS),
        blocks=choice_groups(blocks, readers),
        reader_language=record.form_language,
        reader_language_name=LANGUAGE_NAMES[record.form_language],
        limit=EXPLANATION_LIMIT,
        typed=typed or Typed(),
        error=error,
        errors=tuple(error.items()),
    )


def _claim(case: Case) -> str:
    if case.review.state is not State.PRE_CHECK:
        return "closed"
    if case.claimed_by is None:
        return "free"
    return "me" if case.claimed_by.me else "other"


def _contact(record: ReviewRecord) -> Pairs:
    """The private anchors (TRUST 6): for the check only."""
    month = gettext("länger als zwei Jahre her")
    if record.month and record.month != _OLDER:
        month = format_month(dt.date.fromisoformat(f"{record.month}-01"))
    proof = gettext("belegt") if record.contact_proven else gettext("keiner")
    wait = format_day(record.publish_after) if record.publish_after else gettext("sofort")
    known = (
        (gettext("Letzter Kontakt"), month),
        (gettext("Nachweis"), proof),
        (gettext("Eingeladen"), _yes_no(record.invited)),
        (gettext("Gröber anzeigen"), _yes_no(record.coarse)),
    )
    return known if record.replaces else (*known, (gettext("Erscheint frühestens"), wait))


def _author(case: Case) -> Pairs:
    return (
        (gettext("E-Mail"), gettext("bestätigt")),
        (gettext("Mitglied einer Agentur"), _yes_no(case.author_is_member)),
        (gettext("Sprache"), LANGUAGE_NAMES[case.review.form_language]),
    )


def _yes_no(value: bool) -> str:
    return gettext("ja") if value else gettext("nein")


def _proposal(proposal: Proposal | None) -> Pairs:
    if proposal is None:
        return ()
    country = COUNTRY_NAMES.get(proposal.country, proposal.country)
    return (
        (gettext("Ort"), proposal.city or "–"),
        (gettext("Land"), str(country)),
        (gettext("Website"), proposal.website or "–"),
    )


def similar_views(found: Sequence[Candidate]) -> tuple[SimilarView, ...]:
    """Listed agencies that a proposed one may be."""
    return tuple(
        SimilarView(
            one.agency.name,
            one.agency.slug,
            one.agency.city or "",
            ", ".join(str(LIKENESSES[reason]) for reason in one.likenesses),
        )
        for one in found
    )


def _events(case: Case) -> tuple[EventView, ...]:
    record = case.review
    events = [(record.created_at, gettext("gesendet"), "")]
    confirmed_at = (record.replaces or record).submitted_at
    if confirmed_at:
        events.append((confirmed_at, gettext("Adresse bestätigt"), ""))
    if record.replaces and record.submitted_at:
        events.append((record.submitted_at, gettext("Änderung gesendet"), ""))
    events += [(one.decided_at, _decided(one), one.explanation) for one in case.decisions]
    events += [
        (message.created_at, gettext("Nachricht an die Moderation"), message.text)
        for message in record.messages
        if message.sender == "author"
    ]
    events.sort(key=lambda event: event[0])
    return tuple(
        EventView(format_moment(at), at.isoformat(timespec="seconds"), what, text)
        for at, what, text in events
    )


def _decided(decision: PastDecision) -> str:
    what = str(DECIDED[decision.verdict])
    if decision.ground:
        what += f": {GROUND_TEXTS[decision.ground].label}"
    return f"{what} ({name_of(decision.by)})"


def ground_view(ground: Ground, reader: Language) -> GroundView:
    """What a ground says, in the language of whoever is restricted."""
    text = GROUND_TEXTS[ground]
    label = str(text.label)
    with use_language(reader):
        advice = str(text.advice) if text.advice else ""
        found, why, basis = str(text.found), str(text.why), str(text.basis)
    return GroundView(ground.value, label, found, why, basis, advice)
