"""Where hits are counted: in the database, or in Redis when several machines share the load."""

from collections.abc import Mapping
from typing import Protocol

from redis.asyncio import Redis

from . import queries


class Counter(Protocol):
    """Counts hits in windows."""

    async def count(self, windows: Mapping[str, int], seconds: int) -> dict[str, int]:
        """Count one hit in each bucket's window (its start as Unix time); all hits so far.

        `seconds` is how long the longest of the windows lasts.
        """
        ...

    async def ready(self) -> bool:
        """Whether hits can be counted right now."""
        ...

    async def close(self) -> None:
        """Give back connections."""
        ...


class DatabaseCounter:
    """One upsert a request."""

    async def count(self, windows: Mapping[str, int], seconds: int) -> dict[str, int]:
        """See Counter."""
        del seconds  # the worker deletes old windows
        return await queries.count_hits(windows)

    async def ready(self) -> bool:
        """Always: readiness asks the database itself."""
        return True

    async def close(self) -> None:
        """Nothing to give back."""


class RedisCounter:
    """One pipeline a request; keys expire by themselves."""

    def __init__(self, url: str) -> None:
        self._redis: Redis = Redis.from_url(url, socket_timeout=2, socket_connect_timeout=2)

    async def count(self, windows: Mapping[str, int], seconds: int) -> dict[str, int]:
        """See Counter."""
        async with self._redis.pipeline(transaction=True) as pipe:
            for bucket, start in windows.items():
                name = f"resonanz:limit:{bucket}:{start}"
                pipe.incr(name)
                pipe.expire(name, seconds)
            answers = await pipe.execute()
        return dict(zip(windows, answers[::2], strict=True))

    async def ready(self) -> bool:
        """Whether Redis answers."""
        try:
            await self._redis.ping()
        except Exception:
            return False
        return True

    async def close(self) -> None:
        """Close the connections."""
        await self._redis.aclose()
