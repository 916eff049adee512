"""Reads the guides: Markdown with front matter, one file a guide and language, once a process."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final, TypeVar

import yaml
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from resonanz.kernel.i18n import LANGUAGES, Language
from resonanz.kernel.paths import data_dir

from .domain import Guide, Section

T = TypeVar("T")

_FRONT: Final = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.S)
_WORD: Final = re.compile(r"\w[\w'’.-]*")
_FOLDS: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "á": "a", "é": "e", "í": "i", "ó": "o", "ú": "u"}
    | {"ñ": "n"}
)


class GuideError(ValueError):
    """A guide's file that cannot be read; says which and why."""


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

    Raises GuideError for a missing or wrong front matter.
    """
    parts = _FRONT.match(text)
    front = yaml.safe_load(parts[1]) if parts else None
    if parts is None or not isinstance(front, dict):
        raise GuideError(f"{language}/{slug}: the front matter is missing")
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(parts[2])
    sections = _prepare(tokens, language)
    body = RendererHTML().render(list(_scrolling(tokens)), markdown.options, {})
    return Guide(
        slug=slug,
        language=language,
        title=_given(front, "title", str, slug),
        description=_given(front, "description", str, slug),
        answer=_given(front, "answer", str, slug),
        order=_given(front, "order", int, slug),
        updated=_given(front, "updated", dt.date, slug),
        for_recruiters=bool(front.get("for_recruiters", False)),
        related=tuple(front.get("related", ())),
        sections=tuple(sections),
        words=len(_WORD.findall(parts[2])),
        body=body,
    )


def _given(front: Mapping[str, Any], key: str, kind: type[T], slug: str) -> T:
    value = front.get(key)
    if not isinstance(value, kind):
        raise GuideError(f"{slug}: {key} is missing or no {kind.__name__}")
    return value


def _scrolling(tokens: list[Token]) -> Iterator[Token]:
    """Tables in a region that scrolls by itself, named by the heading above: a phone is narrow."""
    heading = ""
    for token in tokens:
        if token.type == "heading_open" and token.tag == "h2":
            heading = str(token.attrGet("id"))
        if token.type == "table_open":
            token.attrSet("class", "table")
            opened = (
                f'<div class="table-scroll" tabindex="0" role="region" aria-labelledby="{heading}">'
            )
            yield Token("html_block", "", 0, content=opened)
        yield token
        if token.type == "table_close":
            yield Token("html_block", "", 0, content="</div>\n")


def _prepare(tokens: list[Token], language: Language) -> list[Section]:
    """Give headings anchors, links within the site their language, and list the sections."""
    sections = []
    for position, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h2":
            title = "".join(
                child.content
                for child in tokens[position + 1].children or ()
                if child.type in {"text", "code_inline"}
            )
            anchor = re.sub(r"[^a-z0-9]+", "-", title.lower().translate(_FOLDS)).strip("-")
            token.attrSet("id", anchor)
            sections.append(Section(anchor, title))
        for child in token.children or ():
            href = child.attrGet("href")
            if child.type == "link_open" and isinstance(href, str) and href.startswith("/"):
                child.attrSet("href", f"/{language}{href}")
    return sections
