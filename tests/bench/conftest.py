"""A filled site on each kind of database, and tables for people to read."""

import dataclasses
from collections.abc import Iterable

import pytest
from rich.console import Console
from rich.table import Table
from support import crowd

from resonanz.kernel import db
from resonanz.kernel.settings import Settings


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Without limits: all requests come from one network."""
    return dataclasses.replace(settings, rate_limits=False)


@pytest.fixture
async def crowded(database: db.Engine) -> None:
    await crowd.fill()


def show(title: str, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Print a table."""
    table = Table(title=title, title_justify="left", title_style="bold")
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left")
    for row in rows:
        table.add_row(*row)
    console = Console(width=100)
    console.print()
    console.print(table)
