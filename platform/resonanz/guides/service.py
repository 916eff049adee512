"""Reads the guides: Markdown with front matter, one file a guide and language, once a process."""

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from resonanz.kernel import markdown
from resonanz.kernel.i18n import LANGUAGES, Language
from resonanz.kernel.markdown import given
from resonanz.kernel.paths import data_dir

from .domain import Guide, Section

_WORD: Final = re.compile(r"\w[\w'’.-]*")


def guides(language: Language) -> tuple[Guide, ...]:
    """All guides of a language, in their order."""
    return tuple(_all(language).values())


def guide(slug: str, language: Language) -> Guide | None:
    """The guide with this slug; None if there is none."""
    return _all(language).get(slug)


def related(found: Guide) -> tuple[Guide, ...]:
    """The guides that a guide names to read on."""
    others = _all(_language(found.language))
    return tuple(others[slug] for slug in found.related if slug in others)


def _language(code: str) -> Language:
    return next(language for language in LANGUAGES if language == code)


@cache
def _all(language: Language) -> Mapping[str, Guide]:
    folder = data_dir("templates") / "guides" / language
    found = [
        read(path.stem, language, path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("*.md"))
    ]
    return {one.slug: one for one in sorted(found, key=lambda one: (one.order, one.slug))}


def read(slug: str, language: Language, text: str) -> Guide:
    """A guide from its file's text.

    Raises MarkdownError for a missing or wrong front matter.
    """
    made = markdown.read(slug, language, text)
    return Guide(
        slug=slug,
        language=language,
        title=given(made.front, "title", str, slug),
        description=given(made.front, "description", str, slug),
        answer=given(made.front, "answer", str, slug),
        order=given(made.front, "order", int, slug),
        updated=given(made.front, "updated", dt.date, slug),
        for_recruiters=bool(made.front.get("for_recruiters", False)),
        related=tuple(made.front.get("related", ())),
        sections=tuple(Section(*one) for one in made.sections),
        words=len(_WORD.findall(made.source)),
        body=made.body,
    )
