"""The command `resonanz`: its groups and its exit status."""

from collections.abc import Sequence

import rich_click as click

from resonanz import __version__
from resonanz.kernel.errors import SettingsError

from . import (
    audit,
    database,
    demo_site,
    doctor,
    moderators,
    scores,
    server,
    show_settings,
    worker,
)
from .console import err

EXIT_CODES = """\
Exit status: 0 done · 1 something was found wrong, or the work failed or was interrupted · 2 wrong
use, a wrong setting or bad input.
"""


@click.group(epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="resonanz")
def resonanz() -> None:
    """Which recruitment agency calls back? The operator's commands.

    Settings come from the environment; `resonanz settings` lists them, `resonanz doctor` checks
    them.
    """


resonanz.add_command(server.serve)
resonanz.add_command(worker.worker)
resonanz.add_command(database.migrate)
resonanz.add_command(demo_site.demo)
resonanz.add_command(moderators.moderators)
resonanz.add_command(scores.scores)
resonanz.add_command(audit.audit)
resonanz.add_command(show_settings.settings)
resonanz.add_command(doctor.doctor)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns or exits with the exit status."""
    try:
        resonanz.main(args=arguments, prog_name="resonanz")
    except SettingsError as error:
        err.print(f"error: {error}", markup=False)
        return 2
    return 0
