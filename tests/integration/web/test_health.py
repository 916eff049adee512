"""Readiness follows the database and Redis."""

import dataclasses

import httpx
from support.browsing import browse

from resonanz.app import create_app
from resonanz.kernel import db
from resonanz.kernel.settings import Settings


async def test_a_migrated_database_is_ready(client: httpx.AsyncClient) -> None:
    answer = await client.get("/health/ready")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "database": "ok"})


async def test_a_missing_migration_is_not_ready(client: httpx.AsyncClient) -> None:
    await db.execute("DELETE FROM migration WHERE name = 'm0006'")
    answer = await client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["database"] == "migrations pending"


async def test_without_a_database_nothing_is_ready(settings: Settings) -> None:
    async with browse(create_app(settings)) as client:
        answer = await client.get("/health/ready")
        assert answer.status_code == 503
        assert answer.json()["database"] == "unreachable"
        assert (await client.get("/health/live")).status_code == 200


async def test_redis_counts_when_it_is_set(settings: Settings, database: db.Engine) -> None:
    app = create_app(dataclasses.replace(settings, redis_url="redis://127.0.0.1:1/0"))
    async with browse(app) as client:
        answer = await client.get("/health/ready")
    assert (answer.status_code, answer.json()["redis"]) == (503, "unreachable")
    await app.site.counter.close()


async def test_the_lifespan_opens_and_closes_the_database(
    settings: Settings, database_url: str
) -> None:
    app = create_app(settings)
    async with app.litestar.lifespan(), browse(app) as client:
        assert (await client.get("/health/ready")).status_code == 200
    async with browse(app) as client:
        assert (await client.get("/health/ready")).status_code == 503
