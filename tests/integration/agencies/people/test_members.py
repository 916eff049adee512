"""Who acts for an agency: invited by mail, changed, removed at once (TRUST 21, 36, 42)."""

import asyncio
import datetime as dt
from typing import Any

import factories
import pytest
from cast import ALEX, FAY, MIRA, OLU, OTTO, RENA, Person
from support.letters import letters, sent, token_of

from resonanz.accounts import service as accounts
from resonanz.accounts.queries import accounts as account_queries
from resonanz.agencies.domain.members import MemberRole
from resonanz.agencies.queries import invitations as stored
from resonanz.agencies.queries.members import members_of, membership, role_in
from resonanz.agencies.service import AgencyRef, invitations, members
from resonanz.kernel import clock, db
from resonanz.kernel.errors import NotFoundError

from .conftest import NOW, Known, known

pytestmark = pytest.mark.usefixtures("database")

OWNER, RESPONDER = MemberRole.OWNER, MemberRole.RESPONDER


async def invite(agency: AgencyRef, person: Person, role: MemberRole, by: Known) -> str:
    """Invite somebody; the secret of the mailed link."""
    await invitations.invite(agency, person.email, role, "de", by.public_id, NOW)
    return await token_of("agency_invited")


async def roles(agency: AgencyRef) -> dict[str, str]:
    return {one.email: one.role for one in await members_of(agency.id)}


async def needs_second_factor(person: Person) -> bool:
    account = await account_queries.by_email(person.email)
    assert account is not None
    return account.second_factor_required


async def acts(agency: AgencyRef) -> list[tuple[str, str]]:
    rows = await db.rows(
        "SELECT actor, action FROM audit_entry WHERE object_id = {} AND action LIKE 'member.%' "
        "ORDER BY id",
        agency.public_id,
    )
    return [(row["actor"], row["action"]) for row in rows]


async def test_the_link_of_an_invitation_makes_its_account_a_member(
    agency: AgencyRef, olu: Known
) -> None:
    with clock.at(NOW):
        token = await invite(agency, RENA, RESPONDER, olu)
        done = await accounts.confirm(token)
    assert done.next == f"/desk/invited/{agency.slug}"
    assert await roles(agency) == {OLU.email: "owner", RENA.email: "responder"}
    assert await stored.of_agency(agency.id, NOW) == []
    assert not await needs_second_factor(RENA)
    rena = await known(RENA)
    assert await acts(agency) == [
        (olu.public_id, "member.invited"),
        (rena.public_id, "member.joined"),
    ]
    assert await sent() == [
        ("agency_invited", RENA.email),
        ("agency_membership", RENA.email),
        ("agency_members_changed", OLU.email),
    ]


async def test_an_invited_owner_needs_a_second_factor(agency: AgencyRef, olu: Known) -> None:
    """TRUST 36: from the moment on, and no longer than the role lasts."""
    with clock.at(NOW):
        await accounts.confirm(await invite(agency, OTTO, OWNER, olu))
    assert await needs_second_factor(OTTO)
    otto = await known(OTTO)
    await members.change_role(agency, otto.public_id, RESPONDER, olu.public_id, NOW)
    assert not await needs_second_factor(OTTO)
    assert [one.context["role"] for one in await letters("agency_membership")] == [
        *("owner", "responder")
    ]


async def test_nothing_tells_whether_an_invited_address_is_known(
    agency: AgencyRef, olu: Known
) -> None:
    """TRUST 43: one with an account, one without."""
    await factories.account(ALEX)
    await invite(agency, ALEX, RESPONDER, olu)
    await invite(agency, Person("Niemand"), RESPONDER, olu)
    first, second = await letters("agency_invited")
    assert first.context.keys() == second.context.keys()
    assert [one.role for one in await stored.of_agency(agency.id, NOW)] == ["responder"] * 2


async def test_a_withdrawn_an_old_and_a_replaced_invitation_admit_nobody(
    agency: AgencyRef, olu: Known
) -> None:
    with clock.at(NOW):
        replaced = await invite(agency, RENA, OWNER, olu)
        token = await invite(agency, RENA, RESPONDER, olu)
        await accounts.confirm(replaced)
        (open_one,) = await stored.of_agency(agency.id, NOW)
        await invitations.withdraw(agency, open_one.public_id, olu.public_id, NOW)
        await accounts.confirm(token)
        late = await invite(agency, RENA, RESPONDER, olu)
    with clock.at(NOW + dt.timedelta(days=7)), pytest.raises(accounts.LinkInvalidError):
        await accounts.confirm(late)
    assert await roles(agency) == {OLU.email: "owner"}


