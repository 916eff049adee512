"""`resonanz settings`."""

import dataclasses
import os
from typing import Any, Literal, get_args, get_origin

import rich_click as click

from resonanz.kernel.operator import Operator
from resonanz.kernel.settings import PREFIX, Settings

from .console import out

_OPERATOR = {item.name for item in dataclasses.fields(Operator)}


@click.command()
def settings() -> None:
    """List every setting: what it does, its default, and whether it is set now.

    Values are not shown. A secret NAME can be given as NAME_FILE, a file that holds it.
    """
    # What the legal pages name is long: it comes last.
    for item in sorted(dataclasses.fields(Settings), key=lambda one: one.name in _OPERATOR):
        name = PREFIX + item.name.upper()
        names = (name, name + "_FILE") if item.metadata["secret"] else (name,)
        state = "set" if any(n in os.environ for n in names) else "not set"
        out.print(f"[bold]{' or '.join(names)}[/] ({state})")
        out.print(f"    {item.metadata['help']}{_choices(item.type)}", markup=False)
        if default := _default(item.default):
            out.print(f"    Default: {default}", markup=False)


def _choices(kind: Any) -> str:
    return f" One of: {', '.join(get_args(kind))}." if get_origin(kind) is Literal else ""


def _default(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value in ("", ()) else str(value)
