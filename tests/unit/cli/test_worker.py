"""The worker: each job by itself, failures retried, an orderly end."""

import asyncio
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.cli import worker
from resonanz.cli.jobs import JOBS, Job
from resonanz.cli.worker import LONGEST_RETRY, pause, run_once, run_until
from resonanz.kernel.settings import Settings

SETTINGS = Settings(mode="development")


async def nothing(_: Settings) -> bool:
    return False


def test_every_job_has_a_name_of_its_own_and_a_pace() -> None:
    assert len({job.name for job in JOBS}) == len(JOBS)
    assert all(job.every > 0 for job in JOBS)


async def test_a_failing_job_leaves_the_others_alone_and_is_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worker, "FIRST_RETRY", 0.01)
    stop = asyncio.Event()
    tries = itertools.count(1)
    others = itertools.count(1)

    async def fails_twice(_: Settings) -> bool:
        if next(tries) == 3:
            stop.set()
            return False
        raise RuntimeError("the mail server is away")

    async def well(_: Settings) -> bool:
        next(others)
        return False

    jobs = (Job("fails", 0.01, fails_twice), Job("well", 0.01, well))
    async with asyncio.timeout(20):
        await run_until(stop, jobs, SETTINGS)
    assert next(tries) == 4
    assert next(others) > 2


async def test_a_job_that_has_more_to_do_goes_on_at_once() -> None:
    stop = asyncio.Event()
    rounds = iter([True, True, False])

    async def work(_: Settings) -> bool:
        more = next(rounds)
        if not more:
            stop.set()
        return more

    async with asyncio.timeout(5):
        await run_until(stop, (Job("work", 3600.0, work),), SETTINGS)
    assert list(rounds) == []


async def test_stopping_lets_a_running_job_finish() -> None:
    stop = asyncio.Event()
    finished = []

    async def slow(_: Settings) -> bool:
        stop.set()
        await asyncio.sleep(0)
        finished.append("sent")
        return True

    await run_until(stop, (Job("slow", 3600.0, slow),), SETTINGS)
    assert finished == ["sent"]


async def test_once_runs_every_job_and_says_whether_all_went_well() -> None:
    ran = []

    async def good(_: Settings) -> bool:
        ran.append("good")
        return False

    async def bad(_: Settings) -> bool:
        raise RuntimeError

    assert await run_once((Job("good", 1.0, good),), SETTINGS)
    assert not await run_once((Job("bad", 1.0, bad), Job("good", 1.0, good)), SETTINGS)
    assert ran == ["good", "good"]


@given(failures=st.integers(1, 1000), every=st.floats(0.1, 90000))
def test_the_pause_after_failures_grows_and_has_an_end(failures: int, every: float) -> None:
    job = Job("job", every, nothing)
    assert 0 < pause(job, failures) <= pause(job, failures + 1) <= max(every, LONGEST_RETRY)
    assert pause(job, 0) == every
