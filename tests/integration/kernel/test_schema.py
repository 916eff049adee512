"""The Table classes say what the migrations made, on both databases."""

import pytest
from piccolo.columns import (
    BigInt,
    Boolean,
    Bytea,
    Column,
    Date,
    DoublePrecision,
    Integer,
    Serial,
    SmallInt,
    Text,
    Timestamptz,
)
from piccolo.table import Table

from resonanz.kernel import db
from resonanz.piccolo_app import APP_CONFIG

pytestmark = pytest.mark.usefixtures("database")

KINDS: dict[type[Column], str] = {
    BigInt: "integer",
    Integer: "integer",
    Serial: "integer",
    SmallInt: "integer",
    Text: "text",
    Boolean: "boolean",
    Bytea: "bytes",
    Date: "date",
    DoublePrecision: "number",
    Timestamptz: "time",
}
"""Broad types; a subclass (BigSerial) counts as its base."""

NAMES = {
    "INTEGER": "integer",
    "BIGINT": "integer",
    "SMALLINT": "integer",
    "TEXT": "text",
    "BOOLEAN": "boolean",
    "BLOB": "bytes",
    "BYTEA": "bytes",
    "DATE": "date",
    "DOUBLE PRECISION": "number",
    "TIMESTAMPTZ": "time",
    "TIMESTAMP WITH TIME ZONE": "time",
}

Columns = dict[str, tuple[str, bool]]
"""Broad type and whether NULL is allowed, by name."""


async def schema() -> dict[str, Columns]:
    """All tables of the database but Piccolo's own and those of SQLite's search index."""
    if db.dialect() == "sqlite":
        rows = await db.rows(
            'SELECT t.name AS "table", c.name, c.type, '
            "(c.\"notnull\" = 0 AND NOT (c.pk AND c.type = 'INTEGER')) AS nullable"
            " FROM sqlite_master t JOIN pragma_table_info(t.name) c"
            " WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'"
            " AND t.name NOT LIKE 'agency_name_search%' AND t.name <> 'migration'"
        )
    else:
        rows = await db.rows(
            'SELECT table_name AS "table", column_name AS name, data_type AS type,'
            " is_nullable = 'YES' AS nullable"
            " FROM information_schema.columns WHERE table_schema = 'public'"
            " AND table_name <> 'migration'"
        )
    tables: dict[str, Columns] = {}
    for row in rows:
        kind = NAMES[row["type"].upper()]
        tables.setdefault(row["table"], {})[row["name"]] = (kind, bool(row["nullable"]))
    return tables


def declared(table: type[Table]) -> Columns:
    """What a Table class says of itself."""
    return {
        column._meta.db_column_name: (
            next(KINDS[base] for base in type(column).__mro__ if base in KINDS),
            column._meta.null,
        )
        for column in table._meta.columns
    }


@pytest.mark.parametrize("table", APP_CONFIG.table_classes, ids=lambda table: table._meta.tablename)
async def test_table_class_agrees_with_the_schema(table: type[Table]) -> None:
    assert (await schema()).get(table._meta.tablename) == declared(table)


async def test_every_table_of_the_schema_has_its_class() -> None:
    classes = {table._meta.tablename for table in APP_CONFIG.table_classes}
    assert sorted(set(await schema()) - classes) == []


async def test_ids_are_never_used_again() -> None:
    at = "'2026-11-22 12:00:00+00:00'"
    insert = (
        "INSERT INTO outbox (kind, language, sealed, created_at, due_at)"
        f" VALUES ('a', 'de', {{}}, {at}, {at}) RETURNING id"
    )
    first = await db.row(insert, b"")
    await db.execute("DELETE FROM outbox")
    second = await db.row(insert, b"")
    assert first is not None
    assert second is not None
    assert second["id"] > first["id"]
