"""The worker looks at each version of a waiting review once; nothing moves because of it."""

import datetime as dt
from collections.abc import Awaitable, Callable

from resonanz.agencies import service as agencies
from resonanz.kernel import db
from resonanz.moderation.domain.signals import SignalKey
from resonanz.moderation.service import Moderator, signals
from resonanz.reviews import service as reviews
from resonanz.reviews.domain import State

Queue = Callable[..., Awaitable[str]]
NOW = dt.datetime(2026, 11, 18, 9, tzinfo=dt.UTC)
NAMED = "Frau Koch schrieb von 0171 2345678, danach kam nichts mehr. Lauter Vollidioten."
LONG = (
    "Nach dem zweiten Gespräch hieß es, der Kunde melde sich bis Freitag. Am Freitag kam nichts, "
    "am Montag auch nicht, und auf zwei Mails gab es nur eine automatische Antwort ohne Inhalt."
)


async def of(public_id: str) -> tuple[signals.StoredSignal, ...]:
    record = await reviews.record(public_id)
    assert record is not None
    return (await signals.stored_signals([record.id])).get(record.id, ())


async def keys(public_id: str) -> set[str]:
    return {stored.signal.key.value for stored in await of(public_id)}


async def test_a_waiting_review_gets_its_signals_once(queue_review: Queue) -> None:
    public_id = await queue_review(text=NAMED)
    assert await signals.remark_waiting(10, NOW) == 1
    before = await of(public_id)
    assert {"person", "contact", "insult"} <= {stored.signal.key.value for stored in before}
    assert await signals.remark_waiting(10, NOW) == 0
    assert await signals.remark(public_id, NOW) is False
    assert await of(public_id) == before


async def test_no_signal_changes_a_review(queue_review: Queue) -> None:
    """TRUST 8, 10: a human decides, and every review waits alike."""
    public_ids = [await queue_review(text=text) for text in (NAMED, LONG, "")]
    before = [await reviews.record(one) for one in public_ids]
    order = [waiting.public_id for waiting in await reviews.queue(10, None, not_by=0)]
    await signals.remark_waiting(10, NOW)
    assert [await reviews.record(one) for one in public_ids] == before
    assert [one.public_id for one in await reviews.queue(10, None, not_by=0)] == order
    assert all(one is not None and one.state is State.PRE_CHECK for one in before)


async def test_only_so_many_are_looked_at_in_a_round(queue_review: Queue) -> None:
    for _ in range(3):
        await queue_review()
    assert await signals.remark_waiting(2, NOW) == 2
    assert await signals.remark_waiting(2, NOW) == 1


async def test_a_new_version_is_looked_at_again(queue_review: Queue) -> None:
    public_id = await queue_review(text=NAMED)
    await signals.remark_waiting(10, NOW)
    await db.execute("UPDATE review SET version = 2, text = 'Nichts.' WHERE version = 1")
    assert await signals.remark_waiting(10, NOW) == 1
    assert "person" not in await keys(public_id)
    kept = await db.rows("SELECT id FROM review_signal WHERE version = 1")
    assert len(kept) >= 3


async def test_a_pasted_text_names_the_review_it_resembles(
    queue_review: Queue, agency: int
) -> None:
    other = await agencies.propose("Südwind Personal", "DE", "Kiel", None, NOW)
    first = await queue_review(text=LONG)
    elsewhere = await queue_review(text=f"{LONG}\n\nDas war es dann.", agency_id=other)
    own = await queue_review(text="Keine Antwort nach dem ersten Gespräch. " * 5)
    await signals.remark_waiting(10, NOW)
    assert SignalKey.SIMILAR.value not in await keys(first)
    assert SignalKey.SIMILAR.value not in await keys(own)
    (similar,) = [one for one in await of(elsewhere) if one.signal.key is SignalKey.SIMILAR]
    assert similar.signal.values == {"review": first, "percent": 100}


async def test_a_burst_and_its_stars_are_pointed_out(queue_review: Queue) -> None:
    for day in range(5):
        last = await queue_review(stars=5, at=NOW - dt.timedelta(days=day), text="")
    await signals.remark_waiting(10, NOW)
    assert "agency_burst" in await keys(last)
    assert "one_sided" not in await keys(last)


async def test_a_throw_away_address_is_pointed_out(queue_review: Queue) -> None:
    public_id = await queue_review(email="alex@mailinator.com", text="")
    await signals.remark_waiting(10, NOW)
    assert await keys(public_id) == {"disposable_mail"}


async def test_moderators_say_how_often_a_signal_was_right(
    queue_review: Queue, mira: Moderator
) -> None:
    first, second = await queue_review(text=NAMED), await queue_review(text=NAMED)
    await signals.remark_waiting(10, NOW)
    (name,) = [one for one in await of(first) if one.signal.key is SignalKey.PERSON]
    (foreign,) = [one for one in await of(second) if one.signal.key is SignalKey.PERSON]
    await signals.judge_signals(first, {name.id: True, foreign.id: False}, mira, NOW)
    (figures,) = [one for one in await signals.signal_figures() if one.key is SignalKey.PERSON]
    assert (figures.total, figures.right, figures.wrong) == (2, 1, 0)
    await signals.judge_signals(first, {name.id: False}, mira, NOW)
    (figures,) = [one for one in await signals.signal_figures() if one.key is SignalKey.PERSON]
    assert (figures.right, figures.wrong) == (0, 1)


async def test_nothing_of_a_signal_outlives_a_year(queue_review: Queue) -> None:
    """TRUST 33."""
    public_id = await queue_review(text=f"{NAMED} {LONG}")
    await signals.remark_waiting(10, NOW)
    await signals.forget_old(NOW + dt.timedelta(days=365))
    assert await of(public_id) != ()
    await signals.forget_old(NOW + dt.timedelta(days=366))
    assert await of(public_id) == ()
    for table in ("review_signal", "text_sketch", "text_band"):
        row = await db.row(f"SELECT COUNT(*) AS n FROM {table}")
        assert row == {"n": 0}
