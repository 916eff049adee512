"""`resonanz scores`: the formula on given data, or over the whole database."""

import sys

import rich_click as click
from click.exceptions import Exit

from resonanz.scoring.domain.contract import BadLineError, compute

from .console import out


@click.group()
def scores() -> None:
    """Compute scores by the published formula."""


@scores.command("compute")
def compute_scores() -> None:
    """Read reviews as JSON lines from standard input, write ranked scores as JSON lines.

    The first line is {"type": "as_of", "date": "2026-10-31"}, each other line a review. A bad
    line is named on standard error, with exit status 2 and no output.
    """
    try:
        lines = compute(sys.stdin.buffer)
    except BadLineError as error:
        click.echo(f"error: {error}", err=True)
        raise Exit(2) from None
    sys.stdout.writelines(f"{line}\n" for line in lines)


@scores.command("recompute")
def recompute_scores() -> None:
    """Compute every stored score again, by the stored day and market numbers; mend what differs.

    Exit status 1 if any stored value differed in any digit.
    """
    from .recomputing import recompute

    report = recompute()
    out.print(f"{report.agencies} agencies recomputed, {report.differing} differed.")
    if report.differing:
        raise Exit(1)
