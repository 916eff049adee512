"""Merges and splits, as moderators see them and as visitors find them."""

import dataclasses

import factories
import pytest
from cast import ALEX, FAY, MILO, MIRA, OLU, Person
from support.visitor import Visitor

from resonanz.agencies.service import AgencyRef
from resonanz.kernel import settings as settings_module
from resonanz.kernel.settings import Settings

from .conftest import Enter

LIST = "/de/moderation/merges"
WHY = "Dasselbe Impressum."
ADDRESSES = ("", "/history", "/badge", "/badge.svg", "/feed.atom", "/card.png")


@pytest.fixture
async def gone(enter: Enter) -> AgencyRef:
    """With a public review by Alex."""
    made = await factories.agency("Nordlicht Personal", city="Kiel")
    await factories.published_review(made, ALEX)
    return made


@pytest.fixture
async def stays(gone: AgencyRef) -> AgencyRef:
    return await factories.agency("Nordlicht Zeitarbeit", city="Hamburg")


async def proposed(who: Visitor, gone: AgencyRef, stays: AgencyRef) -> str:
    """The path of the page of what somebody proposed."""
    page = await who.get(f"{LIST}/new?gone={gone.slug}&stays={stays.slug}")
    answer = await who.fill(page, "/new", reason=WHY)
    assert answer.status_code == 303, answer.text[:3000]
    return str(answer.headers["location"])


async def test_two_moderators_merge_and_old_addresses_lead_on_until_it_is_split(
    enter: Enter, gone: AgencyRef, stays: AgencyRef
) -> None:
    mira, milo, visitor = await enter(MIRA), await enter(MILO), await enter(None)
    page = await mira.get(f"{LIST}/new?gone={gone.slug}&stays={stays.slug}")
    assert "1 öffentliche Bewertung geht an Nordlicht Zeitarbeit." in page.text
    assert "stimmt noch eine zweite Moderator:in zu" in page.text
    path = await proposed(mira, gone, stays)
    own = await mira.get(path)
    assert "Vorgeschlagen. Jetzt stimmt eine zweite Person zu." in own.text
    assert "/confirm" not in own.text
    assert "1 Zusammenführung" in (await milo.get("/de/moderation")).text
    assert WHY in (await milo.get(path)).text
    done = await milo.fill(await milo.get(path), "/confirm")
    assert "Zusammengeführt." in (await milo.follow(done)).text
    for rest in ADDRESSES:
        answer = await visitor.get(f"/de/agencies/{gone.slug}{rest}")
        assert answer.status_code == 308, rest
        assert answer.headers["location"] == f"/de/agencies/{stays.slug}{rest}"
        # The way back must stay open: nobody's browser keeps it for good.
        assert answer.headers["cache-control"] == "public, max-age=3600"
    profile = (await visitor.get(f"/de/agencies/{stays.slug}")).text
    assert "mit Nordlicht Personal zusammengeführt" in profile
    assert (
        "mit Nordlicht Personal zusammengeführt"
        in (await visitor.get(f"/de/agencies/{stays.slug}/history")).text
    )
    listed = (await visitor.get("/de/agencies?q=Nordlicht")).text
    assert f"/agencies/{stays.slug}" in listed
    assert f"/agencies/{gone.slug}" not in listed
    assert gone.slug not in (await visitor.get("/sitemaps/de-1.xml")).text
    split = await milo.fill(await milo.get(path), "/split", reason="Doch zwei.")
    back = await milo.follow(split)
    assert "/confirm" not in back.text
    confirmed = await mira.fill(await mira.get(split.headers["location"]), "/confirm")
    assert "Getrennt." in (await mira.follow(confirmed)).text
    for rest in ADDRESSES:
        assert (await visitor.get(f"/de/agencies/{gone.slug}{rest}")).status_code == 200
    profile = (await visitor.get(f"/de/agencies/{stays.slug}")).text
    assert "zusammengeführt" not in profile


