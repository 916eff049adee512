"""Signals on the moderators' pages."""

import datetime as dt
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from resonanz.kernel import clock
from resonanz.moderation import service
from resonanz.moderation.service import Moderator, signals
from resonanz.reviews import service as reviews

Queue = Callable[..., Awaitable[str]]
Enter = Callable[[Moderator | None], Awaitable[Any]]
NAMED = "Erst schrieb Frau Koch.\n\nDann kam <b>nichts</b> mehr, nur 0171 2345678."


@pytest.fixture
def now() -> dt.datetime:
    return clock.now()


async def named(public_id: str) -> signals.StoredSignal:
    record = await reviews.record(public_id)
    assert record is not None
    found = (await signals.stored_signals([record.id]))[record.id]
    return next(one for one in found if one.signal.key == "person")


async def test_a_case_marks_the_places_and_gives_each_reason(
    queue_review: Queue, mira: Moderator, enter: Enter, now: dt.datetime
) -> None:
    """TRUST 8."""
    public_id = await queue_review(text=NAMED, at=now)
    await signals.remark_waiting(10, now)
    browser = await enter(mira)
    page = (await browser.get(f"/de/moderation/reviews/{public_id}")).text
    assert "<p>Erst schrieb <mark>Frau Koch</mark>.</p>" in page
    assert "&lt;b&gt;nichts&lt;/b&gt; mehr, nur <mark>0171 2345678</mark>." in page
    assert "Mit Anrede, Funktion oder vollem Namen genannt." in page
    assert "Telefonnummer" in page
    queue = (await browser.get("/de/moderation")).text
    assert '<li class="chip is-alert">Name einer Person</li>' in queue


async def test_a_case_without_signals_says_nothing_of_them(
    queue_review: Queue, mira: Moderator, enter: Enter, now: dt.datetime
) -> None:
    public_id = await queue_review(at=now)
    await signals.remark_waiting(10, now)
    browser = await enter(mira)
    page = (await browser.get(f"/de/moderation/reviews/{public_id}")).text
    assert "<h2>Hinweise" not in page


async def test_a_decision_may_say_whether_a_signal_was_right(
    queue_review: Queue, mira: Moderator, enter: Enter, now: dt.datetime
) -> None:
    plain = await queue_review(text=NAMED, at=now)
    told = await queue_review(text=NAMED, at=now)
    await signals.remark_waiting(10, now)
    browser = await enter(mira)
    for public_id, ticks in ((plain, {}), (told, {f"signal_{(await named(told)).id}": "right"})):
        await service.claim(public_id, mira, now)
        case = f"/de/moderation/reviews/{public_id}"
        answer = await browser.post(f"{case}/decision", case, verdict="approve", **ticks)
        assert answer.status_code == 303
    assert (await named(plain)).was_right is None
    assert (await named(told)).was_right is True
    figures = (await browser.get("/de/moderation/signals")).text
    assert "Name einer Person" in figures
    assert "100 %" in figures.replace("\xa0", " ")


async def test_a_form_that_comes_back_keeps_its_ticks(
    queue_review: Queue, mira: Moderator, enter: Enter, now: dt.datetime
) -> None:
    public_id = await queue_review(text=NAMED, at=now)
    await signals.remark_waiting(10, now)
    await service.claim(public_id, mira, now)
    name = f"signal_{(await named(public_id)).id}"
    browser = await enter(mira)
    case = f"/de/moderation/reviews/{public_id}"
    answer = await browser.post(f"{case}/decision", case, verdict="reject", **{name: "wrong"})
    assert answer.status_code == 422
    assert f'name="{name}" value="wrong" checked' in answer.text
    assert (await named(public_id)).was_right is None


@pytest.mark.parametrize("language", ["de", "en", "es"])
async def test_every_signal_has_words(
    queue_review: Queue, mira: Moderator, enter: Enter, now: dt.datetime, language: str
) -> None:
    long = "Das war es dann auch schon, und mehr ist dazu wirklich nicht zu sagen von mir."
    await queue_review(text=f"{long} {NAMED}", at=now, email="a@mailinator.com", language="es")
    public_id = await queue_review(text=f"{long} {NAMED}", at=now, email="b@mailinator.com")
    await signals.remark_waiting(10, now)
    browser = await enter(mira)
    for path in (f"/{language}/moderation/reviews/{public_id}", f"/{language}/moderation/signals"):
        answer = await browser.get(path)
        assert answer.status_code == 200
        assert "%(" not in answer.text
