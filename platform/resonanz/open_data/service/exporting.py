"""Makes an export in a folder of its own beside its place, then moves it there in one step."""

import asyncio
import dataclasses
import datetime as dt
import secrets
import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec

from resonanz.kernel import clock, db, settings
from resonanz.kernel.i18n import use_language

from .. import queries
from ..domain import Export, OpenReview, is_due, name_of, protected
from . import metadata
from .dictionary import BY_NAME, CRITERIA
from .writing import CsvTables, described, dictionary, parquet

FOLDER: Final = "open-data"
_MANIFEST: Final = "manifest.json"
_PARTIAL: Final = ".partial-"
_AGENCIES_A_BATCH: Final = 100
_LEDGER: Final = msgspec.json.Decoder(list[dict[str, Any]])
_RATINGS: Final = msgspec.json.Decoder(dict[str, float])
_FACTS: Final = tuple(one.name for one in BY_NAME["facts"].columns[1:])
_NUMBERS: Final = ("n", "weight", "score", "low", "high")


def folder() -> Path:
    """Where exports lie."""
    return Path(settings.current().data_dir) / FOLDER


def latest() -> Export | None:
    """The present export; None before the first one."""
    names = sorted(path.parent.name for path in folder().glob(f"[0-9]*/{_MANIFEST}"))
    if not names:
        return None
    newest = max(names, key=_age)
    return msgspec.json.decode((folder() / newest / _MANIFEST).read_bytes(), type=Export)


def _age(name: str) -> tuple[str, int]:
    return name[:10], int(name[11:] or 1)


async def export_if_due(now: dt.datetime) -> Export | None:
    """Make the export of the night, or at once where something left the public; None if not due.

    Safe to run at any time; the worker alone runs it.
    """
    as_of = await queries.as_of()
    if as_of is None:
        return None
    gone, last = await queries.gone(), latest()
    if not is_due(last, gone, now.astimezone(clock.SITE_ZONE)):
        return None
    day = clock.site_day(now)
    name = name_of(day, [last.name] if last else [])
    target = folder() / name
    partial = folder() / f"{_PARTIAL}{name}"
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    rows = await _tables(partial)
    made = await asyncio.to_thread(_finish, partial, Export(name, day, now, as_of, gone, ()), rows)
    partial.replace(target)
    for old in folder().iterdir():
        if old != target:
            shutil.rmtree(old, ignore_errors=True)
    return made


async def _tables(partial: Path) -> dict[str, int]:
    after = 0
    with CsvTables(partial) as tables:
        while True:
            # An agency's reviews and scores belong together: nothing is published between them.
            async with db.transaction():
                found = await queries.agencies(after, _AGENCIES_A_BATCH)
                if not found:
                    break
                ids = [row["id"] for row in found]
                reviews, scores = await queries.reviews(ids), await queries.scores(ids)
            after = ids[-1]
            _write(tables, found, reviews, scores)
            await asyncio.sleep(0)
        for run in await queries.runs():
            tables.write("runs", _run(run))
        return tables.rows


def _write(
    tables: CsvTables,
    agencies: Sequence[Mapping[str, Any]],
    reviews: Sequence[Mapping[str, Any]],
    scores: Sequence[Mapping[str, Any]],
) -> None:
    own: dict[int, list[tuple[OpenReview, list[dict[str, Any]]]]] = defaultdict(list)
    slugs = {row["id"]: row["slug"] for row in agencies}
    for row in reviews:
        one = _review(slugs[row["agency_id"]], row)
        own[row["agency_id"]].append((one, _LEDGER.decode(row["ledger"]) if one.live else []))
    scored = {row["agency_id"]: row for row in scores}
    for agency in agencies:
        tables.write("agencies", [_agency(agency)])
        pairs = sorted(own[agency["id"]], key=lambda pair: pair[0].id)
        tables.write("reviews", map(_row, protected([one for one, _ in pairs])))
        tables.write(
            "facts",
            (
                {"review": one.id} | {key: line.get(key) for key in _FACTS}
                for one, lines in pairs
                for line in lines
            ),
        )
        if score := scored.get(agency["id"]):
            tables.write("scores", _scores(agency["slug"], score))


def _agency(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"agency": row["slug"]} | {key: row[key] for key in ("name", "country", "kind")}


def _review(agency: str, row: Mapping[str, Any]) -> OpenReview:
    return OpenReview(
        id=secrets.token_hex(8),
        agency=agency,
        published_on=row["published_on"],
        live=bool(row["live"]),
        contact_proven=bool(row["contact_proven"]),
        invited=bool(row["invited"]),
        role=row["role"] or "",
        job_field=row["job_field"] or "",
        coarse=bool(row["coarse"]),
        ratings=_RATINGS.decode(row["ratings"]),
    )


def _row(review: OpenReview) -> dict[str, Any]:
    stars = {key: int(review.ratings[key]) for key in CRITERIA if key in review.ratings}
    return stars | {
        "id": review.id,
        "agency": review.agency,
        "published_on": review.published_on,
        "live": review.live,
        "contact_proven": review.contact_proven,
        "invited": review.invited,
        "role": review.role,
        "job_field": review.job_field,
    }


def _scores(agency: str, row: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    overall = {"n": row["reviews"]} | {key: row[key] for key in _NUMBERS[1:]}
    subjects = {"overall": overall} | msgspec.json.decode(row["criteria"])
    for subject, numbers in subjects.items():
        yield {
            "agency": agency,
            "subject": subject,
            "run": row["run_id"],
            "as_of": row["as_of"],
        } | {key: numbers[key] for key in _NUMBERS}


def _run(row: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    market = msgspec.json.decode(row["market"])
    for subject, numbers in ({"overall": market["overall"]} | market["criteria"]).items():
        yield {
            "run": row["id"],
            "version": row["formula_version"],
            "as_of": row["as_of"],
            "reviews": row["reviews"],
            "agencies": row["agencies"],
            "subject": subject,
            "offset": market["offset"],
        } | {key: numbers[key] for key in ("mu", "s2", "t2", "k")}


def _finish(partial: Path, export: Export, rows: Mapping[str, int]) -> Export:
    """Parquet, dictionary, checksums, metadata, and last the manifest, which makes it complete."""
    parquet(partial)
    with use_language("en"):
        words = msgspec.json.format(msgspec.json.encode(dictionary()))
    (partial / "dictionary.json").write_bytes(words)
    files = tuple(
        described(path, rows.get(path.stem, 0) if path.suffix != ".json" else 0)
        for path in sorted(partial.iterdir())
    )
    made = dataclasses.replace(export, files=files)
    (partial / "dcat.jsonld").write_bytes(msgspec.json.encode(metadata.dcat(made)))
    sums = "".join(f"{file.sha256}  {file.name}\n" for file in files)
    (partial / "SHA256SUMS").write_text(sums, encoding="utf-8")
    (partial / _MANIFEST).write_bytes(msgspec.json.encode(made))
    return made
