"""What leaves or comes back leaves or comes back everywhere: against recomputation from nothing."""

import datetime as dt
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

import pytest

from resonanz.accounts.service import demo
from resonanz.agencies import service as agencies
from resonanz.directory.queries import lists, profiles
from resonanz.kernel import db
from resonanz.kernel.errors import ConflictError
from resonanz.kernel.settings import Settings
from resonanz.moderation import service as moderation
from resonanz.moderation.domain import Verdict
from resonanz.moderation.service import Moderator
from resonanz.reviews import queries as review_queries
from resonanz.reviews import service as reviews
from resonanz.reviews.domain import LIVE_STATES, PUBLIC_STATES, Event, State, may
from resonanz.reviews.domain import transition as next_state
from resonanz.reviews.service.publishing import rated
from resonanz.scoring import queries as scoring_queries
from resonanz.scoring import service as scoring
from resonanz.scoring.domain.ledger import Answer, DaysClass, LedgerLine, Stage

from .conftest import NOW, PASSWORD, Publish

STEPS = 40
ACTS: dict[str, Event] = {
    "contest": Event.CONTEST,
    "hide": Event.HIDE,
    "keep": Event.KEEP,
    "remove": Event.REMOVE,
    "restore": Event.RESTORE,
}


@dataclass
class Model:
    """What the histories should have led to: states by review, and who still counts withdrawn."""

    states: dict[str, State] = field(default_factory=dict)
    accounts: dict[str, int] = field(default_factory=dict)
    agency: dict[str, int] = field(default_factory=dict)
    counted_withdrawn: set[str] = field(default_factory=set)

    def after(self, act: str, public_id: str) -> State | None:
        """The state after an act, None if it is not allowed; hiding contests on the way."""
        state = self.states[public_id]
        if act == "correct":
            return state if state in LIVE_STATES else None
        event = Event.WITHDRAW if act == "withdraw" else ACTS[act]
        if act == "contest" and state in {State.CONTESTED, State.HIDDEN_INTERIM}:
            return state
        if (act, state) in {("hide", State.HIDDEN_INTERIM), ("keep", State.PUBLISHED)}:
            return state
        if act in {"hide", "remove"} and state is State.PUBLISHED:
            state = State.CONTESTED
        return next_state(state, event) if may(state, event) else None


async def perform(act: str, public_id: str, model: Model, now: dt.datetime) -> None:
    """Carry out one act."""
    match act:
        case "correct":
            days = DaysClass(now.hour % len(DaysClass))
            line = LedgerLine(Stage.FIRST_INTERVIEW, Answer.ADVANCED, days)
            await reviews.correct_line(public_id, line, now)
        case "withdraw":
            await reviews.withdraw(public_id, model.accounts[public_id], now)
        case "contest":
            await reviews.contest(public_id, "system", now)
        case "keep":
            await reviews.keep(public_id, "system", now)
        case "hide":
            await reviews.hide(public_id, "Grund", "system", now)
        case "remove":
            await reviews.remove(public_id, "Grund", "system", now)
        case "restore":
            await reviews.restore(public_id, "", "system", now)


async def stored() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Every stored count, value and score."""
    return (
        await db.rows("SELECT * FROM rated_review ORDER BY review_id"),
        await db.rows("SELECT * FROM agency_score ORDER BY agency_id"),
    )


async def recompute_from_nothing(model: Model) -> None:
    """Throw away what is stored, and compute it again from the reviews alone."""
    rows = []
    for public_id, state in model.states.items():
        row = await review_queries.review_by_public_id(public_id)
        assert row is not None
        assert row["state"] == state
        if state in PUBLIC_STATES or public_id in model.counted_withdrawn:
            rating = rated(row, row["published_on"]).stored()
            rows.append(replace(rating, live=state in PUBLIC_STATES))
    async with db.transaction():
        await db.execute("DELETE FROM rated_review")
        await db.execute("DELETE FROM agency_score")
        if rows:
            await scoring_queries.put_ratings(rows)
        await scoring.recompute()


async def check(model: Model) -> None:
    """Stored values, lists and counts are those of a site that never knew anything else."""
    before = await stored()
    await recompute_from_nothing(model)
    assert await stored() == before
    public = {one for one, state in model.states.items() if state in PUBLIC_STATES}
    assert {row["public_id"] for row in await lists.latest(1000)} == public
    assert (await lists.totals())["reviews"] == len(public)
    for agency_id in set(model.agency.values()):
        own = {one for one in public if model.agency[one] == agency_id}
        shown = await profiles.reviews(agency_id, None, 1000)
        assert {row["public_id"] for row in shown} == own
    for public_id in model.states:
        assert (await profiles.review(public_id) is not None) is (public_id in public)


async def revision(agency_id: int) -> int:
    """The revision of an agency's pages."""
    row = await db.row("SELECT revision FROM agency WHERE id = {}", agency_id)
    assert row is not None
    return int(row["revision"])


@pytest.mark.parametrize("seed", range(5))
async def test_random_histories_leave_what_recomputation_finds(
    seed: int, queue_review: Publish, agency: int, mira: Moderator, settings: Settings
) -> None:
    """Every removed or hidden review leaves every count, score and list in one transaction."""
    rng = Random(seed)
    homes = [agency]
    for name in ("Alsterkontor", "Weserbüro"):
        homes.append(await agencies.propose(name, "DE", None, None, NOW))
    model = Model()
    for step in range(STEPS):
        now = NOW + dt.timedelta(hours=step)
        act = rng.choice(["publish", "withdraw", "correct", *ACTS, *ACTS])
        if act == "publish" or not model.states:
            home = rng.choice(homes)
            email = f"person{step}@example.org"
            account = await demo.create_account(settings, email, PASSWORD, "de")
            public_id = await queue_review(
                by=account, email=email, agency_id=home, stars=rng.randint(1, 5)
            )
            await moderation.claim(public_id, mira, NOW)
            await moderation.decide(public_id, mira, Verdict.APPROVE, None, "", NOW)
            await reviews.publish(public_id, now)
            model.states[public_id] = State.PUBLISHED
            model.accounts[public_id] = account
            model.agency[public_id] = home
            continue
        public_id = rng.choice(list(model.states))
        was, then = model.states[public_id], model.after(act, public_id)
        bumped = await revision(model.agency[public_id])
        if then is None:
            with pytest.raises(ConflictError):
                await perform(act, public_id, model, now)
            continue
        await perform(act, public_id, model, now)
        model.states[public_id] = then
        if act == "withdraw" and was in PUBLIC_STATES:
            model.counted_withdrawn.add(public_id)
        if was is not then and {was, then} & PUBLIC_STATES:
            assert await revision(model.agency[public_id]) > bumped
        if step % 10 == 9:
            await check(model)
    await check(model)
