"""Two listed entries are one agency: the one that goes sleeps, and can be woken as it was."""

from dataclasses import dataclass, field

from resonanz.agencies import queries
from resonanz.agencies.domain.names import free_slug
from resonanz.agencies.domain.records import StoredAgency
from resonanz.agencies.queries import merges as stored
from resonanz.agencies.queries import proposals
from resonanz.kernel import db
from resonanz.kernel.errors import ConflictError, NotFoundError

from .revisions import bump


@dataclass(frozen=True, slots=True)
class Lent:
    """What an entry gave the one that stays: rows of names and places, and its slugs.

    `slug` is the one it had, `old` those that led to it.
    """

    slug: str
    old: list[str] = field(default_factory=list)
    names: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)


async def merge(agency_id: int, into_id: int) -> Lent:
    """Let a listed agency be another listed one: names, places and old addresses lead there.

    What the agency says of itself, its members, keys and codes stay with it, asleep. Whoever calls
    moves its reviews. Raises NotFoundError, ConflictError unless both are listed.
    """
    async with db.transaction():
        agency, into = await _locked(agency_id, into_id)
        if agency.state != "listed" or into.state != "listed" or agency_id == into_id:
            raise ConflictError("Only a listed agency goes into another listed one.")
        lent = Lent(
            slug=agency.slug,
            old=await stored.old_slugs(agency_id),
            names=await stored.lend_names(agency_id, into_id),
            places=await stored.lend_places(agency_id, into_id),
        )
        wanted = f"joined-{agency_id}"
        slug = free_slug(wanted, await queries.slugs_like(wanted))
        await proposals.join(agency_id, into_id, slug, agency.slug)
        await bump(agency_id, into_id)
    return lent


async def split(agency_id: int, into_id: int, lent: Lent) -> None:
    """Wake an agency as it was before `merge`.

    Raises NotFoundError, ConflictError unless it is that one still, and that one listed.
    """
    async with db.transaction():
        _, into = await _locked(agency_id, into_id)
        if await proposals.joined(agency_id) != into_id or into.state != "listed":
            raise ConflictError("The agency is not part of that listed one.")
        await stored.take_names(into_id, lent.names)
        await stored.take_places(into_id, lent.places)
        await stored.wake(agency_id, into_id, lent.slug, lent.old)
        await bump(agency_id, into_id)


async def lend(agency_id: int, into_id: int) -> tuple[list[int], list[int]]:
    """Give the agency that stays the names and places of a sleeping one that it lacks.

    Two sleeping ones may share a name: when the first wakes, the second lends it.
    """
    async with db.transaction():
        return (
            await stored.lend_names(agency_id, into_id),
            await stored.lend_places(agency_id, into_id),
        )


async def _locked(agency_id: int, into_id: int) -> tuple[StoredAgency, StoredAgency]:
    """Both, the lower id first, as all that lock several do."""
    found = {each: await queries.locked_agency(each) for each in sorted({agency_id, into_id})}
    agency, into = found[agency_id], found[into_id]
    if agency is None or into is None:
        raise NotFoundError("agency")
    return agency, into
