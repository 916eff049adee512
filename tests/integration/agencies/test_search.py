"""Search forgives typos and umlauts, and takes every character as text."""

from collections.abc import Callable
from pathlib import Path

import pytest

from resonanz.agencies import service
from resonanz.kernel import db

NAMES = (
    "Müller Personal GmbH",
    "Mueller Zeitarbeit AG",
    "Meier & Söhne Personalvermittlung",
    "Nordstern Zeitarbeit GmbH",
    "AB Personal",
    "Not Only Jobs Ltd",
    "100% Pflege GmbH",
)


@pytest.fixture(autouse=True)
async def _agencies(database: db.Engine, csv_file: Callable[..., Path]) -> None:
    lines = [f"{name},,DE,,,temp,,," for name in NAMES]
    lines += [
        "Hays AG,hays.example,DE,,,temp,,,",
        "Hays Limited,hays.co.uk,GB,,,temp,,,",
        "Reed Staffing,resources.reed.example,GB,,,temp,,,",
    ]
    await service.import_agencies(csv_file(*lines))


async def found(query: str) -> list[str]:
    return [agency.name for agency in await service.search(query, 20)]


@pytest.mark.parametrize("query", ["muller", "Müler", "mueller", "Müller", "MÜLLER", "Müllerr"])
async def test_every_spelling_finds_muller(query: str) -> None:
    assert set(await found(query)) == {"Müller Personal GmbH", "Mueller Zeitarbeit AG"}


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("nordstren", "Nordstern Zeitarbeit GmbH"),
        ("Nordstern Zeitarbiet", "Nordstern Zeitarbeit GmbH"),
        ("zeitarbeit nordstern", "Nordstern Zeitarbeit GmbH"),
        ("ordster", "Nordstern Zeitarbeit GmbH"),
        ("soehne meier", "Meier & Söhne Personalvermittlung"),
        ("100", "100% Pflege GmbH"),
        ("ab personal", "AB Personal"),
    ],
)
async def test_the_best_hit_comes_first(query: str, name: str) -> None:
    assert (await found(query))[0] == name


async def test_names_that_begin_alike_come_first_and_short_ones_before_long() -> None:
    assert await found("personal") == [
        "AB Personal",
        "Müller Personal GmbH",
        "Meier & Söhne Personalvermittlung",
    ]


async def test_two_letters_begin_a_word_and_one_a_name() -> None:
    assert await found("ab") == ["AB Personal"]
    assert await found("pf") == ["100% Pflege GmbH"]
    assert await found("n") == ["Not Only Jobs Ltd", "Nordstern Zeitarbeit GmbH"]


@pytest.mark.parametrize(
    "query", ['"', "*", "(", ")", '"" OR ""', "%", "_", "^", "-", "", "   ", "'", "\x00", "{}"]
)
async def test_signs_alone_find_nothing_or_their_words(query: str) -> None:
    assert await found(query) == []


@pytest.mark.parametrize(
    "query",
    ["NOT", 'not "only', "(not only)", "not*", "NOT only AND", "folded:not", "not; DROP TABLE x"],
)
async def test_words_of_the_index_language_are_only_words(query: str) -> None:
    hits = await found(query)
    assert hits[:1] in (["Not Only Jobs Ltd"], [])
    assert await found("not only") == ["Not Only Jobs Ltd"]


async def test_what_is_like_nothing_finds_nothing() -> None:
    assert await found("xylophon") == []
    assert await found("xylophon personal") == []
    assert await found("п" * 300) == []


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("hays.example", ["Hays AG"]),
        ("https://www.hays.example/jobs", ["Hays AG"]),
        ("vera.muster@mail.hays.co.uk", ["Hays Limited"]),
        ("reed.example", ["Reed Staffing"]),
        ("nordstern.example", ["Nordstern Zeitarbeit GmbH"]),
        ("jobs@nordstern.example", ["Nordstern Zeitarbeit GmbH"]),
        ("muller@nobody.example", []),
        ("co.uk", []),
    ],
)
async def test_a_domain_or_a_sender_finds_its_agency(query: str, names: list[str]) -> None:
    assert await found(query) == names


async def test_only_listed_agencies_are_found() -> None:
    await db.execute("UPDATE agency SET state = 'proposed' WHERE name LIKE 'Müller%'")
    await db.execute("UPDATE agency SET state = 'refused' WHERE name LIKE 'Hays%'")
    assert await found("müler") == ["Mueller Zeitarbeit AG"]
    assert await found("hays") == []
    assert await found("hays.example") == []


async def test_the_limit_holds_and_likeness_falls() -> None:
    hits = await service.search_ids("personal", 2)
    assert len(hits) == 2
    assert hits == sorted(hits, key=lambda hit: -hit[1])
    assert all(0 < likeness <= 1 for _, likeness in hits)
