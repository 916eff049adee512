"""Rendered public pages, kept until what they show changes.

A body is kept by address (which holds the language) with the site's revision that was known when
its rendering began. It is good as long as no agency that it shows, or for pages about many
agencies the site, has a later revision. A process learns of revisions by asking at most every half
second, and at once after its own commits (`expire`). Bodies also end with the day in Europe/Berlin.
"""

import asyncio
import datetime as dt
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextvars import Context
from dataclasses import dataclass, field
from typing import Any

from litestar import Request, Response

from resonanz.kernel import clock

Key = tuple[str, bytes]
Answer = tuple[list[tuple[bytes, bytes]], bytes, bytes | None]
"""Complete headers, body and ETag."""
Revisions = tuple[int, Mapping[int, int]]
Source = Callable[[int | None], Awaitable[Revisions]]
"""Given the last known revision of the site: the present one, read first, and the revision of
each agency that changed since (none for None)."""

CHECK_SECONDS = 0.5
MARK = "body_mark"
_PLAIN_BYTES = 32 * 1024 * 1024
_QUERY_BYTES = 8 * 1024 * 1024
_LONGEST_ADDRESS = 512
_OVERHEAD = 1024

_own_commits = 0


def expire() -> None:
    """This process committed a public change: ask for revisions before the next kept body."""
    global _own_commits  # noqa: PLW0603
    _own_commits += 1


@dataclass(slots=True)
class Kept:
    """A body with what it depends on; `headers` are those of the response, lower case."""

    body: bytes
    headers: list[tuple[bytes, bytes]]
    mark: int
    agencies: tuple[int, ...]
    """Those that it shows; none of them if it is about the whole site."""
    ready: dict[bool, Answer] = field(default_factory=dict)
    """What the outer layer made of it, without and with compression."""


class _Shelf:
    """The bodies used last, up to a number of bytes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._used = 0
        self._kept: OrderedDict[Key, Kept] = OrderedDict()

    def get(self, key: Key) -> Kept | None:
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
        return kept

    def put(self, key: Key, kept: Kept) -> None:
        self.drop(key)
        self._kept[key] = kept
        self._used += _size(kept)
        while self._used > self._most:
            _, oldest = self._kept.popitem(last=False)
            self._used -= _size(oldest)

    def drop(self, key: Key) -> None:
        kept = self._kept.pop(key, None)
        if kept is not None:
            self._used -= _size(kept)

    def clear(self) -> None:
        self._kept.clear()
        self._used = 0


def _size(kept: Kept) -> int:
    # The compressed form is made later and is smaller than half of the body.
    return len(kept.body) * 3 // 2 + _OVERHEAD


class BodyCache:
    """The kept bodies of one process."""

    def __init__(
        self,
        source: Source | None = None,
        *,
        ticks: Callable[[], float] = time.monotonic,
        today: Callable[[], dt.date] = clock.today,
    ) -> None:
        """Without a source nothing is kept; `ticks` are seconds of a clock that never goes back."""
        self._source = source
        self._ticks = ticks
        self._today = today
        # Addresses with a query are many: they must not push out those without.
        self._shelves = (_Shelf(_PLAIN_BYTES), _Shelf(_QUERY_BYTES))
        self._agencies: dict[int, int] = {}
        self._checked_at = 0.0
        self._seen_commits = -1
        self._day = today()
        self._refreshing: asyncio.Task[None] | None = None
        self.mark: int | None = None
        """The last known revision of the site; bodies rendered from now on show at least this."""

    async def start(self) -> None:
        """Learn the present revision of the site."""
        await self._refresh()

    async def find(self, path: str, query: bytes) -> Kept | None:
        """The kept body of an address if it still shows the present state."""
        if self._source is None:
            return None
        if self.mark is None:
            await self._refresh()
        key = (path, query)
        shelf = self._shelves[bool(query)]
        kept = shelf.get(key)
        if kept is None:
            return None
        if self._seen_commits != _own_commits or self._ticks() - self._checked_at >= CHECK_SECONDS:
            await self._refresh()
            kept = shelf.get(key)
            if kept is None:
                return None
        if self._changed(kept):
            shelf.drop(key)
            return None
        return kept

    def _changed(self, kept: Kept) -> bool:
        if not kept.agencies:
            return self.mark != kept.mark
        return any(self._agencies.get(one, 0) > kept.mark for one in kept.agencies)

    def keep(
        self,
        request: Request[Any, Any, Any],
        response: Response[bytes],
        *,
        agency_id: int | None = None,
        beside: Sequence[int] = (),
    ) -> Response[bytes]:
        """Keep a public page for the next reader; `agency_id` if it shows only that agency, and
        the few `beside` it.

        Pages with cookies, private ones and those that are not 200 pass through unkept.
        """
        mark, path = request.scope["state"].get(MARK, (None, ""))
        query = request.scope["query_string"]
        if (
            mark is None
            or response.status_code not in {None, 200}
            or response.cookies
            or "no-store" in response.headers.get("cache-control", "no-store")
            or len(path) + len(query) > _LONGEST_ADDRESS
        ):
            return response
        shown = () if agency_id is None else (agency_id, *beside)
        encoded = response.to_asgi_response(app=None, request=request)
        kept = Kept(bytes(encoded.body), encoded.encode_headers(), mark, shown)
        self._shelves[bool(query)].put((path, query), kept)
        return response

    async def _refresh(self) -> None:
        """Ask for revisions; requests that come meanwhile wait for the same answer.

        In a context of its own: the question belongs to the process, not to a request's
        transaction.
        """
        if self._source is None:
            return
        if self._refreshing is None or self._refreshing.done():
            self._refreshing = asyncio.create_task(self._ask(self._source), context=Context())
        await asyncio.shield(self._refreshing)

    async def _ask(self, source: Source) -> None:
        commits, ticks = _own_commits, self._ticks()
        revision, agencies = await source(self.mark)
        self._agencies.update(agencies)
        self.mark = revision
        self._seen_commits, self._checked_at = commits, ticks
        day = self._today()
        if day != self._day:
            self._day = day
            for shelf in self._shelves:
                shelf.clear()
