"""The public interface does what its description says, whatever is asked (schemathesis)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import schemathesis
from schemathesis.engine import events
from support import seeding
from support.services import run_apart

from resonanz.agencies.service.imports import placed
from resonanz.app import create_app
from resonanz.kernel import clock, db
from resonanz.kernel.settings import Settings
from resonanz.web import network

CONFIG = {
    "generation": {"deterministic": True, "max-examples": 8, "database": "none"},
    "checks": {
        # A place that nobody knows is a 422, which no schema can tell from one that somebody does.
        "positive_data_acceptance": {"expected-statuses": ["2xx", "308", "404", "422"]},
    },
}


async def _site(url: str) -> None:
    """Agencies with and without scores; those of the description's examples among them."""
    await db.open_database(url)
    seat = placed("DE", "Hamburg", None)
    made = await seeding.add_agencies("Nordlicht Personal", "Südwind Personal", seat=seat)
    (north, _), (south, _) = made.values()
    now = clock.now()
    few = [seeding.ready(south, n, now - dt.timedelta(days=n)) for n in (1, 2)]
    await seeding.add_reviews([*seeding.varied(north, 24), *few])
    await db.execute(
        "UPDATE review SET public_id = 'Zr8mQ2kXv0aTnB4cJ1sYgw' "
        "WHERE id = (SELECT MIN(id) FROM review)"
    )
    await db.close_database()


@pytest.fixture
def described(sqlite_url: str, tmp_path: Any, _secret_key: None) -> Iterator[Any]:
    network.forget_keys()
    run_apart(_site(sqlite_url))
    own = Settings(
        mode="development", database_url=sqlite_url, secret_key="x" * 40, data_dir=str(tmp_path)
    )
    app = create_app(replace(own, allowed_hosts=("testserver",), rate_limits=False))
    config = schemathesis.Config.from_dict(CONFIG)
    yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, config=config)
    schemathesis.python.asgi.shutdown_lifespans()


def test_every_answer_is_as_described(described: Any) -> None:
    faults, asked = [], 0
    for event in schemathesis.engine.from_schema(described).execute():
        if isinstance(event, events.NonFatalError | events.FatalError):
            faults.append(str(event))
        elif isinstance(event, events.ScenarioFinished):
            asked += len(event.recorder.interactions)
            for check in (one for found in event.recorder.checks.values() for one in found):
                if check.failure_info is not None:
                    faults.append(
                        f"{event.recorder.label} {check.name}: {check.failure_info.failure}\n"
                        f"{check.failure_info.code_sample}"
                    )
    assert not faults, "\n\n".join(dict.fromkeys(faults))
    assert asked > 200, "every operation was asked in many ways"
