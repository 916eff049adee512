"""Claiming a profile: from its public page to the desk, second claims, and disputes afterwards."""

import datetime as dt
import re

import factories
import pytest
from cast import ALEX, MIRA, OLU, OTTO, Person
from support import documents
from support.letters import letters, sent, token_of
from support.visitor import form_with

from resonanz.agencies.queries import claims as stored
from resonanz.agencies.service import AgencyRef, claims
from resonanz.kernel import clock, db

from .conftest import Enter, Scene

DOMAIN = "nordlicht.example"


@pytest.fixture
async def listed(enter: Enter) -> AgencyRef:
    """An agency with a website that nobody claimed."""
    made = await factories.agency()
    await db.execute("UPDATE agency SET website = {} WHERE id = {}", DOMAIN, made.id)
    return made


async def test_from_the_profile_by_a_mailed_link_to_the_second_factor(
    enter: Enter, listed: AgencyRef
) -> None:
    """TRUST 21, 36: the claimant is sent on to set a password and a second factor."""
    otto, visitor = await enter(OTTO), await enter(None)
    profile = await visitor.get(f"/de/agencies/{listed.slug}")
    assert "Ist das Ihre Agentur?" in profile.text
    claim = f"/de/desk/claim/{listed.slug}"
    assert f'href="{claim}"' in profile.text
    assert (await visitor.get(claim)).headers["location"].startswith("/de/sign-in?next=")
    page = await otto.get(claim)
    assert DOMAIN in page.text
    done = await otto.fill(page, "/mail", email=f"chef@{DOMAIN}")
    assert done.headers["location"] == "/de/sign-in/sent"
    link = await visitor.get(f"/de/link/{await token_of('agency_claim')}")
    assert "Profil übernehmen" in link.text
    landed = await visitor.follow(await visitor.fill(link, ""))
    assert f"Sie handeln für {listed.name}" in landed.text
    assert "durch einen Link an eine Adresse bei nordlicht.example" in landed.text
    members = f"/de/desk/agencies/{listed.slug}/members"
    there = (await visitor.get(members)).headers["location"]
    assert there == f"/de/account/password?next={members.removeprefix('/de')}"
    profile = await (await enter(None)).get(f"/de/agencies/{listed.slug}")
    assert "von der Agentur verwaltet" in profile.text
    assert "von der Agentur verwaltet" in (await otto.get("/de/agencies")).text
    assert (await otto.get(members)).status_code == 404


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("otto@gmail.com", "Bei diesem Anbieter bekommt jeder eine Adresse"),
        ("otto@elsewhere.example", "liegt nicht bei der Domain der Agentur"),
        ("otto", "stimmt noch nicht"),
    ],
)
async def test_an_address_that_proves_nothing_is_refused_beside_the_field(
    enter: Enter, listed: AgencyRef, address: str, words: str
) -> None:
    otto = await enter(OTTO)
    page = await otto.get(f"/de/desk/claim/{listed.slug}")
    again = await otto.fill(page, "/mail", email=address)
    assert again.status_code == 422
    assert words in again.text
    assert f'value="{address}"' in again.text
    assert await sent("agency_claim") == []


async def test_known_and_unknown_addresses_look_the_same(enter: Enter, listed: AgencyRef) -> None:
    """TRUST 43."""
    await factories.account(Person("Uwe"))
    otto = await enter(OTTO)
    page = await otto.get(f"/de/desk/claim/{listed.slug}")
    answers = [
        await otto.fill(page, "/mail", email=f"{name}@{DOMAIN}") for name in ("uwe", "niemand")
    ]
    assert len({(one.status_code, one.headers["location"], one.text) for one in answers}) == 1
    first, second = await letters("agency_claim")
    assert first.context.keys() == second.context.keys()


async def test_a_record_is_explained_and_looked_for(enter: Enter, listed: AgencyRef) -> None:
    otto = await enter(OTTO)
    page = await otto.get(f"/de/desk/claim/{listed.slug}")
    assert (await otto.fill(page, "/domain")).status_code == 422
    page = await otto.follow(await otto.fill(page, "/domain", way="dns"))
    claim = (await stored.others_open(listed.id))[0]
    assert f"_resonanz.{DOMAIN}" in page.text
    assert f"resonanz-claim={claim.challenge}" in page.text
    page = await otto.follow(await otto.fill(page, "/check"))
    assert "Wir sehen jetzt nach" in page.text
    page = await otto.follow(await otto.fill(page, "/withdraw"))
    assert "Ihr Antrag ist zurückgezogen" in page.text
    assert await stored.others_open(listed.id) == []


async def test_without_a_website_only_a_document_is_offered(
    enter: Enter, agency: AgencyRef
) -> None:
    await db.execute("DELETE FROM agency_member")
    page = await (await enter(OTTO)).get(f"/de/desk/claim/{agency.slug}")
    assert "kennen wir keine Website" in page.text
    assert "/mail" not in page.text


