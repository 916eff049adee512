"""The database's part of `resonanz scores`, apart from `compute`, which needs none of it."""

from resonanz.scoring import service
from resonanz.scoring.service import RecomputeReport

from .console import progress
from .site import opened, run


def recompute() -> RecomputeReport:
    """Recompute all stored scores and show how far it is."""
    return run(_recompute())


async def _recompute() -> RecomputeReport:
    async with opened():
        with progress() as report:
            return await service.recompute(lambda done, total: report("agencies", done, total))
