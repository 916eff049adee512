"""What is exported: all that the formula needs, to the last digit, and nobody's name."""

import csv
import datetime as dt
import hashlib
import random
import subprocess
import sys

import factories
import msgspec
import pyarrow.parquet as pq
import pytest
from cast import ALEX
from support.repository import ROOT

from resonanz.kernel import db
from resonanz.kernel import settings as settings_module
from resonanz.kernel.settings import Settings
from resonanz.open_data import service
from resonanz.open_data.domain import LEAST, Export
from resonanz.reviews import service as reviews
from resonanz.scoring import service as scoring
from resonanz.scoring.domain.ledger import Answer, Concreteness, DaysClass, LedgerLine, Stage
from resonanz.scoring.service import NewRating

NOW = dt.datetime(2026, 11, 22, 3, tzinfo=dt.UTC)
TODAY = NOW.date()
SCRIPT = ROOT / "templates" / "open_data" / "recompute.py"


@pytest.fixture(autouse=True)
def _site(settings: Settings, database: db.Engine) -> None:
    settings_module.use(settings)


def read(export: Export, table: str) -> list[dict[str, str]]:
    path = service.folder() / export.name / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


async def exported(now: dt.datetime = NOW) -> Export:
    made = await service.export_if_due(now)
    assert made is not None
    return made


def rating(number: int, agency_id: int, dice: random.Random) -> NewRating:
    """A review of any kind, some of them in a flood."""
    others = dice.sample(["reasons", "availability", "fit", "honesty", "respect"], 3)
    lines = []
    for stage in list(Stage)[: dice.randint(0, 4)]:
        answer = dice.choice(list(Answer))
        days = None if answer is Answer.NOTHING else dice.choice([None, *DaysClass])
        concrete = dice.choice(list(Concreteness)) if answer is Answer.REJECTION else None
        lines.append(LedgerLine(stage, answer, days=days, concreteness=concrete).to_dict())
    age = dice.choice([dice.randint(0, 900), dice.randint(0, 20)])
    return NewRating(
        review_id=number,
        agency_id=agency_id,
        published_on=TODAY - dt.timedelta(days=age),
        ratings={key: dice.randint(1, 5) for key in ("feedback", *others)},
        ledger=lines,
        contact_proven=dice.random() < 0.3,
        invited=dice.random() < 0.2,
    )


async def world(agencies: int = 34, each: int = 12) -> None:
    """Enough agencies that the market has numbers of its own; some reviews are withdrawn."""
    dice = random.Random(7)
    ids = [(await factories.agency(f"Nordlicht {n:02} Personal")).id for n in range(agencies)]
    made = [rating(n, ids[n % agencies], dice) for n in range(agencies * each)]
    await scoring.bulk_load(made, TODAY, NOW)
    for one in made[::9]:
        await scoring.withdraw(one.review_id, one.agency_id, NOW)


def recomputed(export: Export) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-I", str(SCRIPT), str(service.folder() / export.name)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


async def test_the_script_meets_every_stored_score_to_the_last_digit() -> None:
    await world()
    export = await exported()
    stored = await db.rows(
        "SELECT a.slug, s.* FROM agency_score s JOIN agency a ON a.id = s.agency_id "
        "WHERE s.published"
    )
    rows = read(export, "scores")
    overall = {row["agency"]: row for row in rows if row["subject"] == "overall"}
    assert len(stored) > 25
    assert overall.keys() == {row["slug"] for row in stored}
    for row in stored:
        for name in ("score", "low", "high", "weight"):
            assert float(overall[row["slug"]][name]) == row[name]
    ran = recomputed(export)
    assert ran.stdout == f"{len(rows)} scores recomputed, 0 differ.\n", ran.stdout + ran.stderr
    assert ran.returncode == 0


async def test_the_script_names_a_score_that_was_changed_in_its_last_digit() -> None:
    await world(each=6)
    export = await exported()
    path = service.folder() / export.name / "scores.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    cells = lines[1].split(",")
    cells[6] = repr(float(cells[6]) + 1e-15)
    path.write_text("\n".join([lines[0], ",".join(cells), *lines[2:]]) + "\n", encoding="utf-8")
    ran = recomputed(export)
    assert ran.returncode == 1
    assert ran.stdout.startswith(f"{cells[0]} {cells[1]} ")


def test_the_script_is_short_and_asks_for_the_standard_library_alone() -> None:
    text = SCRIPT.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 100
    for line in text.splitlines():
        if line.startswith(("import ", "from ")):
            assert line.split()[1] in sys.stdlib_module_names


