"""Which desk an account comes to first."""

from resonanz.agencies import service as agencies
from resonanz.agencies.queries.members import agencies_of
from resonanz.agencies.service import AgencyRef
from resonanz.kernel.errors import NotFoundError


async def own_agency(account_id: int, slug: str = "") -> AgencyRef:
    """One of the account's agencies, the first by name without `slug`.

    Raises NotFoundError for agencies of others (TRUST 42).
    """
    refs = await agencies.agencies_by_id(await agencies_of(account_id))
    own = [one for one in refs.values() if slug in {"", one.slug}]
    if not own:
        raise NotFoundError("agency")
    return min(own, key=lambda one: (one.name, one.id))
