"""Events: what a lower subject tells upper ones, in the same transaction.

A subject defines a frozen dataclass and calls `emit`; `resonanz.wiring` registers the handlers.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

E = TypeVar("E")
Handler = Callable[[Any], Awaitable[None]]

_handlers: dict[type[Any], list[Handler]] = defaultdict(list)


def on(kind: type[E], handler: Callable[[E], Awaitable[None]]) -> None:
    """Register a handler; registering the same one twice changes nothing."""
    if handler not in _handlers[kind]:
        _handlers[kind].append(handler)


async def emit(event: object) -> None:
    """Run the handlers of the event's class in the order of their registration.

    An error of a handler is an error of the caller: the transaction they share is rolled back.
    """
    for handler in _handlers[type(event)]:
        await handler(event)
