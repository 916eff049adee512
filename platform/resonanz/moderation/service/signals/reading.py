"""Signals as they were kept, the moderators' verdicts on them, and how often they were right."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from resonanz.reviews import service as reviews

from ...domain.signals import Severity, Signal, SignalKey, Span
from ...queries import signals as queries
from ..errors import Moderator


@dataclass(frozen=True, slots=True)
class StoredSignal:
    """A signal on a review; `was_right` is None until a moderator said so."""

    id: int
    version: int
    signal: Signal
    was_right: bool | None


@dataclass(frozen=True, slots=True)
class SignalFigures:
    """How often a signal came up, and what moderators said of it."""

    key: SignalKey
    kind: str
    total: int
    right: int
    wrong: int


async def stored_signals(review_ids: Collection[int]) -> dict[int, tuple[StoredSignal, ...]]:
    """The signals on these reviews as they are now, weightiest first."""
    found: dict[int, list[StoredSignal]] = {}
    for row in await queries.signals_of(review_ids):
        found.setdefault(row["review_id"], []).append(_stored(row))
    return {review_id: tuple(signals) for review_id, signals in found.items()}


def _stored(row: dict[str, Any]) -> StoredSignal:
    spans = msgspec.json.decode(row["spans"], type=list[tuple[int, int]])
    return StoredSignal(
        row["id"],
        row["version"],
        Signal(
            SignalKey(row["key"]),
            Severity(row["severity"]),
            row["kind"],
            tuple(Span(start, end) for start, end in spans),
            msgspec.json.decode(row["reason"], type=dict[str, str | int]),
        ),
        None if row["was_right"] is None else bool(row["was_right"]),
    )


async def written_in(review_ids: Collection[int], languages: Collection[str]) -> set[int]:
    """Which of these reviews are clearly written in one of these languages, whatever was said."""
    if not languages:
        return set()
    return {
        review_id
        for review_id, signals in (await stored_signals(review_ids)).items()
        if any(
            one.signal.key is SignalKey.LANGUAGE and one.signal.values.get("guessed") in languages
            for one in signals
        )
    }


async def judge_signals(
    public_id: str, verdicts: Mapping[int, bool], moderator: Moderator, now: dt.datetime
) -> None:
    """Keep whether signals (by id) on a review were right; ids of other reviews change nothing."""
    if not verdicts:
        return
    record = await reviews.record(public_id)
    if record is None or record.account_id == moderator.account_id:
        return
    for right in (True, False):
        ids = [one for one, said in verdicts.items() if said is right]
        await queries.judge_signals(record.id, ids, right, moderator.account_id, now)


async def signal_figures() -> tuple[SignalFigures, ...]:
    """Every signal that came up in the last twelve months."""
    return tuple(
        SignalFigures(
            SignalKey(row["key"]),
            row["kind"],
            int(row["total"]),
            int(row["right_ones"]),
            int(row["wrong_ones"]),
        )
        for row in await queries.signal_figures()
    )
