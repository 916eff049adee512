"""The command `resonanz`: its groups and its exit status."""

from collections.abc import Sequence
from importlib import import_module

import rich_click as click

from resonanz import __version__
from resonanz.kernel.errors import SettingsError

from .console import err

EXIT_CODES = """\
Exit status: 0 done · 1 something was found wrong, or the work failed or was interrupted · 2 wrong
use, a wrong setting or bad input.
"""
COMMANDS = {
    "agencies": "agencies",
    "audit": "audit",
    "demo": "demo_site",
    "doctor": "doctor",
    "migrate": "database",
    "moderators": "moderators",
    "scores": "scores",
    "serve": "server",
    "settings": "show_settings",
    "statements": "statements",
    "terms": "terms",
    "worker": "worker",
}
"""The module of each command, which holds it under the command's name."""


class Commands(click.RichGroup):
    """Imports a command when it is asked for: each start is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, for the help."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"resonanz.cli.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, cmd_name)
        return command


@click.group(
    cls=Commands, epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="resonanz")
def resonanz() -> None:
    """Which recruitment agency calls back? The operator's commands.

    Settings come from the environment; `resonanz settings` lists them, `resonanz doctor` checks
    them.
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns or exits with the exit status."""
    try:
        resonanz.main(args=arguments, prog_name="resonanz")
    except SettingsError as error:
        err.print(f"error: {error}", markup=False)
        return 2
    return 0
