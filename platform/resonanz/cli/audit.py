"""`resonanz audit`: the log of decisions."""

import rich_click as click
from click.exceptions import Exit

from resonanz.audit import service
from resonanz.audit.service import VerifyReport

from .console import err, out
from .site import opened, run


@click.group()
def audit() -> None:
    """Look after the append-only log of decisions."""


@audit.command("verify")
def verify() -> None:
    """Recompute the hash chain over the whole log; exit status 1 if it was tampered with."""
    report = run(_verify())
    if report.broken_at is not None:
        err.print(f"error: the chain breaks at entry {report.broken_at}.")
        raise Exit(1)
    out.print(f"{report.sealed} entries are sealed and unchanged; {report.unsealed} wait.")
    out.print(f"Head of the chain: {report.head}")


async def _verify() -> VerifyReport:
    async with opened():
        return await service.verify()
