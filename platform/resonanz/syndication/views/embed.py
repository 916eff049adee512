"""What another site shows of a page of ours (https://oembed.com)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from resonanz.directory.views.profile import ProfileView
from resonanz.kernel.i18n import current_language, gettext
from resonanz.kernel.templates import link, render
from resonanz.reviews.views.review import ReviewView

_WIDTH: Final = 600
_HEIGHT: Final = 260
_CACHE_SECONDS: Final = 3600
_PICTURE: Final = (1200, 630)


@dataclass(frozen=True, slots=True)
class EmbedView:
    """A quotation that links to its page."""

    address: str
    title: str
    language: str
    paragraphs: tuple[str, ...]


def profile_embed(view: ProfileView, base: str) -> EmbedView:
    """What a profile says above the fold."""
    said = [view.echo.sentence] if view.echo else []
    if view.score:
        said.append(view.score.label)
    said.append(view.basis or view.pending)
    address = base + link(f"/agencies/{view.slug}")
    return EmbedView(address, view.name, current_language(), tuple(said))


def review_embed(agency: str, view: ReviewView, base: str) -> EmbedView:
    """A review with what came after its last stage."""
    line = view.lines[0]
    said = (f"{line.stage}: {line.words}", *view.paragraphs)
    title = gettext(
        "Bewertung zu %(name)s: %(who)s, %(date)s", name=agency, who=view.who, date=view.date
    )
    return EmbedView(base + link(f"/reviews/{view.public_id}"), title, view.language, said)


def oembed(
    view: EmbedView, slug: str, site: str, base: str, width: int | None, height: int | None
) -> Mapping[str, Any]:
    """The answer to a consumer; `width` and `height` are the most it has room for, in pixels."""
    return {
        "version": "1.0",
        "type": "rich",
        "title": view.title,
        "provider_name": site,
        "provider_url": base,
        "cache_age": _CACHE_SECONDS,
        "html": render("syndication/embed.html", view=view).strip(),
        "width": min(_WIDTH, width or _WIDTH),
        "height": min(_HEIGHT, height or _HEIGHT),
        "thumbnail_url": base + link(f"/agencies/{slug}/card.png"),
        "thumbnail_width": _PICTURE[0],
        "thumbnail_height": _PICTURE[1],
    }
