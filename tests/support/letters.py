"""The mails that wait to be sent."""

from dataclasses import dataclass
from typing import Any

from resonanz.kernel import db
from resonanz.mail import service as mail


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail of the outbox."""

    kind: str
    to: str
    context: dict[str, Any]


async def letters(*kinds: str) -> list[Letter]:
    """The mails of these kinds, all without, oldest first."""
    rows = await db.rows("SELECT kind, sealed FROM outbox WHERE sent_at IS NULL ORDER BY id")
    found = [Letter(row["kind"], *mail.unseal(row["sealed"])) for row in rows]
    return [one for one in found if not kinds or one.kind in kinds]


async def sent(*kinds: str) -> list[tuple[str, str]]:
    """Kind and receiver of the mails of these kinds."""
    return [(one.kind, one.to) for one in await letters(*kinds)]


async def token_of(kind: str) -> str:
    """The secret of the link in the newest mail of a kind."""
    return str((await letters(kind))[-1].context["token"])
