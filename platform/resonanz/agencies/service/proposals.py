"""Agencies that candidates propose with a review."""

import asyncio
import datetime as dt

import msgspec

from resonanz.agencies import queries
from resonanz.agencies.domain.names import (
    clean_name,
    clean_text,
    duplicate_keys,
    free_slug,
    slug_of,
)
from resonanz.agencies.domain.records import Place
from resonanz.agencies.domain.rows import PLACE_LENGTH
from resonanz.agencies.domain.websites import website_domain
from resonanz.agencies.queries import proposals as stored
from resonanz.kernel import db
from resonanz.kernel.errors import ConflictError, NotFoundError

from .imports import SEAT, placed
from .revisions import bump

PROPOSED_KIND = "mixed"
SOURCE = "proposed with a review"


def nobody_said_kind(sources: str) -> bool:
    """Whether all that is known of an agency is the name that a candidate proposed."""
    return SOURCE in sources and msgspec.json.decode(sources) == [SOURCE]


class NotListedError(ConflictError):
    """The agency was taken down after an objection, and is not proposed again."""


async def propose(
    name: str, country: str, city: str | None, website: str | None, now: dt.datetime
) -> int:
    """The id of the agency of that name in the country; a new one in state `proposed` if none.

    The public does not see it before `accept_proposal`. Raises ValueError if a value is refused by
    `clean_name`, `clean_text` or `website_domain`, or if the country is no code of two capitals;
    NotListedError for one that was taken down.
    """
    name = clean_name(name)
    if len(country) != 2 or not (country.isascii() and country.isalpha() and country.isupper()):
        raise ValueError("the country is not a code of two capital letters")
    town = clean_text(city or "", PLACE_LENGTH) or None
    domain = website_domain(website) if website else None
    if website and domain is None:
        raise ValueError("the website is not an internet name")
    async with db.transaction():
        await queries.lock_proposals()
        keys = sorted(duplicate_keys(name))
        present = await queries.agency_by_name_key(country, keys)
        if present:
            return present.id
        joined = await stored.joined_by_name(country, keys)
        if joined is not None:
            return joined
        if await queries.taken_down_name(country, keys):
            raise NotListedError(name)
        slug = free_slug(name, await queries.slugs_like(slug_of(name)))
        proposal = queries.NewAgency(
            slug=slug,
            name=name,
            aliases=(),
            kind=PROPOSED_KIND,
            state="proposed",
            country=country,
            website=domain,
            seat=Place(town, None, None, None, None),
            seat_basis=SEAT,
            sources=(SOURCE,),
        )
        return (await queries.insert_agencies([proposal], now))[slug]


async def accept_proposal(agency_id: int) -> None:
    """List a proposed agency, with the region and coordinates of its city if they are certain.

    Listing a listed one changes nothing. Raises NotFoundError if there is none, ConflictError if
    it was refused.
    """
    async with db.transaction():
        agency = await queries.locked_agency(agency_id)
        if agency is None:
            raise NotFoundError(f"agency {agency_id}")
        if agency.state == "refused":
            raise ConflictError("The agency was refused.")
        if agency.state == "listed":
            return
        seat = await asyncio.to_thread(
            placed, agency.country, agency.seat.name, agency.seat.postcode
        )
        await queries.update_agency(
            agency.id, agency.kind, "listed", agency.website, seat, agency.sources
        )
        if seat.name:
            source = " + ".join(agency.sources)
            await queries.remove_place(agency.id, agency.country, seat.name)
            await queries.add_place(agency.id, agency.country, seat, SEAT, None, source)
        await bump(agency.id)


async def correct_proposal(
    agency_id: int, name: str, city: str | None, website: str | None
) -> None:
    """Write a proposed agency as it is called; its old slug leads to the new one.

    Raises ValueError as `propose`, NotFoundError, ConflictError unless it is proposed.
    """
    name = clean_name(name)
    town = clean_text(city or "", PLACE_LENGTH) or None
    domain = website_domain(website) if website else None
    if website and domain is None:
        raise ValueError("the website is not an internet name")
    async with db.transaction():
        agency = await queries.locked_agency(agency_id)
        if agency is None:
            raise NotFoundError(f"agency {agency_id}")
        if agency.state != "proposed":
            raise ConflictError("The agency is not proposed any more.")
        slug = agency.slug
        if slug_of(name) != slug_of(agency.name):
            await queries.lock_proposals()
            slug = free_slug(name, await queries.slugs_like(slug_of(name)))
        await stored.correct(agency, slug, name, town, domain)


async def refuse_proposal(agency_id: int) -> None:
    """Refuse a proposed agency; the public never saw it.

    Raises NotFoundError if there is none, ConflictError if it is listed.
    """
    async with db.transaction():
        agency = await queries.locked_agency(agency_id)
        if agency is None:
            raise NotFoundError(f"agency {agency_id}")
        if agency.state == "listed":
            raise ConflictError("The agency is listed.")
        await queries.set_state(agency.id, "refused")


async def was_refused(agency_id: int) -> bool:
    """Whether a proposed agency was refused; one that was joined or taken down was not."""
    return await stored.was_refused(agency_id)


async def join_proposal(agency_id: int, into_id: int) -> None:
    """Let a proposed agency be a listed one: old slugs, names and late drafts lead there.

    Whoever calls moves its reviews. Raises NotFoundError, ConflictError unless the first is
    proposed and the second listed.
    """
    async with db.transaction():
        agency = await queries.locked_agency(agency_id)
        into = await queries.locked_agency(into_id)
        if agency is None or into is None:
            raise NotFoundError("agency")
        if agency.state != "proposed" or into.state != "listed":
            raise ConflictError("Only a proposed agency joins a listed one.")
        wanted = f"joined-{agency_id}"
        slug = free_slug(wanted, await queries.slugs_like(wanted))
        await stored.join(agency_id, into_id, slug, agency.slug)
        await bump(into_id)


async def proposed_before(moment: dt.datetime, limit: int) -> list[int]:
    """Agencies proposed before a moment that are not listed yet, the oldest first."""
    return await stored.proposed_before(moment, limit)


async def forget_proposals(ids: list[int]) -> None:
    """Delete proposed agencies that nothing is about any more."""
    await stored.delete_proposed(ids)


async def standing(agency_id: int) -> int:
    """The id of the agency that this one is: another one if it was joined to it."""
    while (joined := await stored.joined(agency_id)) is not None:
        agency_id = joined
    return agency_id
