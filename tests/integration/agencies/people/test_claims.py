"""Claims by a link, a record or a file; second claims; the yearly look (TRUST 21, 36, 43)."""

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import factories
import pytest
from cast import ALEX, FAY, MIRA, OLU, OTTO, Person
from support.internet import HERE, Internet, internet
from support.letters import letters, sent, token_of

from resonanz.accounts import service as accounts
from resonanz.accounts.queries import accounts as account_queries
from resonanz.agencies import queries
from resonanz.agencies.domain.claims import ClaimState, Finding, Shortfall, Way
from resonanz.agencies.domain.domains import Refusal
from resonanz.agencies.domain.members import Objection
from resonanz.agencies.queries import claims as stored
from resonanz.agencies.queries import proofs
from resonanz.agencies.queries.members import members_of
from resonanz.agencies.service import AgencyRef, claims
from resonanz.kernel import clock, db, outbound
from resonanz.kernel.errors import NotFoundError

from .conftest import NOW, known

pytestmark = pytest.mark.usefixtures("database")

DOMAIN = "nordlicht.example"
DAY = dt.timedelta(days=1)
STAFF = Person("Uwe")
"""Has an address at the agency's domain."""


@pytest.fixture
async def claimed(database: db.Engine) -> AgencyRef:
    """An agency with a website."""
    made = await factories.agency()
    await website(made, DOMAIN)
    return made


@pytest.fixture
async def net(tmp_path: Path) -> AsyncIterator[Internet]:
    async with internet(tmp_path, DOMAIN, f"www.{DOMAIN}") as made:
        made.host(DOMAIN)
        with outbound.using(made.outbound):
            yield made


async def website(agency: AgencyRef, host: str | None) -> None:
    await db.execute("UPDATE agency SET website = {} WHERE id = {}", host, agency.id)


async def signed_in(person: Person) -> claims.Claimant:
    found = await known(person)
    return claims.Claimant(found.id, found.public_id, person.email)


async def by_mail(agency: AgencyRef, address: str, at: dt.datetime = NOW) -> None:
    """Ask for a link and use it."""
    with clock.at(at):
        await claims.by_mail(agency, address, "de", at)
        await accounts.confirm(await token_of("agency_claim"))


async def owners(agency: AgencyRef) -> list[str]:
    return [one.email for one in await members_of(agency.id) if one.role == "owner"]


async def row(agency: AgencyRef) -> dict[str, Any]:
    found = await db.row("SELECT claimed_at, revision FROM agency WHERE id = {}", agency.id)
    assert found is not None
    return found


async def last_claim(agency: AgencyRef, person: Person) -> stored.Claim:
    found = await stored.latest_of(agency.id, (await known(person)).id)
    assert found is not None
    return found


# --- by a link -----------------------------------------------------------------------------------


async def test_a_link_to_the_agency_s_domain_makes_its_account_the_owner(
    claimed: AgencyRef,
) -> None:
    await by_mail(claimed, f"olu@{DOMAIN}")
    assert await owners(claimed) == [f"olu@{DOMAIN}"]
    account = await account_queries.by_email(f"olu@{DOMAIN}")
    assert account is not None
    assert account.second_factor_required
    state = await row(claimed)
    assert state["claimed_at"] == NOW
    assert state["revision"] > 0
    proof = await proofs.of_agency(claimed.id)
    assert proof is not None
    assert (proof.way, proof.domain, proof.check_at) == ("mail", DOMAIN, NOW + 365 * DAY)
    assert ("agency_claim_granted", f"olu@{DOMAIN}") in await sent()
    actions = await db.rows("SELECT action FROM audit_entry WHERE object_type = 'agency_claim'")
    assert [one["action"] for one in actions] == ["claim.granted"]


async def test_whoever_asked_gets_nothing_but_the_address_does(claimed: AgencyRef) -> None:
    """A stranger who names somebody's address does not get the profile by that one's click."""
    await factories.account(OTTO)
    await by_mail(claimed, f"info@{DOMAIN}")
    assert await owners(claimed) == [f"info@{DOMAIN}"]


