"""Import of agencies: every good row, every bad one named, twice changes nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from resonanz.agencies import service
from resonanz.agencies.domain.rows import Problem
from resonanz.kernel import db

pytestmark = pytest.mark.usefixtures("database")

REAL = Path(__file__).parent / "data" / "agencies.csv"
Write = Callable[..., Path]


async def revision() -> int:
    row = await db.row("SELECT revision FROM site_revision")
    assert row is not None
    number: int = row["revision"]
    return number


async def agencies() -> list[dict[str, Any]]:
    return await db.rows("SELECT * FROM agency ORDER BY id")


async def everything() -> list[list[dict[str, Any]]]:
    return [
        await db.rows(f"SELECT * FROM {table} ORDER BY 1, 2")
        for table in ("agency", "agency_name", "agency_place", "site_revision")
    ]


async def test_all_real_agencies_are_taken_and_twice_changes_nothing() -> None:
    told: list[tuple[int, int]] = []
    first = await service.import_agencies(REAL, lambda done, of: told.append((done, of)))
    assert (first.added, first.changed, first.unchanged, first.problems) == (317, 0, 0, ())
    assert told[-1] == (317, 317)
    before = await everything()
    second = await service.import_agencies(REAL)
    assert (second.added, second.changed, second.unchanged, second.problems) == (0, 0, 317, ())
    assert second.duplicates == first.duplicates
    assert await everything() == before

    rows = await agencies()
    assert {row["state"] for row in rows} == {"listed"}
    assert len({row["slug"] for row in rows}) == len({row["public_id"] for row in rows}) == 317
    assert {row["revision"] for row in rows} == {await revision()}
    with_town = [row for row in rows if row["city"]]
    placed = [row for row in with_town if row["region"]]
    assert len(placed) >= 0.98 * len(with_town)


async def test_duplicates_by_name_or_domain_are_reported_and_not_merged(csv_file: Write) -> None:
    await service.import_agencies(csv_file("Müller GmbH,mueller.example,DE,,,temp,,,"))
    report = await service.import_agencies(
        csv_file(
            "Mueller AG,,DE,,,temp,,,",
            "Müller Ltd,,GB,,,temp,,,",
            "Meier GmbH,mueller.example,DE,,,temp,,,",
        )
    )
    assert report.added == 3
    assert [(d.line, d.name, d.by, d.of) for d in report.duplicates] == [
        (2, "Mueller AG", "name", "mueller"),
        (4, "Meier GmbH", "domain", "mueller"),
    ]
    assert [row["slug"] for row in await agencies()] == [
        "mueller",
        "mueller-2",
        "mueller-3",
        "meier",
    ]


async def test_bad_rows_are_named_and_the_good_ones_stay(csv_file: Write) -> None:
    report = await service.import_agencies(
        csv_file(
            "Gut GmbH,,DE,,,temp,,,",
            "Schlecht GmbH,keine Adresse,Deutschland,,,zeit,,,",
            "Kurz GmbH,,DE",
            "Gut GmbH,,DE,,,mixed,,,",
            "Auch gut AG,,AT,,,mixed,,,",
        )
    )
    assert report.added == 2
    assert [(problem.line, problem.column) for problem in report.problems] == [
        (3, "country"),
        (3, "kind"),
        (3, "website"),
        (4, ""),
        (5, "name"),
    ]
    assert [row["name"] for row in await agencies()] == ["Gut GmbH", "Auch gut AG"]


async def test_a_file_with_other_columns_is_refused_loudly(csv_file: Write) -> None:
    report = await service.import_agencies(csv_file("Gut GmbH;DE", header="name;country"))
    assert report.added == 0
    assert {problem.line for problem in report.problems} == {1}
    assert await agencies() == []


async def test_the_place_of_a_job_posting_never_becomes_a_seat(csv_file: Write) -> None:
    await service.import_agencies(csv_file("53acht GmbH,,DE,,,placement,,Wiefelstede,"))
    (row,) = await agencies()
    assert (row["city"], row["region"], row["latitude"]) == (None, None, None)
    assert await db.rows("SELECT 1 FROM agency_place") == []


async def test_a_seat_is_a_place_with_its_basis(csv_file: Write) -> None:
    await service.import_agencies(
        csv_file("Nord GmbH,,DE,Kiel,24103,temp,registered address,,one + two")
    )
    (row,) = await agencies()
    (place,) = await db.rows("SELECT * FROM agency_place")
    for found in (row, place):
        assert found["region"] == "Schleswig-Holstein"
        assert found["latitude"] == pytest.approx(54.3, abs=0.1)
        assert found["longitude"] == pytest.approx(10.1, abs=0.1)
    assert row["sources"] == '["one","two"]'
    assert (place["place"], place["basis"]) == ("Kiel", "registered address")


async def test_a_changed_row_changes_the_agency_but_not_its_slug(csv_file: Write) -> None:
    await service.import_agencies(
        csv_file("Nord GmbH,nord.example,DE,Kiel,,temp,,,one", "Süd AG,,DE,,,temp,,,")
    )
    before = await revision()
    report = await service.import_agencies(
        csv_file("Nord GmbH,,DE,Lübeck,,mixed,,,one", "Süd AG,,DE,,,temp,,,")
    )
    assert (report.added, report.changed, report.unchanged) == (0, 1, 1)
    nord, sud = await agencies()
    assert (nord["slug"], nord["kind"], nord["city"]) == ("nord", "mixed", "Lübeck")
    assert nord["website"] == "nord.example"
    assert (nord["revision"], sud["revision"]) == (before + 1, before)
    assert [row["place"] for row in await db.rows("SELECT place FROM agency_place")] == ["Lübeck"]


async def test_aliases_are_found_names(csv_file: Write) -> None:
    path = csv_file("Das Kontaktwerk (DKW Consulting GmbH),,DE,,,placement,,,")
    await service.import_agencies(path)
    names = await db.rows("SELECT name, kind FROM agency_name ORDER BY id")
    assert [(row["name"], row["kind"]) for row in names] == [
        ("Das Kontaktwerk (DKW Consulting GmbH)", "name"),
        ("Das Kontaktwerk", "alias"),
        ("DKW Consulting GmbH", "alias"),
    ]
    assert [agency.name for agency in await service.search("dkw consulting", 5)] == [
        "Das Kontaktwerk (DKW Consulting GmbH)"
    ]


async def test_who_was_taken_off_the_list_stays_off(csv_file: Write) -> None:
    """TRUST 26: a sole trader's objection outlives the next import."""
    path = csv_file("Nord GmbH,,DE,,,temp,,,")
    await service.import_agencies(path)
    await db.execute("UPDATE agency SET state = 'refused'")
    report = await service.import_agencies(path)
    assert (report.added, report.changed, report.unchanged) == (0, 0, 0)
    assert [(problem.line, problem.column) for problem in report.problems] == [(2, "name")]
    assert [row["state"] for row in await agencies()] == ["refused"]