async def test_parquet_says_the_same_as_csv_and_every_column_is_in_the_dictionary() -> None:
    await world(agencies=3)
    export = await exported()
    words = msgspec.json.decode((service.folder() / export.name / "dictionary.json").read_bytes())
    named = {one["table"]: [column["name"] for column in one["columns"]] for one in words}
    for table in service.TABLES:
        rows = read(export, table.name)
        made = pq.read_table(service.folder() / export.name / f"{table.name}.parquet")
        assert made.column_names == [column.name for column in table.columns] == named[table.name]
        assert made.num_rows == len(rows) == export.file(f"{table.name}.csv").rows  # type: ignore[union-attr]
    numbers = pq.read_table(service.folder() / export.name / "scores.parquet")["score"].to_pylist()
    assert numbers == [float(row["score"]) for row in read(export, "scores")]


async def test_checksums_and_metadata_fit_the_files() -> None:
    await world(agencies=2)
    export = await exported()
    folder = service.folder() / export.name
    sums = dict(
        reversed(line.split("  "))  # type: ignore[misc]
        for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    )
    for file in export.files:
        assert hashlib.sha256((folder / file.name).read_bytes()).hexdigest() == file.sha256
        assert sums[file.name] == file.sha256
    catalogue = msgspec.json.decode((folder / "dcat.jsonld").read_bytes())
    assert catalogue["@type"] == "dcat:Catalog"
    catalogue = catalogue["dcat:dataset"]
    assert catalogue["@type"] == "dcat:Dataset"
    assert {one["@language"] for one in catalogue["dct:title"]} == {"de", "en", "es"}
    found = {
        one["dct:title"]: one["spdx:checksum"]["spdx:checksumValue"]["@value"]
        for one in catalogue["dcat:distribution"]
    }
    assert found == {f.name: f.sha256 for f in export.files if f.name != "dictionary.json"}


async def test_no_text_no_author_and_no_permalink_leaves_the_house() -> None:
    """TRUST 7, 29: rows cannot be joined to an author or a permalink by any identifier."""
    agency = await factories.agency("Nordlicht Personal")
    sent = factories.submission(text="Ein Satz, den es sonst nirgends gibt.")
    public_id = await factories.published_review(agency, ALEX, sent, NOW - dt.timedelta(days=3))
    export = await exported()
    everything = "".join(
        path.read_bytes().decode("utf-8", "replace")
        for path in (service.folder() / export.name).iterdir()
    )
    row = await db.row("SELECT id, author_id FROM review WHERE public_id = {}", public_id)
    assert row is not None
    for secret in ("Satz, den es", public_id, ALEX.email, ALEX.name):
        assert secret not in everything
    (before,) = read(export, "reviews")
    assert before["role"] == before["job_field"] == ""
    next_day = NOW + dt.timedelta(days=1)
    (after,) = read(await exported(next_day), "reviews")
    assert after["id"] != before["id"]
    assert after | {"id": ""} == before | {"id": ""}


async def test_role_and_field_appear_from_five_on_and_never_of_the_coarse() -> None:
    agency = await factories.agency("Nordlicht Personal")
    for number in range(LEAST + 1):
        person = type(ALEX)(f"Kim{number}")
        sent = factories.submission(coarse=number == 0)
        await factories.published_review(agency, person, sent, NOW - dt.timedelta(days=3))
    rows = read(await exported(), "reviews")
    assert sorted(row["role"] != "" for row in rows) == [False] + [True] * LEAST


async def test_a_night_makes_one_export_and_keeps_no_older_one() -> None:
    await world(agencies=2)
    first = await exported()
    assert await service.export_if_due(NOW + dt.timedelta(hours=6)) is None
    midnight = dt.datetime(2026, 11, 22, 23, 30, tzinfo=dt.UTC)  # 0:30 in Berlin
    assert await service.export_if_due(midnight) is None
    second = await exported(midnight + dt.timedelta(hours=1))
    assert (first.name, second.name) == ("2026-11-22", "2026-11-23")
    assert [path.name for path in service.folder().iterdir()] == ["2026-11-23"]
    assert service.latest() == second


async def test_what_leaves_the_public_leaves_the_data_at_once() -> None:
    agency = await factories.agency("Nordlicht Personal")
    public_id = await factories.published_review(agency, ALEX, at=NOW - dt.timedelta(days=3))
    assert len(read(await exported(), "reviews")) == 1
    async with db.transaction():
        await reviews.hide(public_id, "", "system", NOW)
    later = await exported(NOW + dt.timedelta(minutes=5))
    assert later.name == "2026-11-22-2"
    assert read(later, "reviews") == []


async def test_before_the_first_review_there_is_nothing_to_export() -> None:
    assert await service.export_if_due(NOW) is None
    assert service.latest() is None


async def test_half_an_export_is_never_taken_for_one() -> None:
    await world(agencies=2)
    (service.folder() / ".partial-2026-11-22").mkdir(parents=True)
    (service.folder() / ".partial-2026-11-22" / "reviews.csv").write_text("half")
    assert service.latest() is None
    export = await exported()
    assert len(read(export, "reviews")) > 1