async def test_a_claimed_agency_leads_to_its_owners_and_names_nobody(
    enter: Enter, agency: AgencyRef
) -> None:
    otto = await enter(OTTO)
    page = await otto.get(f"/de/desk/claim/{agency.slug}")
    assert "wird schon verwaltet" in page.text
    assert OLU.email not in page.text
    page = await otto.follow(await otto.fill(page, "/access"))
    assert "Die Verantwortlichen haben eine Mail bekommen" in page.text
    assert await sent() == [("agency_access_asked", OLU.email)]


async def test_owners_see_that_somebody_is_to_follow_them_and_answer(
    enter: Enter, agency: AgencyRef
) -> None:
    await db.execute("UPDATE agency SET website = {} WHERE id = {}", DOMAIN, agency.id)
    olu, new = await enter(OLU), await enter(None)
    await claims.by_mail(agency, f"new@{DOMAIN}", "de", clock.now())
    link = await new.get(f"/de/link/{await token_of('agency_claim')}")
    landed = await new.follow(await new.fill(link, ""))
    assert "Wir haben die jetzigen Verantwortlichen gefragt" in landed.text
    page = await olu.get(f"/de/desk/agencies/{agency.slug}/members")
    assert "Sind Sie noch da?" in page.text
    page = await olu.follow(await olu.fill(page, "/still-here"))
    assert "Es bleibt alles, wie es ist" in page.text
    assert "Sind Sie noch da?" not in page.text
    again = await new.get(f"/de/desk/claim/{agency.slug}")
    assert "Ihr letzter Antrag hatte keinen Erfolg" in again.text


async def test_an_author_is_told_why_the_account_cannot_claim(
    enter: Enter, listed: AgencyRef
) -> None:
    """TRUST 4."""
    await factories.published_review(listed, ALEX)
    page = await (await enter(ALEX)).get(f"/de/desk/claim/{listed.slug}")
    assert "Dieses Konto kann kein Mitglied sein" in page.text
    assert "/mail" not in page.text


async def test_an_agency_that_is_not_listed_cannot_be_claimed(enter: Enter) -> None:
    from resonanz.agencies import service

    proposed = await service.propose("Neue Kräfte", "DE", None, None, clock.now())
    slug = (await service.agencies_by_id([proposed]))[proposed].slug
    otto = await enter(OTTO)
    assert (await otto.get(f"/de/desk/claim/{slug}")).status_code == 404
    assert (await otto.get("/de/desk/claim/nobody")).status_code == 404


async def test_reviews_are_disputed_72_hours_after_a_claim(enter: Enter, scene: Scene) -> None:
    """The member reads when it opens; the contacts of the domain have that long to speak up."""
    olu, path = await enter(OLU), f"/de/desk/reviews/{scene.review}/dispute"
    form = await olu.get(path)
    claimed = clock.now() - dt.timedelta(hours=71)
    await db.execute("UPDATE agency SET claimed_at = {} WHERE id = {}", claimed, scene.agency.id)
    page = await olu.get(path)
    assert "Beanstanden können Sie ab" in page.text
    assert "<form method" not in page.text.partition("<main")[2].partition("</main>")[0]
    refused = await olu.fill(form, "/dispute")
    assert refused.status_code == 409
    assert "Beanstanden können Sie ab" in refused.text
    claimed -= dt.timedelta(hours=1)
    await db.execute("UPDATE agency SET claimed_at = {} WHERE id = {}", claimed, scene.agency.id)
    assert (await olu.fill(form, "/dispute")).status_code == 303


async def test_a_document_is_sealed_and_decided_by_a_moderator(
    enter: Enter, agency: AgencyRef
) -> None:
    """Without a website only a document counts; the statement goes to the claimant."""
    await db.execute("DELETE FROM agency_member")
    otto, mira = await enter(OTTO), await enter(MIRA)
    page = await otto.get(f"/de/desk/claim/{agency.slug}")
    action, form = form_with(page.text, "/document")
    empty = await otto.client.post(action, data=form)
    assert empty.status_code == 422
    wrong = await otto.client.post(action, files=[("files", ("a.exe", b"MZ\x90\x00"))])
    assert wrong.status_code == 422
    assert "a.exe: Das ist keine PDF-" in wrong.text
    sent_in = await otto.client.post(action, files=[("files", ("a.png", documents.png()))])
    page = await otto.follow(sent_in)
    assert "Die Moderation entscheidet bis zum" in page.text
    queue = await mira.get("/de/moderation")
    found = re.search(r'href="(/de/moderation/claims/[^"]+)"', queue.text)
    assert found
    page = await mira.get(found[1])
    assert "<img" not in page.text
    page = await mira.follow(await mira.fill(page, "/claim"))
    image = re.search(r'src="(/de/moderation/claims/documents/[^"]+)"', page.text)
    assert image
    answer = await mira.get(image[1])
    assert answer.headers["content-type"] == "image/webp"
    assert answer.headers["cache-control"] == "no-store"
    assert (await mira.fill(page, "/decision")).status_code == 422
    done = await mira.follow(await mira.fill(page, "/decision", finding="kind:licence"))
    assert "Das Profil ist übernommen" in done.text
    assert (await mira.get(image[1])).status_code == 404
    assert (
        f"Sie handeln für {agency.name}" in (await otto.get(f"/de/desk/claim/{agency.slug}")).text
    )