async def test_the_own_proposal_is_taken_back_not_confirmed(
    enter: Enter, gone: AgencyRef, stays: AgencyRef
) -> None:
    mira = await enter(MIRA)
    path = await proposed(mira, gone, stays)
    page = await mira.get(path)
    assert "Zustimmen muss jemand anderes." in page.text
    token = {"_csrf": page.text.split('name="_csrf" value="')[1].split('"')[0]}
    assert (await mira.client.post(f"{path}/confirm", data=token)).status_code == 403
    done = await mira.follow(await mira.fill(page, "/refuse"))
    assert "Es bleibt, wie es ist." in done.text
    assert "abgelehnt" in done.text
    again = await mira.client.post(f"{path}/refuse", data=token)
    assert again.status_code == 409


async def test_the_form_says_what_is_missing_and_what_speaks_against_it(
    enter: Enter, gone: AgencyRef, stays: AgencyRef
) -> None:
    mira = await enter(MIRA)
    asked = await mira.get(f"{LIST}/new")
    assert "Welcher Eintrag geht?" in asked.text
    found = await mira.get(
        f"{LIST}/new?gone=https://example.org/de/agencies/{gone.slug}/&stays={stays.slug}"
    )
    assert "Was geschieht" in found.text
    unknown = await mira.get(f"{LIST}/new?gone={gone.slug}&stays=nirgends")
    assert (unknown.status_code, "ist nicht gelistet" in unknown.text) == (422, True)
    assert (await mira.fill(found, "/new", reason="")).status_code == 422
    await factories.member(gone, FAY)
    refused = await mira.fill(found, "/new", reason=WHY)
    assert refused.status_code == 409
    assert "Bitte umgekehrt." in refused.text
    await factories.member(stays, OLU)
    await factories.published_review(stays, Person("Ida"))
    assert (await mira.fill(found, "/new", reason=WHY)).status_code == 303


async def test_where_no_rank_moves_one_is_enough(
    enter: Enter, gone: AgencyRef, stays: AgencyRef
) -> None:
    mira = await enter(MIRA)
    page = await mira.get(f"{LIST}/new?gone={stays.slug}&stays={gone.slug}")
    assert "Ihre Entscheidung genügt." in page.text
    done = await mira.follow(await mira.fill(page, "/new", reason=WHY))
    assert "Zusammengeführt." in done.text
    assert "Kein Rang hat sich geändert." in done.text


async def test_solo_mode_is_labelled(
    enter: Enter, gone: AgencyRef, stays: AgencyRef, settings: Settings
) -> None:
    """TRUST 16a."""
    mira = await enter(MIRA)
    settings_module.use(dataclasses.replace(settings, solo_moderator=True))
    page = await mira.get(f"{LIST}/new?gone={gone.slug}&stays={stays.slug}")
    assert "Solo-Betrieb" in page.text
    done = await mira.follow(await mira.fill(page, "/new", reason=WHY))
    assert "ohne zweite Moderator:in entschieden" in done.text
    assert "Solo-Betrieb" in (await mira.get(LIST)).text


async def test_a_desk_sleeps_with_its_entry(
    enter: Enter, gone: AgencyRef, stays: AgencyRef
) -> None:
    await factories.member(gone, FAY)
    await factories.member(stays, OLU)
    fay, mira, milo = await enter(FAY), await enter(MIRA), await enter(MILO)
    desk = f"/de/desk/agencies/{gone.slug}/reviews"
    assert (await fay.get(desk)).status_code == 200
    path = await proposed(mira, gone, stays)
    await milo.fill(await milo.get(path), "/confirm")
    assert (await fay.get(desk)).status_code == 404
    assert (await fay.get("/de/desk")).status_code == 200
    split = await mira.fill(await mira.get(path), "/split", reason="Doch zwei.")
    await milo.fill(await milo.get(split.headers["location"]), "/confirm")
    assert (await fay.get(desk)).status_code == 200
