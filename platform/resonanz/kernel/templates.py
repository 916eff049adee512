"""The one Jinja environment; what a template receives are frozen views and these globals.

It comes in one form a language: a text without marks and a link's beginning are put in when the
template is compiled, since looking them up is the greater part of rendering a page.
"""

from collections import ChainMap
from collections.abc import Callable, MutableMapping
from functools import cache, lru_cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes, select_autoescape
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from . import i18n
from .i18n import Language
from .paths import data_dir


def link(path: str) -> str:
    """A root-relative address in the present language: link("/agencies") is /de/agencies."""
    return f"/{i18n.current_language()}{path}"


class _Fixed(NodeTransformer):
    """Puts in what is the same at each rendering in a language."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def visit_Call(self, call: nodes.Call) -> nodes.Node:  # noqa: N802
        self.generic_visit(call)
        name = call.node.name if isinstance(call.node, nodes.Name) else ""
        if call.kwargs or call.dyn_args or call.dyn_kwargs or len(call.args) != 1:
            return call
        (argument,) = call.args
        if name == "link":
            return nodes.Concat([nodes.Const(f"/{self._language}"), argument], lineno=call.lineno)
        if name == "_" and isinstance(argument, nodes.Const):
            with i18n.use_language(self._language):
                text = i18n.raw_gettext(argument.value).replace("%%", "%")
            return nodes.MarkSafeIfAutoescape(nodes.Const(text), lineno=call.lineno)
        return call


class _Environment(Environment):
    """Templates in one language."""

    language: Language

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        fixed: nodes.Template = _Fixed(self.language).visit(tree)
        return fixed

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals themselves: Jinja's chain of maps is slow to look through."""
        return ChainMap(d, self.globals) if d else self.globals


@cache
def environment(language: Language) -> Environment:
    """The environment for pages and mails: escaping on, undefined names are errors."""
    env = _Environment(
        loader=FileSystemLoader(data_dir("templates")),
        autoescape=select_autoescape(("html", "svg", "xml")),
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    env.language = language
    env.install_gettext_callables(  # type: ignore[attr-defined]
        i18n.raw_gettext, i18n.raw_ngettext, newstyle=True
    )
    env.globals["link"] = link
    env.globals["language"] = i18n.current_language
    env.globals["format_number"] = i18n.format_number
    env.policies["ext.i18n.trimmed"] = True
    return env


def add_globals(**values: Any | Callable[..., Any]) -> None:
    """Give every template a name (the site's settings, asset addresses)."""
    for language in i18n.LANGUAGES:
        environment(language).globals.update(values)


def render(template: str, /, **context: Any) -> str:
    """Render a template by its path under `templates/`, in the present language."""
    return environment(i18n.current_language()).get_template(template).render(context)


_PLAIN = Environment(  # noqa: S701 - what it makes is Markdown, which is made safe afterwards
    undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
)


def fill(source: str, /, **context: Any) -> str:
    """Fill the marks of a text that is no HTML."""
    return _PLAIN.from_string(source).render(context)


@lru_cache(maxsize=16384)
def _piece(language: Language, template: str, macro: str, *values: Any) -> Markup:
    return _made(language, template, macro, *values)


def _made(language: Language, template: str, macro: str, *values: Any) -> Markup:
    made: Markup = getattr(environment(language).get_template(template).module, macro)(*values)
    return made


def drawn(template: str, macro: str, *values: Any) -> Markup:
    """What a macro makes of values, not kept: for charts, which are too large for that."""
    return _made(i18n.current_language(), template, macro, *values)


def piece(template: str, macro: str, *values: Any) -> Markup:
    """What a macro makes of values, kept: for small things that recur on pages, such as bars."""
    return _piece(i18n.current_language(), template, macro, *values)
