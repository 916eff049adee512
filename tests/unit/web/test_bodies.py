"""Rendered pages are kept until what they show changes."""

import asyncio
import dataclasses
import datetime as dt
from collections.abc import AsyncIterator, Mapping

import httpx
import pytest
from support.browsing import browse
from support.small_site import HANDLERS, Board

from resonanz.app import create_app
from resonanz.kernel.settings import Settings
from resonanz.web import bodies


class Revisions:
    """A site whose revisions the test raises, and a clock it moves."""

    def __init__(self) -> None:
        self.revision = 7
        self.agencies: dict[int, int] = {}
        self.asked = 0
        self.now = 0.0

    def ticks(self) -> float:
        return self.now

    async def since(self, known: int | None) -> tuple[int, Mapping[int, int]]:
        self.asked += 1
        await asyncio.sleep(0)
        if known is None:
            return self.revision, {}
        return self.revision, {i: r for i, r in self.agencies.items() if r > known}

    def change(self, agency: int) -> None:
        self.revision += 1
        self.agencies[agency] = self.revision


@pytest.fixture
def revisions() -> Revisions:
    Board.text, Board.renders = "", 0
    return Revisions()


@pytest.fixture
async def reader(settings: Settings, revisions: Revisions) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(settings, pages=HANDLERS, revisions=revisions.since, ticks=revisions.ticks)
    async with browse(app) as client:
        yield client


async def test_the_second_reader_gets_the_kept_body(reader: httpx.AsyncClient) -> None:
    first, second = [await reader.get("/de/board?agency=1") for _ in range(2)]
    assert Board.renders == 1
    assert second.content == first.content
    same = set(first.headers) - {"x-request-id", "content-length"}  # kept ones are packed better
    assert {n: second.headers[n] for n in same} == {n: first.headers[n] for n in same}
    assert first.headers["x-request-id"] != second.headers["x-request-id"]


async def test_languages_and_queries_have_bodies_of_their_own(reader: httpx.AsyncClient) -> None:
    for path in ("/de/board", "/en/board", "/de/board?agency=1", "/de/board?agency=2"):
        for _ in range(2):
            await reader.get(path)
    assert Board.renders == 4


async def test_a_kept_body_answers_head_304_and_without_gzip(reader: httpx.AsyncClient) -> None:
    first = await reader.get("/de/board")
    head = await reader.head("/de/board")
    assert (head.content, head.headers["etag"]) == (b"", first.headers["etag"])
    again = await reader.get("/de/board", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert "content-length" not in again.headers
    plain = await reader.get("/de/board", headers={"accept-encoding": ""})
    assert "content-encoding" not in plain.headers
    assert plain.content == first.content
    assert Board.renders == 1


async def test_a_change_elsewhere_is_seen_within_half_a_second(
    reader: httpx.AsyncClient, revisions: Revisions
) -> None:
    await reader.get("/de/board?agency=1")
    Board.text = "Neu"
    revisions.change(1)
    revisions.now = 0.4
    assert "Neu" not in (await reader.get("/de/board?agency=1")).text
    revisions.now = 0.6
    assert "Neu" in (await reader.get("/de/board?agency=1")).text


async def test_a_change_of_another_agency_changes_only_pages_about_all(
    reader: httpx.AsyncClient, revisions: Revisions
) -> None:
    await reader.get("/de/board?agency=1")
    await reader.get("/de/board")
    revisions.change(2)
    revisions.now += 1
    await reader.get("/de/board?agency=1")
    assert Board.renders == 2
    await reader.get("/de/board")
    assert Board.renders == 3


async def test_a_page_changes_with_the_agencies_beside_its_own(
    reader: httpx.AsyncClient, revisions: Revisions
) -> None:
    for changed, renders in ((3, 1), (2, 2), (1, 3)):
        await reader.get("/de/board?agency=1&beside=2")
        revisions.change(changed)
        revisions.now += 1
        await reader.get("/de/board?agency=1&beside=2")
        assert Board.renders == renders


async def test_an_own_commit_is_seen_at_once(
    reader: httpx.AsyncClient, revisions: Revisions
) -> None:
    await reader.get("/de/board?agency=1")
    Board.text = "Neu"
    revisions.change(1)
    bodies.expire()
    assert "Neu" in (await reader.get("/de/board?agency=1")).text


async def test_many_readers_ask_for_revisions_once(
    reader: httpx.AsyncClient, revisions: Revisions
) -> None:
    await reader.get("/de/board")
    revisions.now += 1
    asked = revisions.asked
    await asyncio.gather(*(reader.get("/de/board") for _ in range(20)))
    assert revisions.asked == asked + 1
    assert Board.renders == 1


async def test_a_page_rendered_while_its_agency_changes_is_not_kept_as_current(
    reader: httpx.AsyncClient, revisions: Revisions
) -> None:
    await reader.get("/de/board")  # the process knows revision 7
    revisions.change(1)
    await reader.get("/de/board?agency=1")  # rendered from an older knowledge
    Board.text = "Neu"
    revisions.now += 1
    assert "Neu" in (await reader.get("/de/board?agency=1")).text


async def test_private_pages_cookies_and_long_addresses_are_not_kept(
    reader: httpx.AsyncClient,
) -> None:
    for _ in range(2):
        answer = await reader.get("/de/private-board")
    assert Board.renders == 2
    assert answer.headers["cache-control"] == "no-store"
    for _ in range(2):
        await reader.get("/de/board?q=" + "x" * 600)
    assert Board.renders == 4


async def test_bodies_end_with_the_day(settings: Settings, revisions: Revisions) -> None:
    today = [dt.date(2026, 11, 22)]
    cache = bodies.BodyCache(revisions.since, ticks=revisions.ticks, today=lambda: today[0])
    app = create_app(settings, pages=HANDLERS)
    app.site = dataclasses.replace(app.site, bodies=cache)
    async with browse(app) as client:
        await client.get("/de/board")
        today[0] = dt.date(2026, 11, 23)
        revisions.now += 1
        await client.get("/de/board")
    assert Board.renders == 2


async def test_the_cache_forgets_what_was_used_longest_ago() -> None:
    shelf = bodies._Shelf(10_000)
    for number in range(9):
        shelf.put((str(number), b""), bodies.Kept(b"x" * 1000, [], 0, None))
        shelf.get(("0", b""))
    assert shelf.get(("0", b"")) is not None
    assert shelf.get(("1", b"")) is None
    assert shelf.get(("8", b"")) is not None


async def test_a_broken_source_costs_the_cache_not_the_page(
    settings: Settings, revisions: Revisions
) -> None:
    async def broken(_known: int | None) -> tuple[int, Mapping[int, int]]:
        raise OSError

    Board.renders = 0
    app = create_app(settings, pages=HANDLERS, revisions=broken)
    async with browse(app) as client:
        for _ in range(2):
            assert (await client.get("/de/board")).status_code == 200
    assert Board.renders == 2
