"""`resonanz statements`: statements of reasons for the DSA Transparency Database."""

import datetime as dt
from pathlib import Path

import msgspec
import rich_click as click
from click.exceptions import Exit

from resonanz.moderation.service import transparency

from .console import err
from .site import opened, run

Refused = tuple[str, tuple[str, ...]]


@click.group()
def statements() -> None:
    """Hand statements of reasons to the DSA Transparency Database."""


@statements.command("export")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    required=True,
    help="Only statements given on this day (Europe/Berlin) or later.",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File for the batches, one JSON object a line; standard output without it.",
)
def export(since: dt.datetime, out: Path | None) -> None:
    """Write batches of at most 100 statements, one a line, each as the database's API takes it.

    Each statement is checked against schema v2; those that break it are left out and named, with
    exit status 1.
    """
    lines, count, refused = run(_export(since.date()))
    text = "".join(f"{line}\n" for line in lines)
    if out is None:
        click.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")
    err.print(f"{count} statements in {len(lines)} batches.")
    for puid, wrong in refused:
        err.print(f"error: {puid} is not valid: {', '.join(wrong)}", markup=False)
    if refused:
        raise Exit(1)


async def _export(since: dt.date) -> tuple[list[str], int, list[Refused]]:
    lines: list[str] = []
    refused: list[Refused] = []
    count = 0
    async with opened():
        async for batch in transparency.batches(since):
            refused += batch.refused
            if batch.statements:
                lines.append(msgspec.json.encode({"statements": batch.statements}).decode())
                count += len(batch.statements)
    return lines, count, refused