@pytest.mark.parametrize(
    ("address", "refusal"),
    [
        ("olu@gmail.com", Refusal.FREE_MAIL),
        ("olu@mailinator.com", Refusal.FREE_MAIL),
        ("olu@suedwind.example", Refusal.OTHER_DOMAIN),
        (f"olu@{DOMAIN}.evil.example", Refusal.OTHER_DOMAIN),
    ],
)
async def test_other_addresses_are_refused_before_a_mail_goes(
    claimed: AgencyRef, address: str, refusal: Refusal
) -> None:
    with pytest.raises(claims.DomainRefusedError) as error:
        await claims.by_mail(claimed, address, "de", NOW)
    assert error.value.refusal is refusal
    assert await sent() == []


@pytest.mark.parametrize(
    ("host", "refusal"),
    [
        (None, Refusal.NO_WEBSITE),
        ("nordlicht.wixsite.com", Refusal.SHARED),
        ("facebook.com", Refusal.SHARED),
    ],
)
async def test_without_an_own_domain_only_a_document_counts(
    claimed: AgencyRef, host: str | None, refusal: Refusal
) -> None:
    await website(claimed, host)
    for act in (
        claims.by_mail(claimed, f"olu@{host}", "de", NOW),
        claims.by_domain(claimed, await signed_in(OLU), Way.DNS, NOW),
    ):
        with pytest.raises(claims.DomainRefusedError) as error:
            await act
        assert error.value.refusal is refusal


async def test_a_link_counts_for_nothing_once_the_website_is_another(claimed: AgencyRef) -> None:
    with clock.at(NOW):
        await claims.by_mail(claimed, f"olu@{DOMAIN}", "de", NOW)
        await website(claimed, "suedwind.example")
        await accounts.confirm(await token_of("agency_claim"))
    assert await owners(claimed) == []


async def test_an_author_cannot_claim_the_agency_it_reviewed(claimed: AgencyRef) -> None:
    """TRUST 4."""
    worker = Person("Uli")
    address = f"uli@{DOMAIN}"
    await factories.pending_review(claimed, worker)
    await db.execute("DELETE FROM outbox")
    await factories.published_review(claimed, ALEX)
    standing = await claims.standing(claimed, (await known(ALEX)).id)
    assert standing.objection is Objection.AUTHOR
    with pytest.raises(claims.ObjectionError):
        await claims.by_domain(claimed, await signed_in(ALEX), Way.DNS, NOW)
    await by_mail(claimed, address)
    assert await owners(claimed) == [address]


async def test_all_contacts_at_the_domain_learn_of_a_claim(claimed: AgencyRef) -> None:
    other = await factories.agency("Südwind Personal")
    for address in (f"uwe@{DOMAIN}", f"ute@mail.{DOMAIN}", "ulf@elsewhere.example"):
        account_id = await accounts.ensure_account(address, "de")
        await db.execute(
            "INSERT INTO agency_member (agency_id, account_id, role, created_at) "
            "VALUES ({}, {}, 'responder', {})",
            *(other.id, account_id, NOW),
        )
    await accounts.ensure_account(f"nobody@{DOMAIN}", "de")
    await by_mail(claimed, f"olu@{DOMAIN}")
    assert sorted(to for _, to in await sent("agency_claimed")) == [
        *(f"ute@mail.{DOMAIN}", f"uwe@{DOMAIN}")
    ]


# --- by a record or a file -----------------------------------------------------------------------


async def test_a_record_is_found_by_the_worker(claimed: AgencyRef, net: Internet) -> None:
    olu = await signed_in(OLU)
    claim = await claims.by_domain(claimed, olu, Way.DNS, NOW)
    assert not await claims.look_at_claims(NOW)
    assert (await last_claim(claimed, OLU)).finding is Finding.MISSING
    net.text(f"_resonanz.{DOMAIN}", "v=spf1 -all", f"resonanz-claim={claim.challenge}")
    await claims.look_at_claims(NOW + dt.timedelta(seconds=59))
    assert await owners(claimed) == []
    await claims.look_at_claims(NOW + dt.timedelta(minutes=1))
    assert await owners(claimed) == [OLU.email]
    assert (await last_claim(claimed, OLU)).state is ClaimState.GRANTED
    proof = await proofs.of_agency(claimed.id)
    assert proof is not None
    assert (proof.way, proof.challenge) == ("dns", claim.challenge)


