"""What is worked out once is shared by all who ask meanwhile, kept, and forgotten in time."""

import asyncio

import pytest

from resonanz.kernel.memo import Memo

pytestmark = pytest.mark.usefixtures("database")


class Work:
    """Counts how often it is done; waits until it is let go."""

    def __init__(self) -> None:
        self.done = 0
        self.go = asyncio.Event()

    async def __call__(self) -> int:
        self.done += 1
        await self.go.wait()
        return self.done


async def test_readers_of_the_same_moment_share_the_work() -> None:
    memo: Memo[str, int] = Memo(2)
    work = Work()
    asked = [asyncio.ensure_future(memo.get("a", 1, work)) for _ in range(16)]
    await asyncio.sleep(0)
    asked[0].cancel()
    work.go.set()
    assert await asyncio.gather(*asked[1:]) == [1] * 15
    assert await memo.get("a", 1, work) == 1
    assert work.done == 1


async def test_a_new_version_is_worked_out_anew() -> None:
    memo: Memo[str, int] = Memo(2)
    work = Work()
    work.go.set()
    assert [await memo.get("a", version, work) for version in (1, 2, 2)] == [1, 2, 2]


async def test_what_was_not_asked_for_longest_goes_first() -> None:
    memo: Memo[str, int] = Memo(2)
    work = Work()
    work.go.set()
    for key in ("a", "b", "a", "c"):
        await memo.get(key, 1, work)
    assert work.done == 3
    await memo.get("a", 1, work)
    assert work.done == 3
    await memo.get("b", 1, work)
    assert work.done == 4


async def test_a_failure_reaches_those_who_asked_and_is_tried_again() -> None:
    memo: Memo[str, int] = Memo(2)

    async def broken() -> int:
        raise ConnectionError

    for _ in range(2):
        with pytest.raises(ConnectionError):
            await memo.get("a", 1, broken)
    work = Work()
    work.go.set()
    assert await memo.get("a", 1, work) == 1
