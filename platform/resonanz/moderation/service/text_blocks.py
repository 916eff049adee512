"""Text blocks for messages to authors and parties: those that ship, and the team's own.

A block is only ever put into a moderator's own message: no text of an author is touched (TRUST 9).
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from resonanz.audit import service as audit
from resonanz.kernel import crypto, db
from resonanz.kernel.errors import NotFoundError
from resonanz.kernel.i18n import LANGUAGES, Language, use_language

from ..domain.text_blocks import Purpose
from ..queries import text_blocks as queries
from ..queries.checks import Row
from .colleagues import Colleague, colleague
from .errors import Moderator
from .text_block_wording import SHIPPED, Shipped


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A block in all languages.

    `shipped` ones come with the site, `changed` says that the team words it otherwise; one that is
    `hidden` is not offered. Its title is as it was typed, or in the present language.
    """

    key: str
    purpose: Purpose
    title: str
    texts: Mapping[Language, str]
    shipped: bool
    changed: bool
    hidden: bool
    changed_by: Colleague | None = None
    changed_at: dt.datetime | None = None


async def offered() -> tuple[TextBlock, ...]:
    """What can be put into a message."""
    return tuple(one for one in await _all() if not one.hidden)


async def words_of(choice: str) -> str:
    """The words of a choice ("key~language") among what is offered; "" for any other."""
    key, _, language = choice.partition("~")
    found = [one for one in await offered() if one.key == key]
    return next((found[0].texts[one] for one in LANGUAGES if found and one == language), "")


async def text_blocks(moderator: Moderator) -> tuple[TextBlock, ...]:
    """All blocks by purpose, with who changed them: those that ship, then the team's own."""
    rows = {row["key"]: row["changed_by"] for row in await queries.stored_blocks()}
    found = []
    for one in await _all():
        by = await colleague(rows[one.key], moderator) if one.changed else None
        found.append(replace(one, changed_by=by))
    return tuple(found)


async def _all() -> tuple[TextBlock, ...]:
    rows = {row["key"]: row for row in await queries.stored_blocks()}
    found = [
        _stored(rows.pop(key)) if key in rows else _as_shipped(key, one)
        for key, one in SHIPPED.items()
    ]
    found += [_stored(row) for row in rows.values()]
    order = list(Purpose)
    return tuple(sorted(found, key=lambda one: order.index(one.purpose)))


async def text_block(key: str, moderator: Moderator) -> TextBlock:
    """A block; raises NotFoundError."""
    for one in await text_blocks(moderator):
        if one.key == key:
            return one
    raise NotFoundError("text block")


async def save(
    key: str,
    purpose: Purpose,
    title: str,
    texts: Mapping[Language, str],
    moderator: Moderator,
    now: dt.datetime,
) -> str:
    """Keep a block as it was typed, "" for a new one; its key. Raises NotFoundError.

    What is for which purpose stays as it was, so that whoever reads a block stays the same.
    """
    if key:
        purpose = (await text_block(key, moderator)).purpose
    made = key or crypto.public_id()
    async with db.transaction():
        await queries.put_block(
            made,
            purpose.value,
            title,
            texts,
            hidden=False,
            changed_by=moderator.account_id,
            now=now,
        )
        await _record("save", made, moderator, now)
    return made


async def remove(key: str, moderator: Moderator, now: dt.datetime) -> None:
    """Offer a block no more: the team's own is forgotten, one that ships is hidden.

    Raises NotFoundError.
    """
    found = await text_block(key, moderator)
    async with db.transaction():
        if found.shipped:
            await queries.put_block(
                key,
                found.purpose.value,
                found.title,
                found.texts,
                hidden=True,
                changed_by=moderator.account_id,
                now=now,
            )
        else:
            await queries.drop_block(key)
        await _record("remove", key, moderator, now)


async def reset(key: str, moderator: Moderator, now: dt.datetime) -> None:
    """Offer a block in the words in which it ships; raises NotFoundError for any other."""
    if key not in SHIPPED:
        raise NotFoundError("text block")
    async with db.transaction():
        if await queries.drop_block(key):
            await _record("reset", key, moderator, now)


async def _record(act: str, key: str, moderator: Moderator, now: dt.datetime) -> None:
    await audit.record(moderator.public_id, f"text_block.{act}", "text_block", key, now=now)


def _stored(row: Row) -> TextBlock:
    return TextBlock(
        key=row["key"],
        purpose=Purpose(row["purpose"]),
        title=row["title"],
        texts={language: row[f"text_{language}"] for language in LANGUAGES},
        shipped=row["key"] in SHIPPED,
        changed=True,
        hidden=bool(row["hidden"]),
        changed_at=row["changed_at"],
    )


def _as_shipped(key: str, one: Shipped) -> TextBlock:
    texts: dict[Language, str] = {}
    for language in LANGUAGES:
        with use_language(language):
            texts[language] = str(one.text)
    return TextBlock(key, one.purpose, str(one.title), texts, True, False, False)
