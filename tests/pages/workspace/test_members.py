"""The members' page: invite, accept, change, remove, leave."""

import factories
from cast import ALEX, OLU, RENA
from support.letters import token_of

from resonanz.agencies.service import AgencyRef

from .conftest import Enter


def members(agency: AgencyRef) -> str:
    return f"/de/desk/agencies/{agency.slug}/members"


async def test_an_invited_responder_accepts_and_is_removed_again(
    enter: Enter, agency: AgencyRef
) -> None:
    """TRUST 42: the next request of who was removed finds nothing."""
    olu, rena = await enter(OLU), await enter(None)
    page = await olu.get(members(agency))
    page = await olu.follow(
        await olu.fill(page, "/invitations", email=RENA.email, role="responder")
    )
    assert "Die Einladung ist unterwegs" in page.text
    assert RENA.email in page.text
    link = await rena.get(f"/de/link/{await token_of('agency_invited')}")
    assert "Einladung annehmen" in link.text
    landed = await rena.follow(await rena.fill(link, ""))
    assert landed.headers["location"] == members(agency)
    own = await rena.follow(landed)
    assert RENA.email in own.text
    assert OLU.email not in own.text
    page = await olu.get(members(agency))
    await olu.fill(page, "/remove")
    assert (await rena.get(members(agency))).status_code == 404


async def test_wrong_input_is_told_beside_the_field(enter: Enter, agency: AgencyRef) -> None:
    olu = await enter(OLU)
    page = await olu.get(members(agency))
    again = await olu.fill(page, "/invitations", email="niemand")
    assert again.status_code == 422
    assert "niemand" in again.text
    again = await olu.fill(page, "/invitations", email=OLU.email, role="owner")
    assert "gehört schon zu einem Mitglied" in again.text


async def test_the_last_owner_is_told_why_it_cannot_leave(enter: Enter, agency: AgencyRef) -> None:
    olu = await enter(OLU)
    page = await olu.get(members(agency))
    for action in ("/leave", "/role"):
        answer = await olu.fill(page, action)
        assert answer.status_code == 409
        assert "mindestens ein verantwortliches Mitglied" in answer.text


async def test_a_responder_leaves(enter: Enter, agency: AgencyRef) -> None:
    await factories.member(agency, RENA, "responder")
    rena = await enter(RENA)
    left = await rena.follow(await rena.fill(await rena.get(members(agency)), "/leave"))
    assert "Sie handeln nicht mehr für diese Agentur" in left.text
    assert (await rena.get(members(agency))).status_code == 404


async def test_an_author_learns_why_the_account_cannot_be_a_member(
    enter: Enter, agency: AgencyRef
) -> None:
    """TRUST 4: the person alone is told."""
    await factories.published_review(agency, ALEX)
    olu, alex = await enter(OLU), await enter(None)
    page = await olu.get(members(agency))
    await olu.follow(await olu.fill(page, "/invitations", email=ALEX.email, role="responder"))
    before = await olu.get(members(agency))
    link = await alex.get(f"/de/link/{await token_of('agency_invited')}")
    told = await alex.follow(await alex.fill(link, ""))
    assert "Dieses Konto kann kein Mitglied sein" in told.text
    after = await olu.get(members(agency))
    main = ("<main", "</main>")
    assert _between(before.text, *main) == _between(after.text, *main)


def _between(text: str, first: str, last: str) -> str:
    """A part of a page, without the tokens of its forms."""
    part = text.partition(first)[2].partition(last)[0]
    return "\n".join(line for line in part.splitlines() if "_csrf" not in line)
