"""How an agency puts its badge on a site of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import escape

from resonanz.agencies.domain.badges import SIZES, THEMES
from resonanz.agencies.queries.members import Membership
from resonanz.kernel.i18n import LANGUAGES, current_language, gettext, lazy

from .frame import DeskFrame, frame

_SIZES: Final = {"s": lazy("klein"), "m": lazy("mittel"), "l": lazy("groß")}
_THEMES: Final = {"light": lazy("hell"), "dark": lazy("dunkel")}
_NAMES: Final = {"de": "Deutsch", "en": "English", "es": "Español"}


@dataclass(frozen=True, slots=True)
class BadgeChoice:
    """Which badge; anything unknown is the middle, light one in the reader's language."""

    size: str
    theme: str
    language: str


@dataclass(frozen=True, slots=True)
class BadgeView:
    """The choice, the badge as it looks now, and what to copy."""

    frame: DeskFrame
    sizes: Sequence[tuple[str, str]]
    themes: Sequence[tuple[str, str]]
    languages: Sequence[tuple[str, str]]
    choice: BadgeChoice
    image: str
    width: int
    height: int
    alt: str
    snippet: str
    page: str


def badge_choice(size: str, theme: str, language: str) -> BadgeChoice:
    """What was chosen."""
    return BadgeChoice(
        size if size in SIZES else "m",
        theme if theme in THEMES else "light",
        language if language in LANGUAGES else current_language(),
    )


def badge_view(membership: Membership, choice: BadgeChoice, base_url: str) -> BadgeView:
    """Build the page; the snippet is plain HTML without scripts."""
    agency = membership.agency
    width, height = SIZES[choice.size]
    page = f"/{choice.language}/agencies/{agency.slug}/badge"
    image = f"{page}.svg?size={choice.size}&theme={choice.theme}"
    alt = gettext("Bewertungen von %(name)s auf Resonanz", name=agency.name)
    snippet = (
        f'<a href="{escape(base_url + page)}"><img src="{escape(base_url + image)}" '
        f'width="{width}" height="{height}" alt="{escape(alt)}" loading="lazy"></a>'
    )
    return BadgeView(
        frame=frame(membership, "badge"),
        sizes=[(key, f"{_SIZES[key]} ({w} × {h})") for key, (w, h) in SIZES.items()],
        themes=[(key, str(text)) for key, text in _THEMES.items()],
        languages=[(code, _NAMES[code]) for code in LANGUAGES],
        choice=choice,
        image=image,
        width=width,
        height=height,
        alt=alt,
        snippet=snippet,
        page=page,
    )
