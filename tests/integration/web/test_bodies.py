"""A change is seen by every process within a second."""

from collections.abc import Mapping

from support.browsing import browse
from support.small_site import HANDLERS, Board

from resonanz.app import create_app
from resonanz.kernel import clock, db
from resonanz.kernel.settings import Settings
from resonanz.web import bodies


async def _revisions(since: int | None) -> tuple[int, Mapping[int, int]]:
    site = await db.row("SELECT revision FROM site_revision")
    assert site is not None
    if since is None:
        return site["revision"], {}
    rows = await db.rows("SELECT id, revision FROM agency WHERE revision > {}", since)
    return site["revision"], {row["id"]: row["revision"] for row in rows}


async def _add_agency(number: int) -> None:
    await db.execute(
        "INSERT INTO agency (id, public_id, slug, name, name_key, kind, state, country, sources, "
        "created_at, revision) VALUES ({}, {}, {}, 'A', 'a', 'temp', 'listed', 'DE', '[]', {}, 0)",
        number,
        f"p{number}",
        f"a-{number}",
        clock.now(),
    )


async def _publish(number: int, *, own: bool) -> None:
    async with db.transaction():
        row = await db.row("UPDATE site_revision SET revision = revision + 1 RETURNING revision")
        assert row is not None
        await db.execute("UPDATE agency SET revision = {} WHERE id = {}", row["revision"], number)
        Board.text = f"Stand {row['revision']}"
        if own:
            db.after_commit(bodies.expire)


async def test_two_processes_on_one_database(settings: Settings, database: db.Engine) -> None:
    now = [0.0]
    one, two = (
        create_app(settings, pages=HANDLERS, revisions=_revisions, ticks=lambda: now[0])
        for _ in range(2)
    )
    Board.text, Board.renders = "Stand 0", 0
    await _add_agency(1)
    await _add_agency(2)
    async with browse(one) as here, browse(two) as there:
        for client in (here, there):
            assert "Stand 0" in (await client.get("/de/board?agency=1")).text
        await _publish(1, own=False)
        now[0] = 0.49
        await there.get("/de/board?agency=1")
        now[0] = 1.0
        for client in (here, there):
            assert "Stand 1" in (await client.get("/de/board?agency=1")).text
        assert Board.renders == 4
        await _publish(1, own=True)
        assert "Stand 2" in (await here.get("/de/board?agency=1")).text
        await _publish(2, own=True)
        assert "Stand 2" in (await here.get("/de/board?agency=1")).text
        assert Board.renders == 5


async def test_a_hit_costs_no_statement_between_checks(
    settings: Settings, database: db.Engine
) -> None:
    now = [0.0]
    app = create_app(settings, pages=HANDLERS, revisions=_revisions, ticks=lambda: now[0])
    async with browse(app) as client:
        await client.get("/de/board")
        with db.recording() as statements:
            for _ in range(5):
                await client.get("/de/board")
    assert statements == []