async def test_branches_are_taken_and_twice_changes_nothing(csv_file: Write) -> None:
    await service.import_agencies(
        csv_file("Nord GmbH,,DE,Kiel,,temp,listed seat,,", "Süd AG,,DE,,,temp,,,")
    )
    before = await revision()
    path = csv_file(
        "Nord GmbH,Hamburg-City,DE,branch named in employer field,2026-03-04,one",
        "Nord GmbH,Hamburg-City,DE,place of job posting,2026-03-01,two",
        "Nord GmbH,Kiel,DE,place of job posting,2026-03-04,one",
        "Nord GmbH,Linz,AT,place of job posting,2026-03-04,one",
        "West GmbH,Kiel,DE,place of job posting,2026-03-04,one",
        "Nord GmbH,,DE,place of job posting,gestern,one",
        header="agency,place,country,basis,first_seen,source",
    )
    first = await service.import_places(path)
    assert (first.added, first.changed, first.unchanged) == (2, 0, 1)
    assert [(problem.line, problem.column) for problem in first.problems] == [
        (6, "agency"),
        (7, "first_seen"),
        (7, "place"),
    ]
    places = await db.rows("SELECT * FROM agency_place ORDER BY place")
    assert [(row["place"], row["region"], row["basis"]) for row in places] == [
        ("Hamburg-City", "Hamburg", "branch named in employer field"),
        ("Kiel", "Schleswig-Holstein", "listed seat"),
        ("Linz", "Oberösterreich", "place of job posting"),
    ]
    assert str(places[0]["first_seen"]) == "2026-03-01"
    assert await revision() == before + 1
    stored = await everything()
    second = await service.import_places(path)
    assert (second.added, second.changed, second.unchanged) == (0, 0, 3)
    assert await everything() == stored


async def test_a_name_of_several_agencies_is_settled_by_the_country(csv_file: Write) -> None:
    await service.import_agencies(csv_file("Hays,,DE,,,temp,,,", "Hays,,GB,,,temp,,,"))
    report = await service.import_places(
        csv_file("Hays,Leeds,GB", "Hays,Graz,AT", header="agency,place,country")
    )
    assert report.added == 1
    assert report.problems == (Problem(3, "agency", "'Hays' is the name of several agencies"),)
