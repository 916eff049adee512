"""Everything a database holds, to look for what should not be there."""

from resonanz.kernel import db


async def tables() -> list[str]:
    """All tables of the schema but Piccolo's own and those of SQLite's search index."""
    if db.dialect() == "sqlite":
        rows = await db.rows(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
            "AND name NOT LIKE 'agency_name_search%' AND name <> 'migration'"
        )
    else:
        rows = await db.rows(
            "SELECT table_name AS name FROM information_schema.tables "
            "WHERE table_schema = 'public' AND table_name <> 'migration'"
        )
    return sorted(row["name"] for row in rows)


async def places(needle: str) -> set[str]:
    """Each `table.column` in which a text occurs, in any case, also inside bytes."""
    found = set()
    for table in await tables():
        for row in await db.rows(f"SELECT * FROM {table}"):
            for column, value in row.items():
                text = (
                    bytes(value).decode("utf-8", "replace")
                    if isinstance(value, bytes | bytearray | memoryview)
                    else str(value)
                )
                if needle.casefold() in text.casefold():
                    found.add(f"{table}.{column}")
    return found
