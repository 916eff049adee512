"""Documents as services pass them on."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Self

import msgspec

from resonanz.kernel.errors import ConflictError

from ...domain.evidence import MediaType, Refusal
from ...queries import evidence as queries


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came; `content` is None if it was too large to be kept."""

    name: str
    content: bytes | None


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not taken in, by the name its sender gave it, and why."""

    name: str
    reason: Refusal


@dataclass(frozen=True, slots=True)
class Page:
    """A page; `blackouts` are cells of the grid, `released` says it may be forwarded."""

    number: int
    width: int
    height: int
    blackouts: tuple[str, ...]
    released: bool


@dataclass(frozen=True, slots=True)
class File:
    """A document with its pages; not sent, only its author sees it."""

    id: int
    public_id: str
    case_public_id: str | None
    media_type: MediaType
    uploaded_at: dt.datetime
    sent_at: dt.datetime | None
    destroyed_at: dt.datetime | None
    pages: tuple[Page, ...]

    @classmethod
    def from_row(cls, row: dict[str, Any], pages: Collection[dict[str, Any]]) -> Self:
        """Read a row of `queries.evidence` and those of its pages."""
        return cls(
            id=row["id"],
            public_id=row["public_id"],
            case_public_id=row.get("case_public_id"),
            media_type=MediaType(row["media_type"]),
            uploaded_at=row["uploaded_at"],
            sent_at=row["sent_at"],
            destroyed_at=row["destroyed_at"],
            pages=tuple(read_page(page) for page in pages),
        )


class SentError(ConflictError):
    """The document was sent or destroyed meanwhile: it cannot be changed any more."""


class HeldError(ConflictError):
    """A legal hold keeps the document."""


def read_page(row: dict[str, Any]) -> Page:
    """Read a row of a page."""
    return Page(
        row["number"],
        row["width"],
        row["height"],
        tuple(msgspec.json.decode(row["blackouts"], type=list[str])),
        bool(row["released"]),
    )


async def with_pages(rows: Collection[dict[str, Any]]) -> tuple[File, ...]:
    """Documents with their pages."""
    pages = await queries.pages_of([row["id"] for row in rows])
    return tuple(
        File.from_row(row, [page for page in pages if page["evidence_id"] == row["id"]])
        for row in rows
    )
