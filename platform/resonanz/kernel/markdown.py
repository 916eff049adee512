"""Texts as Markdown with front matter: parsed once, HTML in them stays text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import yaml
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from .i18n import Language

T = TypeVar("T")

_FRONT: Final = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.S)
_PUNCTUATION: Final = re.compile(r"([\\`*_{}\[\]()<>#|!~])")
_FOLDS: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "á": "a", "é": "e", "í": "i", "ó": "o", "ú": "u"}
    | {"ñ": "n"}
)


class MarkdownError(ValueError):
    """A text that cannot be read; says which and why."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text's front matter, its Markdown, the safe HTML made of it, its sections (anchor, title).

    A section is a heading of the second rank.
    """

    front: Mapping[str, Any]
    source: str
    body: str
    sections: tuple[tuple[str, str], ...]


def read(name: str, language: Language, text: str) -> Text:
    """A text from its file; `name` is what an error says.

    Raises MarkdownError where the front matter is missing.
    """
    parts = _FRONT.match(text)
    front = yaml.safe_load(parts[1]) if parts else None
    if parts is None or not isinstance(front, dict):
        raise MarkdownError(f"{language}/{name}: the front matter is missing")
    markdown = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False}).enable("table")
    tokens = markdown.parse(parts[2])
    sections = _prepare(tokens, language)
    body = RendererHTML().render(list(_scrolling(tokens)), markdown.options, {})
    return Text(front, parts[2].strip(), body, tuple(sections))


def given(front: Mapping[str, Any], key: str, kind: type[T], name: str) -> T:
    """A value of the front matter; raises MarkdownError if it is missing or of another kind."""
    value = front.get(key)
    if not isinstance(value, kind):
        raise MarkdownError(f"{name}: {key} is missing or no {kind.__name__}")
    return value


def escape(text: str) -> str:
    """Words of somebody else, so that Markdown takes them as they are."""
    return _PUNCTUATION.sub(r"\\\1", text)


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


def _prepare(tokens: list[Token], language: Language) -> list[tuple[str, str]]:
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
            sections.append((anchor, title))
        for child in token.children or ():
            href = child.attrGet("href")
            if child.type == "link_open" and isinstance(href, str) and href.startswith("/"):
                child.attrSet("href", f"/{language}{href}")
    return sections
