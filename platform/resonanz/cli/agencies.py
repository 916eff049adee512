"""`resonanz agencies`: the operator's list of agencies, from CSV files."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import rich_click as click
from click.exceptions import Exit

from resonanz.agencies import service
from resonanz.agencies.domain.records import ImportReport
from resonanz.agencies.service import Progress

from .console import err, out, progress
from .site import opened, run

Import = Callable[[Path, Progress], Awaitable[ImportReport]]
FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@click.group()
def agencies() -> None:
    """Take in agencies and their places. Taking the same file twice changes nothing."""


@agencies.command("import")
@FILE
def import_(file: Path) -> None:
    """Import agencies from a CSV FILE with the columns name, country and kind.

    Optional columns: website, city, postcode, aliases, city_basis, posting_city, source. A bad row
    is named by line and column and left out, with exit status 1; the good ones are kept. Likely
    duplicates are named and kept apart.
    """
    _take("agencies", service.import_agencies, file)


@agencies.command("places")
@FILE
def places(file: Path) -> None:
    """Import places of agencies from a CSV FILE with the columns agency, place and country.

    Optional columns: postcode, basis, first_seen, source. Places count as branches, not as seats.
    """
    _take("places", service.import_places, file)


def _take(what: str, work: Import, file: Path) -> None:
    try:
        report = run(_import(what, work, file))
    except OSError as error:
        raise click.ClickException(f"{file}: {error.strerror}") from None
    for problem in report.problems:
        column = f", {problem.column}" if problem.column else ""
        err.print(f"{file}:{problem.line}{column}: {problem.message}", markup=False)
    for same in report.duplicates:
        err.print(
            f"{file}:{same.line}: {same.name!r} may be {same.of!r} (same {same.by})", markup=False
        )
    out.print(f"{report.added} added, {report.changed} changed, {report.unchanged} unchanged.")
    if report.problems:
        raise Exit(1)


async def _import(what: str, work: Import, file: Path) -> ImportReport:
    async with opened():
        with progress() as report:
            return await work(file, lambda done, total: report(what, done, total))