@pytest.mark.parametrize("host", [DOMAIN, f"www.{DOMAIN}"])
async def test_a_file_is_found_at_the_website_or_with_www(
    claimed: AgencyRef, net: Internet, host: str
) -> None:
    net.host(f"www.{DOMAIN}")
    claim = await claims.by_domain(claimed, await signed_in(OLU), Way.FILE, NOW)
    net.page(host, "/.well-known/resonanz.txt", f"\ufeff\nresonanz-claim={claim.challenge}\n")
    await claims.look_at_claims(NOW)
    assert await owners(claimed) == [OLU.email]


async def test_a_file_that_leads_elsewhere_or_says_something_else_proves_nothing(
    claimed: AgencyRef, net: Internet
) -> None:
    path = "/.well-known/resonanz.txt"
    await claims.by_domain(claimed, await signed_in(OLU), Way.FILE, NOW)
    findings = []
    for number, (body, status, headers) in enumerate((
        ("resonanz-claim=abc", 200, {}),
        ("", 302, {"Location": "http://169.254.169.254/latest/meta-data"}),
        ("", 404, {}),
    )):  # fmt: skip
        net.page(DOMAIN, path, body, status, **headers)
        await claims.look_at_claims(NOW + number * DAY)
        findings.append((await last_claim(claimed, OLU)).finding)
    assert findings == [Finding.DIFFERENT, Finding.MOVED, Finding.MISSING]
    assert {host for host, _ in net.asked} == {DOMAIN}
    assert await owners(claimed) == []


async def test_nobody_at_a_private_address_is_asked_for_a_file(
    claimed: AgencyRef, tmp_path: Path
) -> None:
    """SSRF: by the site's own rule this machine's address is none of the internet's."""
    async with internet(tmp_path, DOMAIN, public=True) as net:
        net.host(DOMAIN, HERE)
        with outbound.using(net.outbound):
            await claims.by_domain(claimed, await signed_in(OLU), Way.FILE, NOW)
            await claims.look_at_claims(NOW)
        assert net.asked == []
    assert (await last_claim(claimed, OLU)).finding is Finding.PRIVATE


async def test_the_worker_looks_less_and_less_often_and_gives_up_after_30_days(
    claimed: AgencyRef, net: Internet
) -> None:
    await claims.by_domain(claimed, await signed_in(OLU), Way.DNS, NOW)
    now, looks = NOW, 0
    while now < NOW + 40 * DAY:
        await claims.look_at_claims(now)
        claim = await last_claim(claimed, OLU)
        if claim.check_at is None:
            break
        now, looks = claim.check_at, looks + 1
    assert (claim.state, claim.reason) == (ClaimState.ENDED, "lapsed")
    assert 30 * DAY <= now - NOW < 31 * DAY
    assert 60 < looks < 80


async def test_one_looks_at_once_and_withdraws_only_the_own_claim(
    claimed: AgencyRef, net: Internet
) -> None:
    """TRUST 42."""
    olu, otto = await signed_in(OLU), await signed_in(OTTO)
    claim = await claims.by_domain(claimed, olu, Way.DNS, NOW)
    await claims.look_at_claims(NOW)
    net.text(f"_resonanz.{DOMAIN}", f"resonanz-claim={claim.challenge}")
    for act in (
        claims.check_soon(claimed, otto.account_id, NOW),
        claims.withdraw(claimed, otto, NOW),
    ):
        with pytest.raises(NotFoundError):
            await act
    await claims.check_soon(claimed, olu.account_id, NOW)
    await claims.look_at_claims(NOW)
    assert await owners(claimed) == [OLU.email]


async def test_two_claimants_have_challenges_of_their_own(
    claimed: AgencyRef, net: Internet
) -> None:
    first = await claims.by_domain(claimed, await signed_in(OLU), Way.DNS, NOW)
    second = await claims.by_domain(claimed, await signed_in(OTTO), Way.DNS, NOW)
    assert first.challenge != second.challenge
    net.text(f"_resonanz.{DOMAIN}", f"resonanz-claim={first.challenge}")
    await claims.look_at_claims(NOW)
    assert await owners(claimed) == [OLU.email]
    assert (await last_claim(claimed, OTTO)).state is ClaimState.CHECKING


async def test_another_way_ends_the_first_and_the_same_one_goes_on(claimed: AgencyRef) -> None:
    olu = await signed_in(OLU)
    first = await claims.by_domain(claimed, olu, Way.DNS, NOW)
    assert await claims.by_domain(claimed, olu, Way.DNS, NOW + DAY) == first
    second = await claims.by_domain(claimed, olu, Way.FILE, NOW + DAY)
    assert second.public_id != first.public_id
    assert len(await stored.others_open(claimed.id)) == 1


