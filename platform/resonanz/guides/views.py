"""What the guides' pages show."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from markupsafe import Markup

from resonanz.directory.views.lists import AgencyRow
from resonanz.kernel.i18n import format_day, ngettext

from .domain import Guide

_TABLE_OF_CONTENTS = 4
"""So many sections are more than a glance takes in."""


@dataclass(frozen=True, slots=True)
class Teaser:
    """A guide in a list."""

    slug: str
    title: str
    answer: str
    minutes: str


@dataclass(frozen=True, slots=True)
class IndexView:
    """All guides, those for recruiters apart."""

    candidates: tuple[Teaser, ...]
    recruiters: tuple[Teaser, ...]


@dataclass(frozen=True, slots=True)
class GuideView:
    """A guide; `contents` are (anchor, title), `mail` opens a message in the reader's own mail."""

    slug: str
    title: str
    answer: str
    minutes: str
    updated: str
    updated_iso: str
    body: Markup
    contents: tuple[tuple[str, str], ...]
    related: tuple[Teaser, ...]
    mail: str
    address: str
    agencies: tuple[AgencyRow, ...]


def teaser(guide: Guide) -> Teaser:
    """Build a guide's line in a list."""
    return Teaser(guide.slug, guide.title, guide.answer, _minutes(guide))


def index_view(guides: Iterable[Guide]) -> IndexView:
    """Build the list."""
    found = tuple(guides)
    return IndexView(
        candidates=tuple(teaser(one) for one in found if not one.for_recruiters),
        recruiters=tuple(teaser(one) for one in found if one.for_recruiters),
    )


def guide_view(
    guide: Guide, related: Iterable[Guide], address: str, agencies: Iterable[AgencyRow]
) -> GuideView:
    """Build a guide's page; `address` is its full address."""
    query = urlencode({"subject": guide.title, "body": address}, quote_via=quote)
    long = len(guide.sections) >= _TABLE_OF_CONTENTS
    return GuideView(
        slug=guide.slug,
        title=guide.title,
        answer=guide.answer,
        minutes=_minutes(guide),
        updated=format_day(guide.updated),
        updated_iso=guide.updated.isoformat(),
        body=Markup(guide.body),  # noqa: S704 - made from our own files, HTML in them is off
        contents=tuple((one.anchor, one.title) for one in guide.sections) if long else (),
        related=tuple(teaser(one) for one in related),
        mail=f"mailto:?{query}",
        address=address,
        agencies=tuple(agencies),
    )


def _minutes(guide: Guide) -> str:
    return ngettext("%(num)s Minute", "%(num)s Minuten", guide.minutes)
