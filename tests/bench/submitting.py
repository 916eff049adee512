"""The cost of sending a review: the last screen's POST with session, limits, audit and outbox."""

import time
from typing import Any

from litestar.types import Receive, Scope, Send
from support.browsing import browse
from support.measuring import Cost
from support.visitor import Visitor

from resonanz.web.outer import OuterLayer

REVIEWS = 15
_START = {"role": "applicant", "last_stage": "first_interview", "month": "older"}
_LEDGER = {"answer": "rejection", "days": "1", "concreteness": "3", "chasers": "1"}
_RATINGS = {
    "rating_feedback": "4",
    "rating_respect": "5",
    "rating_honesty": "3",
    "rating_availability": "na",
    "_action": "send",
}


class Submitter:
    """Wraps the application and takes the time of each last screen's POST."""

    def __init__(self, app: OuterLayer) -> None:
        self._app = app
        self._taken: list[float] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        watched: Any = scope
        if watched.get("method") != "POST" or not watched["path"].endswith("/ratings"):
            await self._app(scope, receive, send)
            return
        began = time.process_time()
        await self._app(scope, receive, send)
        self._taken.append((time.process_time() - began) * 1000)

    async def cost(self, slug: str) -> Cost:
        """What one POST costs, over several reviews of different people."""
        for number in range(REVIEWS):
            async with browse(self) as client:
                visitor = Visitor(client)
                page = await visitor.get(f"/de/reviews/new?agency={slug}")
                page = await visitor.follow(await visitor.fill(page, "/new", **_START))
                page = await visitor.follow(await visitor.fill(page, "/ledger", **_LEDGER))
                fields = _RATINGS | {"email": f"bench{number}@example.org"}
                answer = await visitor.fill(page, "/ratings", **fields)
                assert answer.status_code == 303, answer.text[:2000]
        warm = sorted(self._taken[2:])
        return Cost(warm[0], warm[len(warm) // 2])
