"""Each test finds its own empty database, settings that name it, and an empty Redis."""

import pytest
import redis

from resonanz.kernel import db
from resonanz.kernel.settings import Settings

INSERT = (
    "INSERT INTO day_key (day, key) VALUES ('2026-11-22', {}) RETURNING day"
    # the same key in each run: what an earlier run left behind would be in the way
)


@pytest.mark.parametrize("run", [1, 2])
async def test_nothing_is_left_of_other_tests(
    database: db.Engine, settings: Settings, run: int
) -> None:
    assert settings.database_url == database.url
    assert await db.rows(INSERT, b"key")
    await db.execute("UPDATE site_revision SET revision = {}", run)
    assert await db.row("SELECT revision FROM site_revision WHERE id = 1") == {"revision": run}


@pytest.mark.parametrize("run", [1, 2])
def test_redis_is_empty(redis_url: str, run: int) -> None:
    with redis.Redis.from_url(redis_url) as client:
        assert client.dbsize() == 0
        client.set("run", run)


def test_settings_without_a_database_name_one_that_does_not_exist(settings: Settings) -> None:
    assert settings.mode == "development"
    assert settings.database_url.endswith("unused.db")
