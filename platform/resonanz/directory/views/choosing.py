"""The page on which an agency's reviews are chosen."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from markupsafe import Markup, escape

from resonanz.agencies.domain.folding import one_spelling
from resonanz.agencies.domain.job_fields import JobField
from resonanz.agencies.views import JOB_FIELDS
from resonanz.kernel.i18n import LANGUAGES, format_number, gettext, lazy, ngettext
from resonanz.kernel.templates import link
from resonanz.reviews.views.review import ROLES, ReviewView
from resonanz.reviews.views.screens import LANGUAGE_NAMES
from resonanz.scoring import views as words
from resonanz.scoring.domain.ledger import Stage

from ..domain.choosing import YES, About, Choice
from ..service import ChosenPage
from .profile import public_review
from .search import Chip, Facet, Option

_LEGENDS: Final = {
    About.STARS: lazy("Sterne"),
    About.STAGE: lazy("Letzte Stufe"),
    About.ROLE: lazy("Wer bewertet"),
    About.FIELD: lazy("Berufsfeld"),
    About.PERIOD: lazy("Zeitraum"),
    About.LANGUAGE: lazy("Sprache des Textes"),
}
_ALONE: Final = {
    About.PROVEN: lazy("Kontakt belegt"),
    About.INVITED: lazy("eingeladen"),
}
_HINTS: Final = {
    About.FIELD: lazy("Wo jemand weniger von sich zeigt, steht es nicht dabei."),
    About.ROLE: lazy("Wo jemand weniger von sich zeigt, steht es nicht dabei."),
}
_WORD: Final = re.compile(r"\w(?:\S*\w)?")


@dataclass(frozen=True, slots=True)
class ChoosingView:
    """The reviews that are found, the form, and what is chosen in it; `path` is the page's own."""

    slug: str
    name: str
    path: str
    words: str
    facets: tuple[Facet, ...]
    alone: tuple[Facet, ...]
    chips: tuple[Chip, ...]
    clear: str
    heading: str
    reviews: tuple[ReviewView, ...]
    first: str
    next: str


def address(slug: str, choice: Choice, after: str = "") -> str:
    """The address of a choice, or of a later page of it."""
    pairs = choice.pairs() + ([("after", after)] if after else [])
    return link(f"/agencies/{slug}/reviews") + (f"?{urlencode(pairs)}" if pairs else "")


def choosing_view(found: ChosenPage, *, after: bool) -> ChoosingView:
    """Build the page."""
    slug, choice = found.agency.slug, found.choice
    shown = [_marked(public_review(row), found.words) for row in found.rows]
    facets = tuple(_facets(found, _LEGENDS))
    chips = tuple(
        Chip(_words(about, value), address(slug, choice.without(about, value)))
        for about, values in choice.chosen.items()
        for value in values
    )
    if choice.words:
        quoted = gettext("„%(words)s“", words=choice.words)
        chips = (Chip(quoted, address(slug, replace(choice, words=""))), *chips)
    return ChoosingView(
        slug=slug,
        name=found.agency.name,
        path=f"/agencies/{slug}/reviews",
        words=choice.words,
        facets=facets,
        alone=tuple(_facets(found, _ALONE)),
        chips=chips,
        clear=address(slug, Choice()),
        heading=_heading(found),
        reviews=tuple(shown),
        first=address(slug, choice) if after else "",
        next=address(slug, choice, found.rows[-1]["public_id"]) if found.more else "",
    )


def _heading(found: ChosenPage) -> str:
    if found.choice.is_plain:
        return ngettext("Eine Bewertung", "%(num)s Bewertungen", found.total)
    return gettext(
        "%(found)s von %(all)s Bewertungen",
        found=format_number(found.total),
        all=format_number(found.all_reviews),
    )


def _facets(found: ChosenPage, legends: Mapping[About, object]) -> Iterator[Facet]:
    for about, legend in legends.items():
        counts, chosen = found.counts[about], found.choice.chosen.get(about, ())
        options = tuple(
            Option(
                value, _words(about, value), format_number(counts.get(value, 0)), value in chosen
            )
            for value in _values(about, {*counts, *chosen})
        )
        if options:
            name = str(legend) if about in _LEGENDS else ""
            hint = str(_HINTS.get(about, ""))
            yield Facet(about.value, name, hint, options, True, bool(chosen))


def _values(about: About, present: set[str]) -> list[str]:
    """The values in the order in which one looks for them."""
    order: dict[About, list[str]] = {
        About.STARS: ["5", "4", "3", "2", "1"],
        About.STAGE: [stage.value for stage in Stage],
        About.ROLE: [role.value for role in ROLES],
        About.LANGUAGE: list(LANGUAGES),
        About.PERIOD: sorted(present, reverse=True),
    }
    known = order.get(about) or sorted(present, key=lambda value: _words(about, value))
    return [value for value in known if value in present]


def _words(about: About, value: str) -> str:
    match about:
        case About.STARS:
            return ngettext("ein Stern", "%(num)s Sterne", int(value))
        case About.STAGE:
            return str(words.STAGES[Stage(value)])
        case About.ROLE:
            return next(str(name) for role, name in ROLES.items() if role.value == value)
        case About.FIELD:
            return str(JOB_FIELDS[JobField(value)])
        case About.LANGUAGE:
            return str(LANGUAGE_NAMES[value])
        case About.PERIOD:
            year, _, half = value.partition("-h")
            return f"{gettext('1. Halbjahr') if half == '1' else gettext('2. Halbjahr')} {year}"
    return str(_ALONE[about]) if value == YES else ""


def _marked(review: ReviewView, sought: tuple[str, ...]) -> ReviewView:
    """The same with the words marked that were sought."""
    if not sought:
        return review
    paragraphs = tuple(mark(text, sought) for text in review.paragraphs)
    reply = review.reply
    if reply is not None:
        reply = replace(reply, paragraphs=tuple(mark(text, sought) for text in reply.paragraphs))
    return replace(review, paragraphs=paragraphs, reply=reply)


def mark(text: str, sought: tuple[str, ...]) -> Markup:
    """A text with every word marked that one of the sought ones is part of."""
    parts, at = [], 0
    for word in _WORD.finditer(text):
        if any(one in one_spelling(word[0]) for one in sought):
            parts += [escape(text[at : word.start()]), Markup("<mark>"), escape(word[0])]
            parts.append(Markup("</mark>"))
            at = word.end()
    return Markup("").join([*parts, escape(text[at:])])
