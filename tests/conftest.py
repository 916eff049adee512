"""Fixtures for all tests. Those that name a database run on both."""

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import redis
from support import postgresql
from support.services import POSTGRES_URL, REDIS_URL, require, run_apart

import resonanz.piccolo_app  # noqa: F401  (all tables are known before one is bound)
from resonanz.kernel import crypto, db
from resonanz.kernel.settings import Settings

SECRET_KEY = "a secret that only the tests know, and they tell everybody"


@pytest.fixture(autouse=True)
def _secret_key() -> None:
    crypto.use_secret_key(SECRET_KEY)


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "resonanz.db"
    run_apart(db.migrate(f"sqlite:///{path}"))
    return path


@pytest.fixture
def sqlite_url(_sqlite_template: Path, tmp_path: Path) -> str:
    """The address of a migrated SQLite database of the test's own."""
    path = tmp_path / "resonanz.db"
    shutil.copyfile(_sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="session")
def _postgresql_template() -> Iterator[str]:
    require(POSTGRES_URL, "PostgreSQL")
    url = run_apart(postgresql.create_migrated("main"))
    yield url
    run_apart(postgresql.drop(url))


@pytest.fixture
def postgresql_url(_postgresql_template: str) -> str:
    """The address of a migrated PostgreSQL database that holds nothing of other tests."""
    run_apart(postgresql.reset(_postgresql_template))
    return _postgresql_template


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a migrated database; the test runs once on each kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[db.Engine]:
    """A migrated database, open and with all tables bound; the test runs once on each kind."""
    yield await db.open_database(database_url)
    await db.close_database()


@pytest.fixture
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Settings of a development site, for the test's database if it has one."""
    if "database_url" in request.fixturenames:
        url = request.getfixturevalue("database_url")
    else:
        url = f"sqlite:///{tmp_path / 'unused.db'}"
    return Settings(
        mode="development", database_url=url, secret_key=SECRET_KEY, data_dir=str(tmp_path / "var")
    )


@pytest.fixture
def redis_url() -> Iterator[str]:
    """The address of an empty Redis database, another one for each test process."""
    require(REDIS_URL, "Redis")
    base, _, number = REDIS_URL.rpartition("/")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    url = f"{base}/{(int(number) - int(worker)) % 16}"
    with redis.Redis.from_url(url) as client:
        client.flushdb()
        yield url
        client.flushdb()