# --- second claims -------------------------------------------------------------------------------


async def test_a_second_claim_leads_to_the_owners(claimed: AgencyRef) -> None:
    """They are asked; the profile stays theirs."""
    await by_mail(claimed, f"olu@{DOMAIN}")
    await by_mail(claimed, f"new@{DOMAIN}", NOW + DAY)
    assert await owners(claimed) == [f"olu@{DOMAIN}"]
    ((kind, to),) = await sent("agency_owners_asked")
    assert to == f"olu@{DOMAIN}"
    assert kind
    (claim,) = await stored.others_open(claimed.id)
    assert (claim.state, claim.succeeds) == (ClaimState.ASKING, True)
    assert claim.due_at == NOW + 15 * DAY


async def test_access_is_asked_of_the_owners(claimed: AgencyRef) -> None:
    otto = await signed_in(OTTO)
    with pytest.raises(NotFoundError):
        await claims.ask_for_access(claimed, otto, NOW)
    await factories.member(claimed, OLU)
    await claims.ask_for_access(claimed, otto, NOW)
    (letter,) = await letters("agency_access_asked")
    assert (letter.to, letter.context["address"]) == (OLU.email, OTTO.email)
    assert await owners(claimed) == [OLU.email]


async def test_owners_who_answer_stay(claimed: AgencyRef) -> None:
    await factories.member(claimed, OLU)
    await by_mail(claimed, f"new@{DOMAIN}")
    assert await claims.owners_asked_until(claimed.id) == NOW + 14 * DAY
    olu = await known(OLU)
    assert await claims.owners_answered(claimed, olu.public_id, NOW + DAY) == 1
    assert await claims.owners_asked_until(claimed.id) is None
    (told,) = await letters("agency_claim_refused")
    assert told.to == f"new@{DOMAIN}"
    assert "haben geantwortet" in told.context["why"]
    assert await owners(claimed) == [OLU.email]


async def test_owners_who_do_not_answer_are_followed_when_a_moderator_says_so(
    claimed: AgencyRef,
) -> None:
    """A lost owner is replaced by proof, after fourteen days."""
    await factories.member(claimed, OLU)
    await by_mail(claimed, f"new@{DOMAIN}")
    await claims.hear_owners(NOW + 14 * DAY - dt.timedelta(seconds=1))
    (claim,) = await stored.others_open(claimed.id)
    assert claim.state is ClaimState.ASKING
    await claims.hear_owners(NOW + 14 * DAY)
    (claim,) = await stored.waiting(10)
    assert claim.due_at is not None
    assert claim.due_at > NOW + 14 * DAY
    mira = await account_queries.by_id(await factories.account(MIRA))
    assert await claims.grant(claim, NOW + 15 * DAY, mira)
    assert await owners(claimed) == [f"new@{DOMAIN}"]
    assert (await row(claimed))["claimed_at"] == NOW + 15 * DAY
    gone = [one for one in await letters("agency_membership") if one.to == OLU.email]
    assert [one.context["change"] for one in gone] == ["removed"]


async def test_an_agency_that_was_claimed_meanwhile_asks_its_new_owners(
    claimed: AgencyRef, net: Internet
) -> None:
    """Of two who claim at once the second does not become an owner beside the first."""
    claim = await claims.by_domain(claimed, await signed_in(OTTO), Way.DNS, NOW)
    await by_mail(claimed, f"olu@{DOMAIN}")
    net.text(f"_resonanz.{DOMAIN}", f"resonanz-claim={claim.challenge}")
    await claims.look_at_claims(NOW)
    assert await owners(claimed) == [f"olu@{DOMAIN}"]
    assert (await last_claim(claimed, OTTO)).state is ClaimState.ASKING


async def test_a_moderator_who_refuses_says_why(claimed: AgencyRef) -> None:
    await factories.member(claimed, OLU)
    await by_mail(claimed, f"new@{DOMAIN}")
    await claims.hear_owners(NOW + 14 * DAY)
    (claim,) = await stored.waiting(10)
    mira = await account_queries.by_id(await factories.account(MIRA))
    await claims.refuse(claim, Shortfall.NOT_AUTHORISED, NOW + 15 * DAY, mira)
    (told,) = await letters("agency_claim_refused")
    assert "geht nicht hervor" in told.context["why"]
    assert await owners(claimed) == [OLU.email]


