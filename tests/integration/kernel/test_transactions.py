"""Transactions on both databases: all or nothing, whatever happens in between."""

import asyncio
from contextvars import Context

import pytest
from piccolo.engine.exceptions import TransactionError
from support.notes import texts, write

from resonanz.kernel import db
from resonanz.mail.tables import Outbox

pytestmark = pytest.mark.usefixtures("note")


class PlannedError(Exception):
    """Raised on purpose."""


async def write_and_fail(*words: str) -> None:
    async with db.transaction():
        for word in words:
            await write(word)
        raise PlannedError


async def usable() -> bool:
    """Whether the database still takes a transaction and a read."""
    async with asyncio.timeout(10), db.transaction():
        await write("afterwards")
    return (await texts())[-1] == "afterwards"


async def test_committed_data_is_seen_by_readers() -> None:
    async with db.transaction():
        await write("a")
    assert await texts() == ["a"]


async def test_error_rolls_everything_back() -> None:
    with pytest.raises(PlannedError):
        await write_and_fail("a", "b")
    assert await texts() == []
    assert await usable()


async def test_transaction_sees_its_own_writes_and_others_do_not() -> None:
    async def from_outside() -> list[str]:
        return await texts()

    async with db.transaction():
        await write("a")
        assert await texts() == ["a"]
        # A task takes the transaction along with its context; a fresh context has none.
        loop = asyncio.get_running_loop()
        assert await loop.create_task(from_outside(), context=Context()) == []


async def test_inner_transaction_joins_the_outer_one() -> None:
    async with db.transaction() as outer:
        async with db.transaction() as inner:
            assert inner is outer
            await write("a")
        await write("b")
    assert await texts() == ["a", "b"]


async def outer_that_fails_after_an_inner_one() -> None:
    async with db.transaction():
        async with db.transaction():
            await write("a")
        raise PlannedError


async def test_inner_transaction_commits_nothing_by_itself() -> None:
    with pytest.raises(PlannedError):
        await outer_that_fails_after_an_inner_one()
    assert await texts() == []


async def outer_that_swallows_an_inner_failure() -> None:
    async with db.transaction():
        await write("outer")
        try:
            await write_and_fail("inner")
        except PlannedError:
            await write("more")


async def test_inner_failure_that_was_caught_keeps_the_outer_one_from_committing() -> None:
    with pytest.raises(TransactionError):
        await outer_that_swallows_an_inner_failure()
    assert await texts() == []
    assert await usable()


async def test_savepoint_undoes_a_part() -> None:
    async with db.transaction() as transaction:
        await write("kept")
        first = await transaction.savepoint()
        await write("undone")
        await first.rollback_to()
        second = await transaction.savepoint("second")
        await write("kept too")
        await second.release()
    assert await texts() == ["kept", "kept too"]


async def test_savepoint_saves_a_transaction_from_a_broken_constraint() -> None:
    async with db.transaction() as transaction:
        await write("a")
        savepoint = await transaction.savepoint()
        with pytest.raises(db.INTEGRITY_ERRORS):
            await write("a")
        await savepoint.rollback_to()
    assert await texts() == ["a"]


async def test_atomic_runs_queries_together() -> None:
    atomic = db.engine().atomic()  # type: ignore[attr-defined]
    atomic.add(Outbox.insert(Outbox(kind="one")), Outbox.insert(Outbox(kind="two")))
    await atomic.run()
    assert await Outbox.count() == 2

    atomic.add(Outbox.insert(Outbox(kind="three")), Outbox.insert(Outbox(language="xx")))
    with pytest.raises(db.INTEGRITY_ERRORS):
        await atomic.run()
    assert await Outbox.count() == 2
    assert await usable()


async def test_failing_commit_leaves_nothing_open() -> None:
    called: list[str] = []

    async def refused() -> None:
        async with db.transaction():
            db.after_commit(lambda: called.append("committed"))
            await db.execute("INSERT INTO note (text, parent) VALUES ('a', 99)")

    with pytest.raises(db.INTEGRITY_ERRORS):
        await refused()
    assert db.engine().open_transaction() is None
    assert called == []
    assert await texts() == []
    assert await usable()


