"""What the legal pages show."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from resonanz.kernel.i18n import format_day
from resonanz.kernel.markdown import Text, given

from .domain import Standing, Version

_TABLE_OF_CONTENTS = 6
"""So many sections are more than a glance takes in."""


@dataclass(frozen=True, slots=True)
class TextView:
    """A legal page; `contents` are (anchor, title), `invented` says that it is a demo's."""

    title: str
    description: str
    updated: str
    updated_iso: str
    body: Markup
    contents: tuple[tuple[str, str], ...]
    invented: bool


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version in the archive; `changed` says what is new against the one before."""

    number: int
    day: str
    changed: str


@dataclass(frozen=True, slots=True)
class TermsView:
    """A version of the terms with its archive; `present` is the number of the one that holds."""

    text: TextView
    number: int
    present: int
    summary: tuple[str, ...]
    changed: str
    coming: tuple[VersionLine, ...]
    archive: tuple[VersionLine, ...]


def text_view(text: Text, updated: dt.date, *, invented: bool) -> TextView:
    """Build a page."""
    long = len(text.sections) >= _TABLE_OF_CONTENTS
    return TextView(
        title=given(text.front, "title", str, "legal"),
        description=given(text.front, "description", str, "legal"),
        updated=format_day(updated),
        updated_iso=updated.isoformat(),
        body=Markup(text.body),  # noqa: S704 - made from Markdown, HTML in it is off
        contents=text.sections if long else (),
        invented=invented,
    )


def terms_view(
    number: int,
    texts: Mapping[int, Text],
    standing: Standing,
    days: Mapping[int, dt.date],
    *,
    invented: bool,
) -> TermsView:
    """Build a version's page from all texts that the public knows."""

    def line(version: Version) -> VersionLine:
        changed = str(texts[version.number].front.get("changed", ""))
        return VersionLine(version.number, format_day(days[version.number]), changed)

    text = texts[number]
    return TermsView(
        text=text_view(text, days[number], invented=invented),
        number=number,
        present=standing.present.number,
        summary=tuple(text.front.get("summary", ())),
        changed=str(text.front.get("changed", "")),
        coming=tuple(line(one) for one in standing.coming),
        archive=tuple(line(one) for one in (standing.present, *standing.earlier)),
    )


def terms_json(
    number: int, language: str, text: Text, day: dt.date, present: bool
) -> dict[str, Any]:
    """A version for machines (DSA 14(1)): its sections as Markdown, none of it abridged."""
    parts = ("\n" + text.source).split("\n## ")[1:]
    return {
        "version": number,
        "language": language,
        "valid_from": day.isoformat(),
        "in_force": present,
        "title": text.front["title"],
        "summary": list(text.front.get("summary", ())),
        "changed": text.front.get("changed", ""),
        "sections": [
            {"id": anchor, "title": title, "markdown": part.partition("\n")[2].strip()}
            for (anchor, title), part in zip(text.sections, parts, strict=True)
        ],
    }
