"""The hash chain over the audit log."""

import datetime as dt
import hashlib
import json
import re
from dataclasses import dataclass

GENESIS = "0" * 64
"""What stands for the hash before the first."""

_OPAQUE = re.compile(r"[A-Za-z0-9_.:-]{1,100}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One act: who did what to which one thing, when and why; `detail` is JSON."""

    id: int
    at: dt.datetime
    actor: str
    action: str
    object_type: str
    object_id: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """A link of the chain as stored; `entry` is None if the log no longer has it."""

    position: int
    hash: str
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What a check of the chain found.

    `sealed` and `unsealed` count entries, `broken_at` is the first position that does not fit or
    None, `head` is the last hash that fits: noted elsewhere, it also proves that no tail was cut.
    """

    sealed: int
    unsealed: int
    broken_at: int | None
    head: str


def opaque(value: str) -> str:
    """The value itself; raises ValueError if it could be more than an id (a name, an address)."""
    if not _OPAQUE.fullmatch(value):
        raise ValueError("The audit log takes ids only: letters, digits and _ . : -")
    return value


def canonical(entry: Entry) -> bytes:
    """The entry as JSON with sorted keys, no spaces, UTF-8 and the time in UTC microseconds."""
    fields = {
        "id": entry.id,
        "at": entry.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor,
        "action": entry.action,
        "object_type": entry.object_type,
        "object_id": entry.object_id,
        "reason": entry.reason,
        "detail": entry.detail,
    }
    text = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def link(previous: str, entry: Entry) -> str:
    """The hash of the next link, in hex: SHA-256 over the previous hash and the entry."""
    return hashlib.sha256(bytes.fromhex(previous) + canonical(entry)).hexdigest()


def follows(previous: str, position: int, sealed: Sealed) -> bool:
    """Whether a stored link is the one that belongs at a position, after a hash."""
    return (
        sealed.position == position
        and sealed.entry is not None
        and sealed.hash == link(previous, sealed.entry)
    )
