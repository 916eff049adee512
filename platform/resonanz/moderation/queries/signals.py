"""Statements of signals and sketches."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from resonanz.kernel import db

from ..tables import ReviewSignal, TextBand, TextSketch

Row = dict[str, Any]

_MOST_ALIKE = 200


async def signal_versions(review_ids: Collection[int]) -> dict[int, int]:
    """Which version of these reviews was looked at, by review."""
    if not review_ids:
        return {}
    marks = ", ".join("{}" for _ in review_ids)
    rows = await db.rows(
        f"SELECT review_id, version FROM signal_run WHERE review_id IN ({marks})", *review_ids
    )
    return {row["review_id"]: row["version"] for row in rows}


async def begin_signal_run(review_id: int, version: int, now: dt.datetime) -> bool:
    """Note that a version is looked at; False if it was before, or a later one."""
    row = await db.row(
        "INSERT INTO signal_run (review_id, version, computed_at) VALUES ({}, {}, {}) "
        "ON CONFLICT (review_id) DO UPDATE SET version = excluded.version, "
        "computed_at = excluded.computed_at WHERE signal_run.version < excluded.version "
        "RETURNING review_id",
        review_id,
        version,
        now,
    )
    return row is not None


async def insert_signals(rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep signals."""
    if rows:
        await ReviewSignal.insert(*(ReviewSignal(**row) for row in rows)).run()


async def signals_of(review_ids: Collection[int]) -> list[Row]:
    """The signals on the latest version of these reviews that was looked at, weightiest first."""
    if not review_ids:
        return []
    marks = ", ".join("{}" for _ in review_ids)
    return await db.rows(
        "SELECT s.id, s.review_id, s.version, s.key, s.kind, s.severity, s.spans, s.reason, "
        "s.was_right FROM review_signal s JOIN signal_run r ON r.review_id = s.review_id "
        f"AND r.version = s.version WHERE s.review_id IN ({marks}) "
        "ORDER BY s.review_id, s.severity DESC, s.id",
        *review_ids,
    )


async def judge_signals(
    review_id: int, ids: Collection[int], right: bool, account_id: int, now: dt.datetime
) -> None:
    """Keep what a moderator says of signals on a review."""
    if not ids:
        return
    marks = ", ".join("{}" for _ in ids)
    await db.execute(
        "UPDATE review_signal SET was_right = {}, judged_by = {}, judged_at = {} "
        f"WHERE review_id = {{}} AND id IN ({marks})",
        right,
        account_id,
        now,
        review_id,
        *ids,
    )


async def signal_figures() -> list[Row]:
    """By key and kind: how many signals there were, and how many were judged right and wrong."""
    return await db.rows(
        "SELECT key, kind, COUNT(*) AS total, "
        "SUM(CASE WHEN was_right THEN 1 ELSE 0 END) AS right_ones, "
        "SUM(CASE WHEN was_right IS NOT NULL AND NOT was_right THEN 1 ELSE 0 END) AS wrong_ones "
        "FROM review_signal GROUP BY key, kind ORDER BY key, kind"
    )


async def replace_sketches(
    review_id: int,
    public_id: str,
    agency_id: int,
    version: int,
    spared: int | None,
    sketches: Sequence[tuple[bytes, Sequence[int]]],
    now: dt.datetime,
) -> None:
    """Keep the least hashes and bands of a version's parts instead of those before.

    But for `spared`: the version that stays public while its edit is checked.
    """
    but = "" if spared is None else " AND version <> {}"
    await db.execute(
        f"DELETE FROM text_sketch WHERE review_id = {{}}{but}",
        *((review_id,) if spared is None else (review_id, spared)),
    )
    if not sketches:
        return
    made = (
        await TextSketch.insert(
            *(
                TextSketch(
                    review_id=review_id,
                    review_public_id=public_id,
                    agency_id=agency_id,
                    version=version,
                    part=part,
                    least=least,
                    created_at=now,
                )
                for part, (least, _) in enumerate(sketches)
            )
        )
        .returning(TextSketch.id, TextSketch.part)
        .run()
    )
    ids = {row["part"]: row["id"] for row in made}
    await TextBand.insert(
        *(
            TextBand(sketch_id=ids[part], band=band)
            for part, (_, bands) in enumerate(sketches)
            for band in bands
        )
    ).run()


async def delete_sketches(
    review_id: int, *, version: int | None = None, before: int | None = None
) -> None:
    """Delete the sketches of a review: of a version, of those before a version, or all."""
    which, values = "", [review_id]
    if version is not None:
        which, values = " AND version = {}", [review_id, version]
    elif before is not None:
        which, values = " AND version < {}", [review_id, before]
    await db.execute(f"DELETE FROM text_sketch WHERE review_id = {{}}{which}", *values)


async def sketches_near(bands: Collection[int], not_of: int) -> list[Row]:
    """Sketches of other reviews that share a band, newest first."""
    if not bands:
        return []
    marks = ", ".join("{}" for _ in bands)
    return await db.rows(
        "SELECT review_id, review_public_id, agency_id, least FROM text_sketch WHERE id IN "
        f"(SELECT sketch_id FROM text_band WHERE band IN ({marks})) AND review_id <> {{}} "
        "ORDER BY id DESC LIMIT {}",
        *bands,
        not_of,
        _MOST_ALIKE,
    )


async def forget_signals(before: dt.datetime) -> None:
    """Delete what was remarked, and the sketches that were made, before a moment."""
    await db.execute("DELETE FROM signal_run WHERE computed_at < {}", before)
    await db.execute("DELETE FROM review_signal WHERE created_at < {}", before)
    await db.execute("DELETE FROM text_sketch WHERE created_at < {}", before)
