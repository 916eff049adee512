"""`resonanz worker`: runs the jobs, each by itself, until it is told to stop."""

import asyncio
import logging
import signal
from collections.abc import Iterable

import rich_click as click
from click.exceptions import Exit

from resonanz.kernel.settings import Settings

from .jobs import JOBS, Job
from .site import opened, run

LONGEST_RETRY = 300.0
FIRST_RETRY = 2.0
_log = logging.getLogger(__name__)


@click.command()
@click.option("--once", is_flag=True, help="Run every job once and stop; status 1 if one failed.")
def worker(once: bool) -> None:
    """Do the site's work in the background: mails, publication, scores, the audit log's seals.

    SIGTERM and Ctrl-C let the jobs that are running finish first.
    """
    if not run(_worker(once)):
        raise Exit(1)


async def _worker(once: bool) -> bool:
    async with opened() as settings:
        if once:
            return await run_once(JOBS, settings)
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop.set)
        _log.info("worker started with %s jobs", len(JOBS))
        await run_until(stop, JOBS, settings)
        _log.info("worker stopped")
    return True


async def run_once(jobs: Iterable[Job], settings: Settings) -> bool:
    """Run each job in order until it has nothing more to do; whether all went well."""
    well = True
    for job in jobs:
        while outcome := await _attempt(job, settings):
            pass
        well = well and outcome is not None
    return well


async def run_until(stop: asyncio.Event, jobs: Iterable[Job], settings: Settings) -> None:
    """Run the jobs side by side, each at its own pace, until `stop`; a failing one is retried."""
    async with asyncio.TaskGroup() as group:
        for job in jobs:
            group.create_task(_repeat(stop, job, settings))


async def _repeat(stop: asyncio.Event, job: Job, settings: Settings) -> None:
    failures = 0
    while not stop.is_set():
        outcome = await _attempt(job, settings)
        failures = failures + 1 if outcome is None else 0
        if not outcome:
            await _wait(stop, pause(job, failures))


def pause(job: Job, failures: int) -> float:
    """Seconds until the next run: the job's own pace, or sooner after the first failures."""
    if not failures:
        return job.every
    return min(FIRST_RETRY * 2.0 ** min(failures - 1, 10), max(job.every, LONGEST_RETRY))


async def _wait(stop: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        return


async def _attempt(job: Job, settings: Settings) -> bool | None:
    """Whether the job has more to do at once; None if it failed."""
    try:
        return await job.run(settings)
    except Exception:
        _log.exception("job %r failed", job.name)
        return None
