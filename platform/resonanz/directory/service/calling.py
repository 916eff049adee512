"""Which agency a caller belongs to, by the name, domain or address that was left."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from resonanz.agencies.domain.domains import Refusal
from resonanz.agencies.domain.folding import search_text, spellings
from resonanz.agencies.domain.names import duplicate_keys
from resonanz.agencies.domain.websites import website_domain
from resonanz.agencies.service import domains

from ..queries import lists
from .finding import named

Row = dict[str, Any]

CANDIDATES: Final = 6


class Heard(StrEnum):
    """What is known about a caller."""

    FOUND = "found"
    SEVERAL = "several"
    FREE_MAIL = "free_mail"
    SHARED = "shared"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Caller:
    """What was `said` and who may be meant: one agency, some to choose from, or none."""

    said: str
    heard: Heard
    rows: tuple[Row, ...] = ()


async def identify(said: str) -> Caller:
    """Who calls, by a name or a domain (see `without_sender`)."""
    host = website_domain(said) if " " not in said else None
    if host is not None:
        refused = domains.sender_refusal(host)
        if refused is not None:
            return Caller(said, Heard.FREE_MAIL if refused is Refusal.FREE_MAIL else Heard.SHARED)
        ids = await domains.at_host(host, CANDIDATES)
        at_host = {row["id"]: row for row in await lists.by_ids(ids)}
        rows = [at_host[agency_id] for agency_id in ids if agency_id in at_host]
        if rows:
            return Caller(said, Heard.FOUND if len(rows) == 1 else Heard.SEVERAL, tuple(rows))
    rows = await named(said, CANDIDATES)
    if not rows:
        return Caller(said, Heard.NOTHING)
    keys = duplicate_keys(said)
    alike = [row for row in rows if duplicate_keys(row["name"]) & keys]
    if len(alike) == 1:
        return Caller(said, Heard.FOUND, (alike[0],))
    # A misspelled name is asked about, even if only one is like it.
    certain = host is None and len(rows) == 1 and _holds(rows[0]["name"], said)
    return Caller(said, Heard.FOUND if certain else Heard.SEVERAL, tuple(rows))


def _holds(name: str, said: str) -> bool:
    """Whether all words that were said are in a name."""
    words = search_text(name)
    return any(all(word in words for word in each.split()) for each in spellings(said))
