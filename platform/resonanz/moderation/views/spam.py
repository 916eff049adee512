"""The page of reviews that look mass-produced."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from resonanz.kernel.fields import FieldErrors, Typed
from resonanz.kernel.i18n import gettext, ngettext
from resonanz.reviews.views.mine import record_view
from resonanz.reviews.views.screens import LANGUAGE_NAMES

from ..domain.spam import SPAM_GROUNDS
from ..service import GROUND_TEXTS
from ..service.spam import Suspect
from ..service.text_blocks import TextBlock
from .signals import label_of

_EXCERPT: Final = 240


@dataclass(frozen=True, slots=True)
class SuspectRow:
    """A review in a few lines; `more` if its text goes on."""

    value: str
    path: str
    agency: str
    facts: str
    language: str
    text: str
    more: bool
    signals: tuple[str, ...]
    ticked: bool


@dataclass(frozen=True, slots=True)
class SpamView:
    """What can be rejected together; `sure` asks again, with what was ticked alone."""

    rows: tuple[SuspectRow, ...]
    authors: str
    sure: bool
    question: str
    grounds: tuple[tuple[str, str], ...]
    blocks: tuple[tuple[str, str], ...]
    typed: Typed
    notice: str
    error: Mapping[str, str]
    errors: tuple[tuple[str, str], ...]


def spam_view(
    suspects: Sequence[Suspect],
    blocks: Sequence[TextBlock],
    *,
    ticked: Collection[tuple[str, int]] = (),
    sure: bool = False,
    typed: Typed | None = None,
    errors: FieldErrors | None = None,
    notice: str = "",
) -> SpamView:
    """Build the page; nothing is ticked but what somebody ticked."""
    shown = [one for one in suspects if not sure or (one.review.public_id, one.version) in ticked]
    wrong = {name: str(text) for name, text in (errors or {}).items()}
    authors = len({one.review.account_id or one.review.public_id for one in shown})
    return SpamView(
        rows=tuple(
            _row(one, ticked=(one.review.public_id, one.version) in ticked) for one in shown
        ),
        authors=ngettext("von %(num)s Person", "von %(num)s Personen", authors),
        sure=sure,
        question=ngettext(
            "Diese Bewertung ablehnen?", "Diese %(num)s Bewertungen ablehnen?", len(shown)
        ),
        grounds=tuple((one.value, str(GROUND_TEXTS[one].label)) for one in SPAM_GROUNDS),
        blocks=tuple((one.key, one.title) for one in blocks),
        typed=typed or Typed(),
        notice=notice,
        error=wrong,
        errors=tuple(wrong.items()),
    )


def _row(one: Suspect, *, ticked: bool) -> SuspectRow:
    review = record_view(one.review)
    text = one.review.text
    facts = [
        *(f"{star.name} {star.stars}/5" for star in review.stars[:1]),
        *(f"{line.stage}: {line.words}" for line in review.lines[-1:]),
        LANGUAGE_NAMES[one.review.language],
    ]
    labels = [label_of(stored.signal.key, stored.signal.kind) for stored in one.signals]
    if one.copied:
        labels.append(gettext("Vorlage für andere"))
    return SuspectRow(
        value=f"{one.review.public_id}~{one.version}",
        path=f"/moderation/reviews/{one.review.public_id}",
        agency=one.agency.name,
        facts=" · ".join(str(fact) for fact in facts),
        language=one.review.language,
        text=text if len(text) <= _EXCERPT else text[:_EXCERPT].rstrip() + " …",
        more=len(text) > _EXCERPT,
        signals=tuple(dict.fromkeys(labels)),
        ticked=ticked,
    )