# --- the yearly look -----------------------------------------------------------------------------


async def test_a_proven_domain_that_still_shows_stays_for_another_year(
    claimed: AgencyRef, net: Internet
) -> None:
    net.records[DOMAIN, "MX"] = [f"10 {DOMAIN}."]
    await by_mail(claimed, f"olu@{DOMAIN}")
    await claims.look_at_proofs(NOW + 364 * DAY)
    await claims.look_at_proofs(NOW + 365 * DAY)
    proof = await proofs.of_agency(claimed.id)
    assert proof is not None
    assert (proof.check_at, proof.failures) == (NOW + 730 * DAY, 0)


async def test_two_failures_warn_a_third_takes_the_remark_and_nothing_else(
    claimed: AgencyRef, net: Internet
) -> None:
    claim = await claims.by_domain(claimed, await signed_in(OLU), Way.DNS, NOW)
    net.text(f"_resonanz.{DOMAIN}", f"resonanz-claim={claim.challenge}")
    await claims.look_at_claims(NOW)
    net.records.clear()
    moments = [NOW + 365 * DAY, NOW + 372 * DAY, NOW + 402 * DAY]
    told = []
    for moment in moments:
        assert (await row(claimed))["claimed_at"] == NOW
        await claims.look_at_proofs(moment)
        told.append([kind for kind, _ in await sent("agency_proof_failing", "agency_proof_over")])
    assert told == [[], ["agency_proof_failing"], ["agency_proof_failing", "agency_proof_over"]]
    assert (await row(claimed))["claimed_at"] is None
    assert await owners(claimed) == [OLU.email]
    net.text(f"_resonanz.{DOMAIN}", f"resonanz-claim={claim.challenge}")
    renewed = await claims.by_domain(claimed, await signed_in(OLU), Way.DNS, NOW + 403 * DAY)
    net.text(f"_resonanz.{DOMAIN}", f"resonanz-claim={renewed.challenge}")
    await claims.look_at_claims(NOW + 403 * DAY)
    assert (await row(claimed))["claimed_at"] == NOW + 403 * DAY


@pytest.mark.parametrize("change", ["no mail", "another website"])
async def test_a_domain_that_was_given_up_fails(
    claimed: AgencyRef, net: Internet, change: str
) -> None:
    await by_mail(claimed, f"olu@{DOMAIN}")
    net.records[DOMAIN, "MX"] = ["0 ."] if change == "no mail" else [f"10 {DOMAIN}."]
    if change == "another website":
        await website(claimed, "suedwind.example")
    await claims.look_at_proofs(NOW + 365 * DAY)
    proof = await proofs.of_agency(claimed.id)
    assert proof is not None
    assert proof.failures == 1


async def test_an_owner_shows_the_domain_again_without_asking_anybody(claimed: AgencyRef) -> None:
    await by_mail(claimed, f"olu@{DOMAIN}")
    await by_mail(claimed, f"olu@{DOMAIN}", NOW + 100 * DAY)
    proof = await proofs.of_agency(claimed.id)
    assert proof is not None
    assert proof.proven_at == NOW + 100 * DAY
    assert (await row(claimed))["claimed_at"] == NOW
    assert await stored.others_open(claimed.id) == []


async def test_an_ended_claim_is_forgotten_after_a_year(claimed: AgencyRef) -> None:
    """TRUST 33."""
    await by_mail(claimed, f"olu@{DOMAIN}")
    for days, left in ((365, 1), (366, 0)):
        await claims.forget_old(NOW + days * DAY)
        found = await db.rows("SELECT id FROM agency_claim")
        assert len(found) == left
    assert (await queries.agencies_by_id([claimed.id]))[claimed.id].id == claimed.id


async def test_the_first_hours_after_a_claim_allow_no_dispute(claimed: AgencyRef) -> None:
    await factories.member(claimed, FAY)
    assert await claims.disputes_open(claimed.id, NOW) is None
    await by_mail(claimed, f"olu@{DOMAIN}")
    await db.execute("UPDATE agency SET claimed_at = {} WHERE id = {}", NOW, claimed.id)
    assert await claims.disputes_open(claimed.id, NOW + 3 * DAY) is None
    assert await claims.disputes_open(claimed.id, NOW + DAY) == NOW + 3 * DAY
