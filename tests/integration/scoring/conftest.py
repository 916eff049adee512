"""Agencies and reviews to score."""

import datetime as dt
import random
from collections.abc import Awaitable, Callable

import pytest

from resonanz.agencies import service as agencies
from resonanz.kernel import db
from resonanz.scoring import service
from resonanz.scoring.domain.ledger import Answer, Concreteness, DaysClass, LedgerLine, Stage

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
TODAY = NOW.date()
CRITERIA = ("reasons", "availability", "fit", "expertise", "honesty", "discretion", "respect")

MakeAgencies = Callable[[int], Awaitable[list[int]]]


@pytest.fixture
def now() -> dt.datetime:
    return NOW


@pytest.fixture
def make_agencies(database: db.Engine) -> MakeAgencies:
    async def make(n: int) -> list[int]:
        async with db.transaction():
            return [
                await agencies.propose(f"Nordlicht {number:03d}", "DE", None, None, NOW)
                for number in range(n)
            ]

    return make


class Reviews:
    """Random reviews with ids of their own, by a seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.last = 0

    def new(
        self, agency_id: int, day: dt.date | None = None, proven: bool | None = None
    ) -> service.NewRating:
        self.last += 1
        return self.again(self.last, agency_id, day or self.day(), proven)

    def again(
        self, review_id: int, agency_id: int, day: dt.date, proven: bool | None = None
    ) -> service.NewRating:
        """Other answers of the same review."""
        chosen = self.random.sample(CRITERIA, self.random.randint(3, 7))
        return service.NewRating(
            review_id=review_id,
            agency_id=agency_id,
            published_on=day,
            ratings={key: self.random.randint(1, 5) for key in ("feedback", *chosen)},
            ledger=[self.line(stage).to_dict() for stage in self.stages()],
            contact_proven=self.random.random() < 0.3 if proven is None else proven,
            invited=self.random.random() < 0.1 if proven is None else False,
        )

    def day(self) -> dt.date:
        return TODAY - dt.timedelta(days=int(self.random.expovariate(1 / 120)))

    def stages(self) -> list[Stage]:
        return list(Stage)[: self.random.randint(0, 4)]

    def line(self, stage: Stage) -> LedgerLine:
        answer = self.random.choice(list(Answer))
        rejected = answer is Answer.REJECTION
        return LedgerLine(
            stage,
            answer,
            days=None if answer is Answer.NOTHING else self.random.choice(list(DaysClass)),
            chasers=self.random.randint(0, 3),
            concreteness=self.random.choice(list(Concreteness)) if rejected else None,
        )


@pytest.fixture
def reviews(request: pytest.FixtureRequest) -> Reviews:
    return Reviews(getattr(request, "param", 1))
