"""An edit beside what it replaces: texts with what changed in them, and facts that differ."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from resonanz.kernel.i18n import gettext
from resonanz.reviews.service import ReviewRecord
from resonanz.reviews.views.mine import record_view
from resonanz.reviews.views.review import ReviewView
from resonanz.reviews.views.screens import LANGUAGE_NAMES

from ..domain.changes import changed_spans
from ..service.signals import StoredSignal
from .signals import PieceView, paragraphs


@dataclass(frozen=True, slots=True)
class ChangedFact:
    """What a fact was and would be; "–" where there is none."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class EditView:
    """The texts with what would go and come marked, and the facts that would change."""

    before: tuple[tuple[PieceView, ...], ...]
    before_language: str
    after: tuple[tuple[PieceView, ...], ...]
    language: str
    facts: tuple[ChangedFact, ...]
    same_text: bool


def edit_view(record: ReviewRecord, signals: Iterable[StoredSignal] = ()) -> EditView | None:
    """What an edit changes; None for a review that is no edit. Signals point at the new text."""
    present = record.replaces
    if present is None:
        return None
    gone, come = changed_spans(present.text, record.text)
    remarked = [span for one in signals for span in one.signal.spans]
    return EditView(
        before=paragraphs(present.text, (), gone),
        before_language=present.language,
        after=paragraphs(record.text, remarked, come),
        language=record.language,
        facts=(*_changed(_facts(present), _facts(record)), *_branch(present, record)),
        same_text=present.text == record.text,
    )


def _changed(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[ChangedFact, ...]:
    names = [*after, *(name for name in before if name not in after)]
    return tuple(
        ChangedFact(name, before.get(name, "–"), after.get(name, "–"))
        for name in names
        if before.get(name) != after.get(name)
    )


def _branch(present: ReviewRecord, record: ReviewRecord) -> tuple[ChangedFact, ...]:
    """That the branch changes; which it is matters to the agency alone."""
    if present.branch_id == record.branch_id:
        return ()
    after = gettext("eine andere") if record.branch_id else gettext("keine Angabe")
    return (ChangedFact(gettext("Niederlassung"), "–", after),)


def _facts(record: ReviewRecord) -> dict[str, str]:
    shown: ReviewView = record_view(record)
    facts = {gettext("Person und Weg"): shown.who}
    facts |= {line.stage: line.words for line in shown.lines}
    facts |= {star.name: f"{star.stars} {gettext('von 5')}" for star in shown.stars}
    facts[gettext("Weitere Angaben")] = ", ".join(shown.chips) or "–"
    facts[gettext("Sprache")] = LANGUAGE_NAMES[record.language]
    facts[gettext("Gröber anzeigen")] = gettext("ja") if record.coarse else gettext("nein")
    return facts
