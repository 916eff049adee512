"""The one Jinja environment; what a template receives are frozen views and these globals."""

from collections.abc import Callable
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from . import i18n
from .paths import data_dir


def link(path: str) -> str:
    """A root-relative address in the present language: link("/agencies") is /de/agencies."""
    return f"/{i18n.current_language()}{'' if path == '/' else path}"


@cache
def environment() -> Environment:
    """The environment for pages and mails: escaping on, undefined names are errors."""
    env = Environment(
        loader=FileSystemLoader(data_dir("templates")),
        autoescape=select_autoescape(("html", "svg", "xml")),
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    env.install_gettext_callables(  # type: ignore[attr-defined]
        i18n.raw_gettext, i18n.raw_ngettext, newstyle=True
    )
    env.globals["link"] = link
    env.globals["language"] = i18n.current_language
    env.policies["ext.i18n.trimmed"] = True
    return env


def add_globals(**values: Any | Callable[..., Any]) -> None:
    """Give every template a name (the site's settings, asset addresses)."""
    environment().globals.update(values)


def render(template: str, /, **context: Any) -> str:
    """Render a template by its path under `templates/`."""
    return environment().get_template(template).render(context)
