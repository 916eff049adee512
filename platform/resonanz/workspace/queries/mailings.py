"""Statements on mailings and on whom they do not reach."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from resonanz.kernel import db

from ..domain.mailings import Recent
from ..tables import InvitedAddress, InviteMailing


@dataclass(frozen=True, slots=True)
class Mailing:
    """A mailing as its agency sees it."""

    language: str
    addresses: int
    bounced: int
    consent_where: str
    consent_when: str
    sent_at: dt.datetime


async def insert(public_id: str, agency_id: int, account_id: int, mailing: Mailing) -> None:
    """Write a mailing."""
    await InviteMailing.insert(
        InviteMailing(
            public_id=public_id,
            agency_id=agency_id,
            account_id=account_id,
            language=mailing.language,
            addresses=mailing.addresses,
            bounced=mailing.bounced,
            consent_where=mailing.consent_where,
            consent_when=mailing.consent_when,
            sent_at=mailing.sent_at,
        )
    )


async def newest(agency_id: int, limit: int) -> list[Mailing]:
    """The newest mailings of an agency."""
    rows = await db.rows(
        "SELECT language, addresses, bounced, consent_where, consent_when, sent_at "
        "FROM invite_mailing WHERE agency_id = {} ORDER BY sent_at DESC, id DESC LIMIT {}",
        agency_id,
        limit,
    )
    return [Mailing(**row) for row in rows]


async def recent(agency_id: int, since: dt.datetime) -> Recent:
    """What an agency's mailings since a moment add up to."""
    row = await db.row(
        "SELECT COALESCE(SUM(addresses), 0) AS addresses, COALESCE(SUM(bounced), 0) AS bounced "
        "FROM invite_mailing WHERE agency_id = {} AND sent_at > {}",
        agency_id,
        since,
    )
    assert row is not None
    return Recent(int(row["addresses"]), int(row["bounced"]))


async def add_bounce(public_id: str) -> None:
    """Count an address of a mailing that could not be reached."""
    await (
        InviteMailing.update({InviteMailing.bounced: InviteMailing.bounced + 1})
        .where(InviteMailing.public_id == public_id)
        .run()
    )


async def unwanted(digests: Collection[str]) -> set[str]:
    """Those of the addresses that want no invitation; at least one is asked for."""
    marks = ", ".join("{}" for _ in digests)
    rows = await db.rows(f"SELECT digest FROM no_invitation WHERE digest IN ({marks})", *digests)
    return {row["digest"] for row in rows}


async def note_invited(digests: Sequence[str], day: dt.date) -> set[str]:
    """Note the addresses that are invited now; returns those that were not noted already."""
    marks = ", ".join("({}, {})" for _ in digests)
    rows = await db.rows(
        f"INSERT INTO invited_address (digest, invited_on) VALUES {marks} "
        "ON CONFLICT (digest) DO NOTHING RETURNING digest",
        *(value for digest in digests for value in (digest, day)),
    )
    return {row["digest"] for row in rows}


async def refuse(digest: str, day: dt.date) -> bool:
    """Note that an address wants no invitation; False if that is known."""
    row = await db.row(
        "INSERT INTO no_invitation (digest, since) VALUES ({}, {}) "
        "ON CONFLICT (digest) DO NOTHING RETURNING digest",
        digest,
        day,
    )
    return row is not None


async def forget(invited_before: dt.date, sent_before: dt.datetime) -> None:
    """Forget who was invited long ago, and mailings whose consent need not be shown any more."""
    await InvitedAddress.delete().where(InvitedAddress.invited_on < invited_before).run()
    await InviteMailing.delete().where(InviteMailing.sent_at < sent_before).run()
