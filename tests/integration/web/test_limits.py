"""Rate limits by intent, in the database or in Redis (TRUST 43)."""

import dataclasses
import datetime as dt

import httpx
import pytest
from redis.asyncio import Redis
from support.browsing import browse
from support.small_site import HANDLERS

from resonanz.app import create_app
from resonanz.kernel import clock, db
from resonanz.kernel.errors import SettingsError
from resonanz.kernel.operator import INVENTED
from resonanz.kernel.settings import Settings, from_environment
from resonanz.web import jobs, limits, network, queries
from resonanz.web.counters import RedisCounter


@pytest.fixture
def long_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows that began long ago and end late: no test runs across an edge."""
    wide = {name: dataclasses.replace(one, seconds=10**9) for name, one in limits.LIMITS.items()}
    monkeypatch.setattr(limits, "LIMITS", wide)


@pytest.mark.usefixtures("long_windows")
async def test_an_address_is_refused_after_its_allowance(client: httpx.AsyncClient) -> None:
    most = limits.LIMITS["login_by_address"].hits
    for spelling in ["alex@example.org", " Alex@Example.org"] * (most // 2):
        answer = await client.get("/de/limited", params={"address": spelling})
        assert answer.status_code == 200
    refused = await client.get("/de/limited?address=alex@example.org")
    assert refused.status_code == 429
    assert 0 < int(refused.headers["retry-after"]) <= 10**9
    assert "Einen Moment bitte" in refused.text
    assert (await client.get("/de/limited?address=olu@example.org")).status_code == 200


@pytest.mark.usefixtures("long_windows")
async def test_one_network_does_not_use_up_another_s(
    settings: Settings, database: db.Engine
) -> None:
    app = create_app(settings, pages=HANDLERS)
    statuses = []
    for address, hits in (("2001:db8::1", 10), ("2001:db8::2", 1), ("2001:db8:1::1", 1)):
        async with browse(app, address=address) as client:
            statuses += [(await client.get("/de/limited-network")).status_code for _ in range(hits)]
    assert statuses == [200] * 10 + [429, 200]


@pytest.mark.usefixtures("long_windows")
async def test_one_statement_counts_all_intents(client: httpx.AsyncClient) -> None:
    await client.get("/de/limited?address=a@example.org")  # makes the day's key
    with db.recording() as statements:
        await client.get("/de/limited?address=a@example.org")
    assert len(statements) == 1


async def test_nothing_readable_is_stored(client: httpx.AsyncClient) -> None:
    """TRUST 30."""
    await client.get("/de/limited?address=alex@example.org")
    stored = str(await db.rows("SELECT * FROM rate_limit"))
    for clear in ("192.0.2.7", "alex", "login"):
        assert clear not in stored


async def test_limits_can_be_lifted_outside_production_only(
    settings: Settings, database: db.Engine
) -> None:
    app = create_app(dataclasses.replace(settings, rate_limits=False), pages=HANDLERS)
    async with browse(app) as client:
        for _ in range(30):
            assert (await client.get("/de/limited-network")).status_code == 200
    assert await db.rows("SELECT * FROM rate_limit") == []
    with pytest.raises(SettingsError, match="RATE_LIMITS"):
        from_environment(
            {},
            mode="production",
            secret_key="x" * 40,
            base_url="https://resonanz.example",
            smtp_url="smtp://mail.example",
            mail_from="noreply@resonanz.example",
            rate_limits=False,
            **INVENTED,
        )


async def test_windows_end(database: db.Engine) -> None:
    limit = limits.LIMITS["claim_by_network"]
    now = dt.datetime(2026, 11, 22, 12, 59, 59, tzinfo=dt.UTC)
    first = limits.window_start("claim_by_network", now)
    second = limits.window_start("claim_by_network", now + dt.timedelta(seconds=1))
    assert second == first + limit.seconds
    assert (await queries.count_hits({"a": first, "b": first})) == {"a": 1, "b": 1}
    assert (await queries.count_hits({"a": first})) == {"a": 2}
    assert (await queries.count_hits({"a": second})) == {"a": 1}


async def test_ended_windows_are_forgotten(database: db.Engine) -> None:
    """TRUST 33."""
    now = clock.now()
    old = int(now.timestamp()) - 3 * 24 * 3600
    await queries.count_hits({"old": old, "new": int(now.timestamp())})
    await jobs.forget_old_hits(now)
    assert [row["bucket"] for row in await db.rows("SELECT bucket FROM rate_limit")] == ["new"]


async def test_keys_of_networks_are_destroyed_daily(database: db.Engine) -> None:
    """TRUST 30."""
    now = clock.now()
    today = clock.site_day(now)
    yesterday = today - dt.timedelta(days=1)
    first = await queries.day_key(yesterday, b"1" * 32)
    assert await queries.day_key(yesterday, b"2" * 32) == first == b"1" * 32
    assert await queries.day_key(today, b"3" * 32) != first
    await jobs.destroy_old_keys(now)
    days = [str(row["day"]) for row in await db.rows("SELECT day FROM day_key")]
    assert days == [str(today)]


async def test_a_network_looks_different_under_another_key(client: httpx.AsyncClient) -> None:
    """TRUST 30."""
    await client.get("/de/limited-network")
    await db.execute("DELETE FROM day_key")
    network.forget_keys()
    await client.get("/de/limited-network")
    assert len(await db.rows("SELECT bucket FROM rate_limit")) == 2


def test_every_allowance_is_named_by_intent() -> None:
    for name, limit in limits.LIMITS.items():
        assert name.endswith(("_network", "_address", "_account", "_agency", "_token"))
        assert limit.hits > 0
        assert limits.allowance(name, 0.0001) == 1
        assert limits.allowance(name, 2) == 2 * limit.hits


@pytest.mark.usefixtures("long_windows")
async def test_redis_counts_for_all_machines(
    settings: Settings, sqlite_url: str, redis_url: str
) -> None:
    await db.open_database(sqlite_url)
    shared = dataclasses.replace(settings, database_url=sqlite_url, redis_url=redis_url)
    apps = [create_app(shared, pages=HANDLERS) for _ in range(2)]
    statuses = []
    for number in range(11):
        async with browse(apps[number % 2]) as client:
            statuses.append((await client.get("/de/limited-network")).status_code)
    assert statuses == [200] * 10 + [429]
    assert await db.rows("SELECT * FROM rate_limit") == []
    async with Redis.from_url(redis_url) as redis:
        names = await redis.keys("*")
        assert len(names) == 1
        assert 0 < await redis.ttl(names[0]) <= 10**9
    for app in apps:
        await app.site.counter.close()
    await db.close_database()


async def test_redis_says_whether_it_answers(redis_url: str) -> None:
    counter = RedisCounter(redis_url)
    assert await counter.ready()
    await counter.close()
    gone = RedisCounter("redis://127.0.0.1:1/0")
    assert not await gone.ready()
    await gone.close()
