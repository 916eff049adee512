"""Events reach upper subjects in order, and their errors reach the caller."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from resonanz.kernel import events


@dataclass(frozen=True, slots=True)
class Happened:
    """An event that only these tests know."""

    word: str


heard: list[str] = []


@pytest.fixture(autouse=True)
def _clean() -> Iterator[None]:
    heard.clear()
    yield
    events._handlers.pop(Happened, None)


async def first(event: Happened) -> None:
    heard.append(f"first {event.word}")


async def second(event: Happened) -> None:
    heard.append(f"second {event.word}")


async def refuses(_: Happened) -> None:
    raise LookupError


async def test_handlers_run_in_order_and_once_however_often_registered() -> None:
    for handler in (first, second, first):
        events.on(Happened, handler)
    await events.emit(Happened("a"))
    assert heard == ["first a", "second a"]


async def test_error_of_a_handler_is_the_callers() -> None:
    for handler in (first, refuses, second):
        events.on(Happened, handler)
    with pytest.raises(LookupError):
        await events.emit(Happened("a"))
    assert heard == ["first a"]


async def test_event_without_handlers_is_fine() -> None:
    await events.emit(Happened("a"))
    assert heard == []
