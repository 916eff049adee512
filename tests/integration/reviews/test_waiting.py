"""The honest waiting time."""

import datetime as dt

import factories
import pytest
from cast import Person

from resonanz.kernel import settings as settings_module
from resonanz.kernel.settings import Settings
from resonanz.reviews import service as reviews
from resonanz.reviews.views.waiting import waiting_words

pytestmark = pytest.mark.usefixtures("database")

NOW = dt.datetime(2026, 11, 11, 9, tzinfo=dt.UTC)
"""A Wednesday: three working days later it is Monday the 16th."""
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _settings(settings: Settings) -> None:
    settings_module.use(settings)


async def wait(count: int, at: dt.datetime = NOW) -> None:
    agency = await factories.agency()
    for n in range(count):
        await factories.queued_review(agency, Person(f"P{at.day}x{n}"), at=at)


async def test_while_the_promise_holds_nothing_else_is_said() -> None:
    assert await reviews.days_to_wait(NOW) is None
    await wait(3)
    assert await reviews.days_to_wait(NOW + 4 * DAY) is None
    assert waiting_words(None) == "Meist innerhalb von drei Werktagen."


async def test_a_full_queue_says_how_long_those_who_go_next_have_waited() -> None:
    await wait(3)
    days = await reviews.days_to_wait(NOW + 9 * DAY)
    assert days == 3 + 4
    assert waiting_words(days) == "Zurzeit warten Bewertungen etwa 7 Werktage."


async def test_one_that_nobody_may_decide_on_says_nothing_about_the_others() -> None:
    await wait(1)
    await wait(10, NOW + 8 * DAY)
    assert await reviews.days_to_wait(NOW + 9 * DAY) is None
