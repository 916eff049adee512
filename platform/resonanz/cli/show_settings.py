"""`resonanz settings`."""

import dataclasses
import os
from typing import Any, Literal, get_args, get_origin

import rich_click as click
from rich.markup import escape
from rich.table import Table

from resonanz.kernel.settings import PREFIX, Settings

from .console import out


@click.command()
def settings() -> None:
    """List every setting: what it does, its default, and whether it is set now.

    Values are not shown. A secret NAME can be given as NAME_FILE, a file that holds it.
    """
    table = Table("Setting", "What it does", "Default", "Set", show_lines=True)
    for item in dataclasses.fields(Settings):
        name = PREFIX + item.name.upper()
        names = (name, name + "_FILE") if item.metadata["secret"] else (name,)
        table.add_row(
            "\nor ".join(names),
            escape(item.metadata["help"]) + _choices(item.type),
            escape(_default(item.default)),
            "yes" if any(os.environ.get(n) is not None for n in names) else "no",
        )
    out.print(table)


def _choices(kind: Any) -> str:
    return f" One of: {', '.join(get_args(kind))}." if get_origin(kind) is Literal else ""


def _default(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value in ("", ()) else str(value)
