"""A change is seen by every process within a second."""

from support.browsing import browse
from support.small_site import HANDLERS, Board

from resonanz.agencies import queries
from resonanz.agencies import service as agencies
from resonanz.app import create_app
from resonanz.kernel import clock, db
from resonanz.kernel.settings import Settings


async def _add_agency(number: int) -> None:
    await db.execute(
        "INSERT INTO agency (id, public_id, slug, name, name_key, kind, state, country, sources, "
        "created_at, revision) VALUES ({}, {}, {}, 'A', 'a', 'temp', 'listed', 'DE', '[]', {}, 0)",
        number,
        f"p{number}",
        f"a-{number}",
        clock.now(),
    )


async def _publish(number: int) -> None:
    async with db.transaction():
        Board.text = f"Stand {await agencies.bump(number)}"


async def _publish_elsewhere(number: int) -> None:
    """As another process does: this one hears of it from the database only."""
    async with db.transaction():
        Board.text = f"Stand {await queries.bump([number])}"


async def test_two_processes_on_one_database(settings: Settings, database: db.Engine) -> None:
    now = [0.0]
    one, two = (create_app(settings, pages=HANDLERS, ticks=lambda: now[0]) for _ in range(2))
    Board.text, Board.renders = "Stand 0", 0
    await _add_agency(1)
    await _add_agency(2)
    async with browse(one) as here, browse(two) as there:
        for client in (here, there):
            assert "Stand 0" in (await client.get("/de/board?agency=1")).text
        await _publish_elsewhere(1)
        now[0] = 0.49
        await there.get("/de/board?agency=1")
        now[0] = 1.0
        for client in (here, there):
            assert "Stand 1" in (await client.get("/de/board?agency=1")).text
        assert Board.renders == 4
        await _publish(1)
        assert "Stand 2" in (await here.get("/de/board?agency=1")).text
        await _publish(2)
        assert "Stand 2" in (await here.get("/de/board?agency=1")).text
        assert Board.renders == 5


async def test_a_hit_costs_no_statement_between_checks(
    settings: Settings, database: db.Engine
) -> None:
    now = [0.0]
    app = create_app(settings, pages=HANDLERS, ticks=lambda: now[0])
    async with browse(app) as client:
        await client.get("/de/board")
        with db.recording() as statements:
            for _ in range(5):
                await client.get("/de/board")
    assert statements == []
