"""`resonanz terms`: versions of the terms of use, and who is told of them."""

import rich_click as click

from resonanz.kernel import clock
from resonanz.kernel.errors import ConflictError, NotFoundError
from resonanz.legal import service
from resonanz.legal.domain import NOTICE_DAYS
from resonanz.legal.service import Announcement

from .console import out
from .site import opened, run


@click.group()
def terms() -> None:
    """Announce a new version of the terms of use."""


@terms.command("announce")
@click.argument("version", type=click.IntRange(min=2))
def announce(version: int) -> None:
    """Tell all members of agencies by mail that VERSION of the terms is coming.

    It holds from the day that its text names, and never before 15 days have passed. Until it is
    announced it is not shown and does not hold.
    """
    try:
        made = run(_announce(version))
    except NotFoundError:
        raise click.ClickException(f"There is no version {version} of the terms.") from None
    except ConflictError as error:
        raise click.ClickException(str(error)) from None
    out.print(
        f"{made.members} members of agencies are told ({NOTICE_DAYS} days ahead at least); version "
        f"{made.version} holds from {made.effective.isoformat()}."
    )


async def _announce(version: int) -> Announcement:
    async with opened():
        return await service.announce(version, clock.now(), clock.today())
