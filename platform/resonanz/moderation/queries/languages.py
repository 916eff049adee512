"""Statements about the languages that moderators read."""

from collections.abc import Collection

from resonanz.kernel import db


async def languages_of(account_id: int) -> set[str]:
    """What a moderator said to read; empty for one who said nothing."""
    rows = await db.rows(
        "SELECT language FROM moderator_language WHERE account_id = {}", account_id
    )
    return {row["language"] for row in rows}


async def set_languages(account_id: int, languages: Collection[str]) -> None:
    """Keep what a moderator reads instead of what was said before."""
    await db.execute("DELETE FROM moderator_language WHERE account_id = {}", account_id)
    for language in languages:
        await db.execute(
            "INSERT INTO moderator_language (account_id, language) VALUES ({}, {})",
            account_id,
            language,
        )
