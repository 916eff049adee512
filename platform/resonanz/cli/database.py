"""`resonanz migrate`."""

import rich_click as click

from resonanz.kernel import db
from resonanz.kernel.settings import from_environment

from .console import out
from .site import DATABASE_ERRORS, prepare, run, unreachable


@click.command()
def migrate() -> None:
    """Bring the database up to date; safe to run at any time and from several machines at once."""
    settings = from_environment()
    prepare(settings)
    try:
        ran = run(db.migrate(settings.database_url))
    except DATABASE_ERRORS as error:
        raise click.ClickException(unreachable(error)) from error
    for name in ran:
        out.print(f"migrated {name}")
    out.print(f"{len(ran)} migrations ran." if ran else "Up to date.")
