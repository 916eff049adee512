"""The page of a moderator's interests."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from resonanz.agencies.service import AgencyRef
from resonanz.kernel.fields import FieldErrors
from resonanz.kernel.i18n import LANGUAGES, format_day, gettext, lazy
from resonanz.reviews.views.screens import LANGUAGE_NAMES

from ..domain.interests import InterestKind
from ..service.interests import Interest

KINDS: Final = {
    InterestKind.EMPLOYER: lazy("Ich arbeite oder arbeitete dort"),
    InterestKind.CLIENT: lazy("Sie ist oder war meine Auftraggeberin"),
}


@dataclass(frozen=True, slots=True)
class InterestRow:
    """A declaration; `lasts` if it can be ended."""

    public_id: str
    agency: str
    slug: str
    kind: str
    when: str
    lasts: bool


@dataclass(frozen=True, slots=True)
class InterestsView:
    """What was declared, and the form for more: first a search, then the choice.

    `read` are the languages among `languages` that the moderator reads.
    """

    rows: tuple[InterestRow, ...]
    query: str
    found: tuple[tuple[str, str, str], ...]
    kinds: tuple[tuple[str, str], ...]
    languages: tuple[tuple[str, str], ...]
    read: tuple[str, ...]
    typed: dict[str, str]
    error: dict[str, str]
    errors: tuple[tuple[str, str], ...]


def interests_view(
    declared: Sequence[Interest],
    query: str,
    found: Sequence[AgencyRef],
    read: Sequence[str],
    form: Mapping[str, Sequence[str]] | None = None,
    errors: FieldErrors | None = None,
) -> InterestsView:
    """Build the page."""
    wrong = {name: str(text) for name, text in (errors or {}).items()}
    return InterestsView(
        rows=tuple(_row(one) for one in declared),
        query=query,
        found=tuple((one.slug, one.name, one.city or "") for one in found),
        kinds=tuple((kind.value, str(words)) for kind, words in KINDS.items()),
        languages=tuple((one, str(LANGUAGE_NAMES[one])) for one in LANGUAGES),
        read=tuple(read),
        typed={name: ((form or {}).get(name) or [""])[0] for name in ("agency", "kind", "until")},
        error=wrong,
        errors=tuple(wrong.items()),
    )


def _row(one: Interest) -> InterestRow:
    when = gettext("besteht")
    if one.until and one.bars_until:
        when = gettext(
            "endete am %(day)s, gilt bis %(last)s",
            day=format_day(one.until),
            last=format_day(one.bars_until),
        )
    return InterestRow(
        one.public_id,
        one.agency_name,
        one.agency_slug,
        str(KINDS[one.kind]),
        when,
        one.until is None,
    )
