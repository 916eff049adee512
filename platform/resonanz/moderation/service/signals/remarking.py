"""Looking at the reviews that wait for their check, once a version."""

import datetime as dt
import logging
from typing import Final

import msgspec

from resonanz.agencies import service as agencies
from resonanz.kernel import db
from resonanz.reviews import service as reviews
from resonanz.reviews.domain import State
from resonanz.reviews.service import ReviewRecord
from resonanz.reviews.service.activity import agency_activity
from resonanz.reviews.service.origins import shared_origin

from ...domain.signals import (
    ALIKE,
    LATEST,
    Signal,
    Sketch,
    agency_burst,
    alike,
    disposable_mail,
    network_burst,
    one_sided,
    parts_of,
    phrases_of,
    resemblance,
    same_device,
    sketch,
    vocabulary_in,
)
from ...queries import signals as queries
from .lexicon import lexicon
from .own_words import own_texts
from .wording import text_signals

_HISTORY: Final = 60
_PAGE: Final = 100
_NOBODY: Final = 0
_MOST_PARTS: Final = 20
_KEPT: Final = dt.timedelta(days=365)

log = logging.getLogger(__name__)


async def remark_waiting(limit: int, now: dt.datetime) -> int:
    """Look at waiting reviews that nobody looked at in their present version; returns how many.

    At most `limit`, those that are due first. One that cannot be read does not hold up others.
    """
    done = 0
    after = None
    while page := await reviews.queue(_PAGE, after, not_by=_NOBODY):
        known = await queries.signal_versions([waiting.id for waiting in page])
        for waiting in page:
            if known.get(waiting.id, 0) >= waiting.version:
                continue
            try:
                await remark(waiting.public_id, now)
            except Exception:
                log.exception("The signals of review %s could not be made.", waiting.public_id)
                continue
            done += 1
            if done >= limit:
                return done
        after = page[-1].position
    return done


async def remark(public_id: str, now: dt.datetime) -> bool:
    """Keep the signals of a waiting review or edit; False if that was done. Nothing moves."""
    record = await reviews.record_to_check(public_id)
    if record is None or record.state is not State.PRE_CHECK:
        return False
    made = [made for part in parts_of(record.text)[:_MOST_PARTS] if (made := sketch(part))]
    signals = await signals_for(record, made, now)
    async with db.transaction():
        if not await queries.begin_signal_run(record.id, record.version, now):
            return False
        await queries.insert_signals(
            [
                {
                    "review_id": record.id,
                    "version": record.version,
                    "key": signal.key.value,
                    "kind": signal.kind,
                    "severity": signal.severity.value,
                    "spans": _json([(span.start, span.end) for span in signal.spans]),
                    "reason": _json(dict(signal.values)),
                    "created_at": now,
                }
                for signal in signals
            ]
        )
        await queries.replace_sketches(
            record.id,
            record.public_id,
            record.agency_id,
            record.version,
            record.replaces.version if record.replaces else None,
            [(one.to_bytes(), one.bands) for one in made],
            now,
        )
    return True


async def signals_for(
    record: ReviewRecord, sketches: list[Sketch], now: dt.datetime
) -> tuple[Signal, ...]:
    """All signals of a review whose parts have these sketches; of an edit those on its text."""
    agency = (await agencies.agencies_by_id([record.agency_id])).get(record.agency_id)
    text = (
        *text_signals(record.text, record.language, [agency.name] if agency else []),
        *await _likeness(record, sketches),
        *await _vocabulary(record, agency.name if agency else ""),
    )
    if record.replaces is not None:
        return text
    activity = await agency_activity(record.agency_id, LATEST + _HISTORY, now)
    shared = await shared_origin(record.id)
    address = await reviews.author_email(record.public_id) or ""
    return (
        *text,
        *network_burst(shared.network, shared.network_and_agency),
        *same_device(shared.device),
        *agency_burst(activity.in_seven_days, activity.usual_a_week),
        *one_sided(activity.feedback[:LATEST], activity.feedback[LATEST:]),
        *disposable_mail(address.rpartition("@")[2], lexicon().disposable_domains),
    )


async def _vocabulary(record: ReviewRecord, name: str) -> tuple[Signal, ...]:
    """Whether a text is in the words of the agency."""
    return vocabulary_in(record.text, phrases_of(await own_texts(record.agency_id), name))


async def _likeness(record: ReviewRecord, sketches: list[Sketch]) -> tuple[Signal, ...]:
    """The review that a part resembles most, if it does."""
    bands = {band for one in sketches for band in one.bands}
    best: tuple[float, str, bool] = (0.0, "", False)
    for row in await queries.sketches_near(bands, record.id):
        other = Sketch.from_bytes(row["least"])
        likeness = max(resemblance(one, other) for one in sketches)
        same_agency = row["agency_id"] == record.agency_id
        best = max(best, (likeness, row["review_public_id"], same_agency))
    likeness, public_id, same_agency = best
    if likeness < ALIKE:
        return ()
    return (alike(public_id, round(100 * likeness), same_agency=same_agency),)


async def forget_old(now: dt.datetime) -> None:
    """Delete signals and sketches a year after they were made."""
    await queries.forget_signals(now - _KEPT)


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