async def test_cancellation_in_the_middle_rolls_back() -> None:
    begun = asyncio.Event()

    async def work() -> None:
        async with db.transaction():
            await write("a")
            begun.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(work())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await texts() == []
    assert await usable()


@pytest.mark.parametrize("turns", range(12))
async def test_cancellation_at_any_await_is_all_or_nothing(turns: int) -> None:
    called: list[str] = []

    async def work() -> None:
        async with db.transaction():
            db.after_commit(lambda: called.append("committed"))
            await write("a")
            await write("b")

    task = asyncio.create_task(work())
    for _ in range(turns):
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    found = await texts()
    assert found in ([], ["a", "b"])
    # The caller's error says nothing, but what hangs on the commit must happen.
    assert bool(called) == bool(found)
    assert await usable()


async def test_cancelled_while_it_waits_for_its_turn() -> None:
    async with db.transaction():
        await write("a")
        loop = asyncio.get_running_loop()
        waiting = loop.create_task(write_and_fail("b"), context=Context())
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.wait([waiting])
    assert await texts() == ["a"]
    assert await usable()


async def test_cancelled_query_leaves_the_database_usable() -> None:
    slow = (
        "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 300000)"
        " SELECT MAX(n) AS n FROM t"
    )
    task = asyncio.create_task(db.rows(slow))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await db.row("SELECT 1 AS one") == {"one": 1}
    assert await usable()


async def test_task_that_outlives_its_transaction_does_not_write_into_another() -> None:
    may_write = asyncio.Event()

    async def late() -> None:
        await may_write.wait()
        await write("late")

    async with db.transaction():
        task = asyncio.create_task(late())
        await write("a")
    may_write.set()
    with pytest.raises(PlannedError):
        await write_and_fail("rolled back")
    await task
    assert sorted(await texts()) == ["a", "late"]


async def test_after_commit_runs_once_after_the_outermost_commit() -> None:
    called: list[str] = []
    async with db.transaction():
        async with db.transaction():
            db.after_commit(lambda: called.append("inner"))
        db.after_commit(lambda: called.append("outer"))
        assert called == []
    assert called == ["inner", "outer"]
    async with db.transaction():
        pass
    assert called == ["inner", "outer"]


async def test_after_commit_is_dropped_on_rollback_and_immediate_outside() -> None:
    called: list[str] = []

    async def fails() -> None:
        async with db.transaction():
            db.after_commit(lambda: called.append("never"))
            raise PlannedError

    with pytest.raises(PlannedError):
        await fails()
    assert called == []
    db.after_commit(lambda: called.append("at once"))
    assert called == ["at once"]


async def test_failing_callback_does_not_undo_or_hide_the_commit(
    caplog: pytest.LogCaptureFixture,
) -> None:
    called: list[str] = []

    def broken() -> None:
        raise PlannedError

    async with db.transaction():
        await write("a")
        db.after_commit(broken)
        db.after_commit(lambda: called.append("next"))
    assert await texts() == ["a"]
    assert called == ["next"]
    assert "callback after a commit failed" in caplog.text


async def test_thirty_two_writers_lose_nothing() -> None:
    async def writer(number: int) -> None:
        for turn in range(100):
            async with db.transaction():
                await write(f"{number}-{turn}")

    await asyncio.gather(*(writer(number) for number in range(32)))
    assert await db.row("SELECT COUNT(*) AS n FROM note") == {"n": 3200}


async def test_recording_shows_statements_but_no_begin_or_commit() -> None:
    with db.recording() as statements:
        async with db.transaction():
            await write("a")
        await texts()
    await texts()
    assert [statement.split()[0] for statement in statements] == ["INSERT", "SELECT"]


async def test_placeholders_and_arguments_must_agree() -> None:
    with pytest.raises(ValueError, match="1 placeholders, but 0 arguments"):
        await db.execute("INSERT INTO note (text) VALUES ({})")


async def test_row_is_the_first_or_none() -> None:
    await write("a")
    await write("b")
    assert await db.row("SELECT text FROM note ORDER BY id DESC") == {"text": "b"}
    assert await db.row("SELECT text FROM note WHERE text = {}", "c") is None
