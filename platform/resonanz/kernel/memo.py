"""What is worked out from the database once, kept in memory, and shared by all who ask for it."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine, Hashable
from contextvars import Context
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from . import db

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Memo(Generic[K, V]):
    """The newest version of what was worked out for each key, of the `most` last asked for.

    Whoever asks while it is being worked out waits for the same work: many readers of a page that
    has just changed cost no more than one.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: WeakKeyDictionary[
            db.Engine, OrderedDict[K, tuple[Hashable, asyncio.Task[V]]]
        ] = WeakKeyDictionary()

    def get(
        self, key: K, version: Hashable, make: Callable[[], Coroutine[Any, Any, V]]
    ) -> Awaitable[V]:
        """What `make` gives, from the one call of it for this version that did not fail.

        `make` runs outside of any transaction, in no language; what it raises is raised here.
        """
        kept = self._kept.setdefault(db.engine(), OrderedDict())
        found = kept.get(key)
        if found is None or found[0] != version or _failed(found[1]):
            found = version, asyncio.create_task(make(), context=Context())
            kept[key] = found
            if len(kept) > self._most:
                kept.popitem(last=False)
        kept.move_to_end(key)
        return asyncio.shield(found[1])


def _failed(work: asyncio.Task[Any]) -> bool:
    return work.done() and (work.cancelled() or work.exception() is not None)
