"""The forms about merges and splits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from resonanz.kernel.fields import FieldErrors, Fields, clean

from ..service.merges import REASON_LIMIT


@dataclass(frozen=True, slots=True)
class MergeInput:
    """Which entry goes into which, by slug, and why."""

    gone: str
    stays: str
    reason: str


def slug_in(text: str) -> str:
    """The slug that somebody typed, or that is the end of a profile's address."""
    return urlsplit(clean(text)).path.rstrip("/").rpartition("/")[2]


def read_merge(form: Mapping[str, Sequence[str]]) -> tuple[MergeInput | None, FieldErrors]:
    """Read both entries and the reason."""
    fields = Fields(form)
    gone, stays = (slug_in(fields.text(name, most=500)) for name in ("gone", "stays"))
    reason = fields.text("reason", most=REASON_LIMIT)
    return (None if fields.errors else MergeInput(gone, stays, reason)), fields.errors


def read_reason(form: Mapping[str, Sequence[str]]) -> tuple[str | None, FieldErrors]:
    """Read why two are to be split."""
    fields = Fields(form)
    reason = fields.text("reason", most=REASON_LIMIT)
    return (None if fields.errors else reason), fields.errors
