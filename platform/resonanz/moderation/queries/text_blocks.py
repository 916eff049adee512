"""Statements about text blocks."""

import datetime as dt
from collections.abc import Mapping

from resonanz.kernel import db
from resonanz.kernel.i18n import Language

from .checks import Row


async def stored_blocks() -> list[Row]:
    """All blocks of the team, and its wording of those that ship."""
    return await db.rows(
        "SELECT key, purpose, title, text_de, text_en, text_es, hidden, changed_by, changed_at "
        "FROM text_block ORDER BY id"
    )


async def put_block(
    key: str,
    purpose: str,
    title: str,
    texts: Mapping[Language, str],
    *,
    hidden: bool,
    changed_by: int,
    now: dt.datetime,
) -> None:
    """Keep a block as it is now."""
    await db.execute(
        "INSERT INTO text_block (key, purpose, title, text_de, text_en, text_es, hidden, "
        "changed_by, changed_at) VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {}) "
        "ON CONFLICT (key) DO UPDATE SET purpose = excluded.purpose, title = excluded.title, "
        "text_de = excluded.text_de, text_en = excluded.text_en, text_es = excluded.text_es, "
        "hidden = excluded.hidden, changed_by = excluded.changed_by, "
        "changed_at = excluded.changed_at",
        key,
        purpose,
        title,
        texts["de"],
        texts["en"],
        texts["es"],
        hidden,
        changed_by,
        now,
    )


async def drop_block(key: str) -> bool:
    """Forget a block, or the team's wording of one that ships; False if there is none."""
    row = await db.row("DELETE FROM text_block WHERE key = {} RETURNING id", key)
    return row is not None
