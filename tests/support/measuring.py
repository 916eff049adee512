"""CPU time of things that run in this process, threads of the database included."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from litestar.types import ASGIApp

Answer = tuple[int, dict[bytes, bytes], bytes]


async def ask(app: ASGIApp, path: str, query: str = "", tag: bytes | None = None) -> Answer:
    """Answer a GET as a server would, without one: status, headers, body; no compression."""
    headers = [(b"host", b"localhost")]
    if tag is not None:
        headers.append((b"if-none-match", tag))
    scope: Any = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": headers,
        "client": ("192.0.2.7", 50000),
        "server": ("localhost", 80),
    }
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    await app(scope, receive, send)
    return sent[0]["status"], dict(sent[0]["headers"]), sent[1]["body"]


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of CPU a call: of the quickest batch, which other processes disturb least,
    and of the batch in the middle.
    """

    least: float
    usual: float


async def cost(call: Callable[[], Awaitable[Any]], calls: int = 25, batches: int = 12) -> Cost:
    """What a call costs once everything is warm."""
    return (await costs({"it": call}, calls, batches))["it"]


async def costs(
    work: dict[str, Callable[[], Awaitable[Any]]], calls: int = 25, batches: int = 12
) -> dict[str, Cost]:
    """What several calls cost, taking turns, so that all see the same machine."""
    for call in work.values():
        for _ in range(calls):
            await call()
    taken: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(batches):
        for name, call in work.items():
            began = time.process_time()
            for _ in range(calls):
                await call()
            taken[name].append((time.process_time() - began) * 1000 / calls)
    return {name: Cost(min(times), sorted(times)[len(times) // 2]) for name, times in taken.items()}
