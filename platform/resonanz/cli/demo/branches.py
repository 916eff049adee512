"""Two branches of the demo's agency, and Rea, who answers for one of them."""

import datetime as dt

from resonanz.accounts.queries import accounts
from resonanz.agencies import service as agencies
from resonanz.agencies.queries import members
from resonanz.agencies.service import branches
from resonanz.kernel import db
from resonanz.moderation.service import AgencyMember

BRANCHES = (("Büro Alster", "Hamburg"), ("Büro Förde", "Kiel"))


async def add_branches(
    agency_id: int, owner: AgencyMember, responder: str, now: dt.datetime
) -> None:
    """Add the branches, tell each third review one of them, and let the responder answer for the
    second one alone.
    """
    agency = (await agencies.agencies_by_id([agency_id]))[agency_id]
    for name, place in BRANCHES:
        await branches.add(agency, name, place, owner.public_id, now)
    made = await branches.branches_of(agency_id)
    for number, branch in enumerate(made):
        await db.execute(
            "UPDATE review SET branch_id = {} WHERE agency_id = {} AND id % 3 = {}",
            branch.id,
            agency_id,
            number,
        )
    account = await accounts.by_email(responder)
    assert account is not None
    await members.put(agency_id, account.id, "responder", made[1].id, now)
