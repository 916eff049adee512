"""Which languages a moderator reads: no text in another one is handed out."""

import datetime as dt
from collections.abc import Collection

from resonanz.audit import service as audit
from resonanz.kernel import db
from resonanz.kernel.i18n import LANGUAGES, Language

from ..queries import languages as queries


async def languages_of(account_id: int) -> tuple[Language, ...]:
    """The languages a moderator reads; all of them until something else was said."""
    said = await queries.languages_of(account_id)
    return tuple(one for one in LANGUAGES if one in said) or LANGUAGES


async def set_languages(
    account_id: int, actor: str, languages: Collection[Language], now: dt.datetime
) -> None:
    """Say which languages one reads; raises ValueError for none."""
    chosen = [one for one in LANGUAGES if one in languages]
    if not chosen:
        raise ValueError("languages")
    async with db.transaction():
        await queries.set_languages(account_id, chosen)
        await audit.record(
            actor, "moderator.languages", "account", actor, ",".join(chosen), now=now
        )