async def test_only_its_own_agency_withdraws_an_invitation(agency: AgencyRef, olu: Known) -> None:
    """TRUST 42."""
    other = await factories.agency("Südwind Personal")
    await invite(agency, RENA, RESPONDER, olu)
    (open_one,) = await stored.of_agency(agency.id, NOW)
    with pytest.raises(NotFoundError):
        await invitations.withdraw(other, open_one.public_id, "fay", NOW)
    with pytest.raises(NotFoundError):
        await members.remove(other, olu.public_id, "fay", NOW)


async def agency_side(agency: AgencyRef) -> list[Any]:
    """All that the agency gets to know: its members, its invitations, its mails."""
    return [
        await roles(agency),
        [(one.email, one.role) for one in await stored.of_agency(agency.id, NOW)],
        [(one.kind, one.context) for one in await letters() if one.to == OLU.email],
    ]


async def test_who_reviewed_the_agency_cannot_act_for_it_and_the_agency_learns_nothing(
    agency: AgencyRef, olu: Known
) -> None:
    """TRUST 4: it looks as if the invitation was never answered."""
    await factories.published_review(agency, ALEX)
    with clock.at(NOW):
        token = await invite(agency, ALEX, RESPONDER, olu)
        before = await agency_side(agency)
        await accounts.confirm(token)
    assert await agency_side(agency) == before
    told = await letters("agency_not_member")
    assert [(one.to, one.context["objection"]) for one in told] == [(ALEX.email, "author")]
    assert (await acts(agency))[1:] == []


async def test_a_review_from_an_address_without_account_counts_as_well(
    agency: AgencyRef, olu: Known
) -> None:
    """TRUST 4: the author is found by the confirmed address."""
    review = await factories.pending_review(agency, OTTO)
    await accounts.confirm(await token_of("review_confirm"))
    assert review
    with clock.at(NOW):
        await accounts.confirm(await invite(agency, OTTO, OWNER, olu))
    assert await roles(agency) == {OLU.email: "owner"}


async def test_a_review_of_another_agency_speaks_against_nothing(
    agency: AgencyRef, olu: Known
) -> None:
    await factories.published_review(await factories.agency("Südwind Personal"), ALEX)
    with clock.at(NOW):
        await accounts.confirm(await invite(agency, ALEX, RESPONDER, olu))
    assert ALEX.email in await roles(agency)


async def test_moderators_act_for_no_agency(agency: AgencyRef, olu: Known) -> None:
    await factories.account(MIRA)
    with clock.at(NOW):
        await accounts.confirm(await invite(agency, MIRA, OWNER, olu))
    assert MIRA.email not in await roles(agency)
    assert (await letters("agency_not_member"))[0].context["objection"] == "staff"


async def test_a_removed_member_has_no_desk_at_once(agency: AgencyRef, olu: Known) -> None:
    await factories.member(agency, RENA, "responder")
    rena = await known(RENA)
    await members.remove(agency, rena.public_id, olu.public_id, NOW)
    assert await membership(agency.slug, rena.id) is None
    assert await acts(agency) == [(olu.public_id, "member.removed")]
    assert await sent() == [("agency_membership", RENA.email)]


async def test_the_last_owner_stays(agency: AgencyRef, olu: Known) -> None:
    await factories.member(agency, RENA, "responder")
    for act in (
        members.remove(agency, olu.public_id, olu.public_id, NOW),
        members.change_role(agency, olu.public_id, RESPONDER, olu.public_id, NOW),
    ):
        with pytest.raises(members.LastOwnerError):
            await act
    rena = await known(RENA)
    await members.change_role(agency, rena.public_id, OWNER, olu.public_id, NOW)
    await members.remove(agency, olu.public_id, olu.public_id, NOW)
    assert await roles(agency) == {RENA.email: "owner"}
    assert ("agency_members_changed", RENA.email) in await sent()


async def test_of_two_owners_who_remove_each_other_one_stays(agency: AgencyRef, olu: Known) -> None:
    await factories.member(agency, FAY)
    fay = await known(FAY)
    results = await asyncio.gather(
        members.remove(agency, fay.public_id, olu.public_id, NOW),
        members.remove(agency, olu.public_id, fay.public_id, NOW),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in results) == ["LastOwnerError", "NoneType"]
    assert list((await roles(agency)).values()) == ["owner"]


async def test_an_agency_whose_last_owner_is_erased_is_not_managed_any_more(
    agency: AgencyRef, olu: Known
) -> None:
    await db.execute("UPDATE agency SET claimed_at = {} WHERE id = {}", NOW, agency.id)
    await members.forget_member(olu.id)
    row = await db.row("SELECT claimed_at, revision FROM agency WHERE id = {}", agency.id)
    assert row is not None
    assert row["claimed_at"] is None
    assert row["revision"] > 0
    assert await role_in(agency.id, olu.id) == "owner"
