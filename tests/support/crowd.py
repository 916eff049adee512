"""One agency with 1,000 reviews, alone and among 100,000 reviews of a hundred agencies."""

import asyncpg

from resonanz.kernel import db
from resonanz.reviews.tables import Review

from . import seeding

NAME = "Nordlicht Personal"
SLUG = "nordlicht-personal"
OTHER = "nordsternnordstern-personal"
"""One without reviews."""
REVIEWS = 1000
OTHERS = 99
NAMES = 1600
"""Agencies that are only there to be searched and listed."""

_COPIED = [
    column._meta.db_column_name
    for column in Review._meta.columns
    if column._meta.db_column_name not in {"id", "public_id", "agency_id"}
]
_RATED = "published_on, live, contact_proven, invited, ratings, ledger, value, weight"
_SCORED = (
    "run_id, as_of, reviews, proven, invited, weight, score, low, high, published, ranked, "
    "first_on, last_on, criteria, statistics"
)


async def fill() -> None:
    """Fill the open, empty database: the agency with its reviews, and many names."""
    agency_id, _ = (await seeding.add_agencies(NAME))[NAME]
    await seeding.add_reviews(seeding.varied(agency_id, REVIEWS))
    for start in range(0, NAMES, 400):
        await seeding.add_agencies(
            *(f"{_WORDS[n % 40]}{_WORDS[n // 40]} Personal" for n in range(start, start + 400))
        )
    await _settle()


async def grow() -> None:
    """Add 99 agencies with the same reviews again."""
    row = await db.row("SELECT id FROM agency WHERE slug = {}", SLUG)
    assert row is not None
    made = await seeding.add_agencies(*(f"Nachbar {n:03} Personal" for n in range(OTHERS)))
    await _copy(row["id"], min(agency_id for agency_id, _ in made.values()))
    await _settle()


async def _copy(agency_id: int, first: int) -> None:
    columns = ", ".join(_COPIED)
    await db.execute(
        f"INSERT INTO review (public_id, agency_id, {columns}) "
        f"SELECT 'copy-' || a.id || '-' || r.id, a.id, {', '.join('r.' + c for c in _COPIED)} "
        "FROM review r CROSS JOIN agency a WHERE r.agency_id = {} AND a.id >= {} "
        "ORDER BY r.id, a.id",
        *(agency_id, first),
    )
    await db.execute(
        f"INSERT INTO rated_review (review_id, agency_id, {_RATED}) "
        f"SELECT r.id, r.agency_id, {', '.join('q.' + c for c in _RATED.split(', '))} "
        "FROM review r JOIN review s ON s.author_id = r.author_id AND s.agency_id = {} "
        "JOIN rated_review q ON q.review_id = s.id WHERE r.agency_id >= {}",
        *(agency_id, first),
    )
    await db.execute(
        f"INSERT INTO agency_score (agency_id, {_SCORED}) SELECT a.id, {_SCORED} "
        "FROM agency a CROSS JOIN agency_score s WHERE s.agency_id = {} AND a.id >= {}",
        *(agency_id, first),
    )


async def _settle() -> None:
    """Do what PostgreSQL does by itself before long; SQLite plans without statistics here."""
    if db.dialect() == "sqlite":
        return
    connection = await asyncpg.connect(db.engine().url)
    try:
        await connection.execute("VACUUM ANALYZE")
    finally:
        await connection.close()


_WORDS = [
    a + b
    for a in ("Nord", "Süd", "Ost", "West", "Elb", "Main", "Rhein", "Isar", "Müller", "Berg")
    for b in ("stern", "werk", "licht", "fluss")
]
