"""How many were invited and how many came, as numbers by quarter."""

import datetime as dt

import factories
import pytest
from cast import ALEX, OTTO, Person

from resonanz.agencies.service import AgencyRef, invites
from resonanz.kernel import clock
from resonanz.reviews import service as reviews
from resonanz.workspace.service.invitations import figures

from .conftest import NOW

QUARTER = dt.date(2026, 10, 1)


async def come(agency: AgencyRef, person: Person) -> None:
    """Somebody follows the invitation, and the review appears."""
    code = await invites.current(agency.id)
    assert code is not None
    with clock.at(NOW):
        review = await reviews.submit(
            draft_token=await reviews.save_draft(None, {}, NOW),
            submission=factories.submission(),
            agency_id=agency.id,
            email=person.email,
            account_id=await factories.account(person),
            now=NOW,
            invite=code.code,
        )
    await reviews.apply_verdict(review, "approve", "", NOW)
    await reviews.publish(review, NOW)


@pytest.mark.parametrize(("invited", "told"), [(9, None), (10, 2)])
async def test_how_many_came_is_told_from_ten_invited_on(
    agency: AgencyRef, invited: int, told: int | None
) -> None:
    """Issue 4: members cannot tell who came."""
    assert await figures(agency.id, dt.date(2026, 11, 18)) == ()
    await invites.enter_count(agency, QUARTER, invited, "olu", NOW)
    await come(agency, ALEX)
    await come(agency, OTTO)
    await factories.published_review(agency, Person("Nina"), at=NOW)
    (found,) = await figures(agency.id, dt.date(2026, 11, 18))
    assert (found.quarter, found.invited, found.came) == (QUARTER, invited, told)
