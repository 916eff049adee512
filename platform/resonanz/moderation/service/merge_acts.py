"""What a merge does, and how it is undone: in the transaction of whoever decided."""

import datetime as dt
from typing import Final

import msgspec

from resonanz.agencies import mails as agency_mails
from resonanz.agencies.queries import merges as entries
from resonanz.agencies.queries.members import Member, members_of
from resonanz.agencies.service import AgencyRef
from resonanz.agencies.service import merges as agency_merges
from resonanz.kernel import db
from resonanz.kernel.clock import site_day
from resonanz.kernel.i18n import gettext, use_language
from resonanz.reviews import service as reviews
from resonanz.scoring import service as scoring

from .. import mails
from ..queries import merges as held
from ..queries import proposals as cases
from .merge_records import Manifest, Merge, Preview

_REQUESTS: Final = "authority_request"
_INTERESTS: Final = "moderator_interest"


async def preview(agency: AgencyRef, into: AgencyRef) -> Preview:
    """What a merge would do; nothing is changed."""
    counts = await held.public_reviews([agency.id])
    asleep = await reviews.asleep_after(agency.id, into.id)
    return Preview(
        agency=agency,
        into=into,
        reviews=counts.get(agency.id, 0),
        asleep=len(asleep),
        before=await scoring.published_score(into.id),
        after=await scoring.score_together(agency.id, into.id, without=asleep),
        members=len(await members_of(agency.id)),
        into_members=len(await members_of(into.id)),
        cases=tuple(row["public_id"] for row in await cases.open_cases([agency.id, into.id])),
        unfinished=await entries.unfinished(agency.id),
        waiting=await held.waiting_about([agency.id, into.id]),
    )


async def carry_out(one: Merge, now: dt.datetime) -> None:
    """Merge, keep what moved, and tell whom it concerns."""
    agency_id, into_id = one.agency.id, one.into.id
    async with db.transaction():
        lent = await agency_merges.merge(agency_id, into_id)
        moved = await reviews.merge_reviews(agency_id, into_id, now)
        await held.move_with_reviews(moved.moved, agency_id, into_id)
        await held.move_with_reviews(moved.set_aside, into_id, agency_id)
        manifest = Manifest(
            lent=lent,
            reviews=moved,
            requests=await held.move_rows(_REQUESTS, agency_id, into_id),
            interests=await held.move_rows(_INTERESTS, agency_id, into_id),
        )
        await held.keep_manifest(one.id, _text(manifest), site_day(now))
        await _tell_authors(moved.asleep, now, asleep=True)
        await agency_mails.merged(
            await members_of(agency_id), await _owners(into_id), one.agency.name, one.into
        )


async def undo(one: Merge, now: dt.datetime) -> None:
    """Split a standing merge: what it moved goes back, what came since stays."""
    agency_id, into_id, before = one.agency.id, one.into.id, one.manifest
    async with db.transaction():
        await agency_merges.split(agency_id, into_id, before.lent)
        moved = await reviews.split_reviews(agency_id, into_id, before.reviews, now)
        await held.move_with_reviews(moved.moved, into_id, agency_id)
        await held.move_with_reviews(moved.set_aside, agency_id, into_id)
        await held.move_back(_REQUESTS, before.requests, agency_id, into_id)
        await held.move_back(_INTERESTS, before.interests, agency_id, into_id)
        await held.undo(one.id)
        await _lend_again(into_id)
        await _tell_authors(moved.asleep, now, asleep=False)
        await agency_mails.split(
            await members_of(agency_id), await _owners(into_id), one.agency.name,
            one.manifest.lent.slug, one.into,
        )  # fmt: skip


async def _lend_again(into_id: int) -> None:
    """What the one that woke took away and another sleeping one has too, is lent by that one."""
    for row in await held.merged_into(into_id):
        manifest = msgspec.json.decode(row["manifest"], type=Manifest)
        names, places = await agency_merges.lend(row["agency_id"], into_id)
        if names or places:
            manifest.lent.names.extend(names)
            manifest.lent.places.extend(places)
            await held.keep_manifest(row["id"], _text(manifest), row["done_on"])


async def _owners(agency_id: int) -> list[Member]:
    return [one for one in await members_of(agency_id) if one.role == "owner"]


async def _tell_authors(review_ids: list[int], now: dt.datetime, *, asleep: bool) -> None:
    """Whose older review sleeps, or wakes, reads why (TRUST 4, 15)."""
    for public_id in await reviews.public_ids(review_ids):
        record = await reviews.record(public_id)
        if record is None:
            continue
        with use_language(record.form_language):
            message = (
                gettext(
                    "Zwei Einträge im Verzeichnis sind dieselbe Agentur, und Sie haben beide "
                    "bewertet. In zwölf Monaten zählt eine Bewertung je Agentur: Die neuere "
                    "bleibt zu sehen, diese ruht. Das war eine Entscheidung von Menschen nach "
                    "unseren Nutzungsbedingungen. Stimmt es nicht, schreiben Sie uns über die "
                    "Kontaktseite."
                )
                if asleep
                else gettext(
                    "Die beiden Einträge stehen wieder getrennt im Verzeichnis. Ihre Bewertung "
                    "ist wieder zu sehen und zählt wie zuvor."
                )
            )
        await reviews.tell(public_id, message, now)
        if (email := await reviews.author_email(public_id)) is not None:
            write = mails.restricted if asleep else mails.settled
            await write(email, record.form_language, reviews.status_secret(public_id))


def _text(manifest: Manifest) -> str:
    return msgspec.json.encode(manifest).decode()
