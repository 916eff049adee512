"""Owners say who the agency is; the public reads it as the agency's own word."""

import re

from cast import MIRA, OLU, RENA

from resonanz.agencies.service import AgencyRef
from resonanz.kernel import clock, db

from .conftest import Enter, Scene

SAID = "Wir vermitteln in Hamburg und Umgebung."


async def managed(agency: AgencyRef) -> None:
    await db.execute("UPDATE agency SET claimed_at = {} WHERE id = {}", clock.now(), agency.id)


async def test_what_an_owner_says_is_public_at_once_as_the_agencys_word(
    enter: Enter, scene: Scene
) -> None:
    await managed(scene.agency)
    olu, visitor = await enter(OLU), await enter(None)
    profile = f"/de/agencies/{scene.agency.slug}"
    assert "Die Agentur über sich" not in (await visitor.get(profile)).text
    page = await olu.get(f"{scene.desk}/profile")
    done = await olu.follow(
        await olu.fill(
            page,
            "/profile",
            text_de=SAID,
            text_en="We place people in Hamburg.",
            kinds="temp",
            job_fields="logistics",
            legal_form="GmbH",
            licence="unlimited",
            licence_authority="Agentur für Arbeit Kiel",
            email="Jobs@nordlicht.example",
            phone="+49 40 123-456",
            web="https://nordlicht.example/kontakt",
        )
    )
    assert "So steht es jetzt auf Ihrem Profil" in done.text
    shown = (await visitor.get(profile)).text
    for words in (
        "Die Agentur über sich",
        "Eigene Angaben der Agentur, von uns nicht geprüft",
        "von der Agentur verwaltet",
        SAID,
        "Logistik",
        "GmbH",
        "unbefristet erteilt, Agentur für Arbeit Kiel",
        'href="mailto:Jobs@nordlicht.example"',
        'href="tel:+4940123456"',
        'href="https://nordlicht.example/kontakt"',
        '"telephone":"+49 40 123-456"',
        f'"description":"{SAID}"',
    ):
        assert words in shown, words
    english = (await visitor.get(profile.replace("/de/", "/en/"))).text
    assert "We place people in Hamburg." in english
    spanish = (await visitor.get(profile.replace("/de/", "/es/"))).text
    assert f'lang="de"><p>{SAID}' in spanish, "another language, and marked as such"
    told = (await visitor.get(f"{profile}/history")).text
    assert "Rechtsform" in told
    assert "GmbH" in told
    assert "Text auf Deutsch" in told
    assert SAID not in told
    assert "Jobs@" not in told
    assert OLU.email not in told


async def test_without_the_remark_the_profile_says_nothing_of_the_agencys(
    enter: Enter, scene: Scene
) -> None:
    await managed(scene.agency)
    olu, visitor = await enter(OLU), await enter(None)
    await olu.fill(await olu.get(f"{scene.desk}/profile"), "/profile", text_de=SAID)
    await db.execute("UPDATE agency SET claimed_at = NULL WHERE id = {}", scene.agency.id)
    assert SAID not in (await visitor.get(f"/de/agencies/{scene.agency.slug}")).text


async def test_a_preview_saves_nothing(enter: Enter, scene: Scene) -> None:
    olu = await enter(OLU)
    page = await olu.get(f"{scene.desk}/profile")
    seen = await olu.fill(page, "/profile", text_de=SAID, kinds="payrolling", step="preview")
    assert seen.status_code == 200
    assert "Vorschau: So stünde es auf Ihrem Profil" in seen.text
    assert f"<p>{SAID}</p>" in seen.text
    assert "Payrolling" in seen.text
    assert SAID not in (await olu.get(f"{scene.desk}/profile")).text
    await olu.fill(seen, "/profile")
    assert SAID in (await olu.get(f"{scene.desk}/profile")).text, "the form kept what was typed"


async def test_two_owners_at_once_lose_nothing(enter: Enter, scene: Scene) -> None:
    olu = await enter(OLU)
    first = await olu.get(f"{scene.desk}/profile")
    second = await olu.get(f"{scene.desk}/profile")
    await olu.fill(first, "/profile", text_de="Von der einen.", legal_form="GmbH")
    answer = await olu.fill(second, "/profile", text_de="Von der anderen.")
    assert answer.status_code == 409
    assert "Noch nicht gespeichert" in answer.text
    assert "<dd>Von der einen.</dd>" in answer.text
    assert ">Von der anderen.</textarea>" in answer.text
    rows = await db.rows("SELECT after_value FROM agency_change WHERE field = 'text_de'")
    assert [row["after_value"] for row in rows] == ["Von der einen."]
    again = await olu.fill(answer, "/profile", legal_form="GmbH")
    assert again.status_code == 303
    page = (await olu.get(f"{scene.desk}/profile")).text
    assert ">Von der anderen.</textarea>" in page
    assert 'value="GmbH"' in page


async def test_what_is_wrong_is_told_beside_each_field(enter: Enter, scene: Scene) -> None:
    olu = await enter(OLU)
    page = await olu.get(f"{scene.desk}/profile")
    for name, value, words in (
        ("name", "", "Bitte füllen Sie"),
        ("name", "!!!", "Namen aus Buchstaben"),
        ("text_de", "x" * 601, "zu lang"),
        ("email", "jobs at nordlicht", "prüfen Sie die E-Mail-Adresse"),
        ("phone", "ruft an", "mit Ziffern"),
        ("web", "http://nordlicht.example/", "mit https://"),
        ("web", "https://jobs@nordlicht.example/", "mit https://"),
        ("web", "javascript:alert(1)", "mit https://"),
        ("licence_authority", "Agentur für Arbeit Kiel", "ob die Erlaubnis befristet ist"),
        ("kinds", "bank", "Bitte wählen Sie etwas aus"),
    ):
        answer = await olu.fill(page, "/profile", **{"legal_form": "GbR", name: value})
        assert answer.status_code == 422, name
        assert words in answer.text, name
        assert 'value="GbR"' in answer.text
    assert await db.rows("SELECT id FROM agency_change") == []


async def test_a_responder_reads_and_does_not_write(enter: Enter, scene: Scene) -> None:
    olu, rena = await enter(OLU), await enter(RENA)
    await olu.fill(await olu.get(f"{scene.desk}/profile"), "/profile", text_de=SAID)
    page = await rena.get(f"{scene.desk}/profile")
    assert SAID in page.text
    assert "<textarea" not in page.text
    history = await rena.get(f"{scene.desk}/profile/history")
    assert re.search(r"Text auf Deutsch.*öffentlich", history.text, re.DOTALL)


async def test_the_same_words_are_no_change(enter: Enter, scene: Scene) -> None:
    olu = await enter(OLU)
    page = await olu.get(f"{scene.desk}/profile")
    done = await olu.follow(await olu.fill(page, "/profile"))
    assert "Es hat sich nichts geändert" in done.text
    assert await db.rows("SELECT id FROM agency_change") == []


async def test_a_name_waits_for_a_moderator_and_the_owner_sees_that(
    enter: Enter, scene: Scene
) -> None:
    olu, mira, visitor = await enter(OLU), await enter(MIRA), await enter(None)
    profile = f"/de/agencies/{scene.agency.slug}"
    page = await olu.get(f"{scene.desk}/profile")
    waits = await olu.follow(
        await olu.fill(page, "/profile", name="Südlicht Personal", places="Kiel")
    )
    assert "Name und Orte sieht sich die Moderation an" in waits.text
    assert "Bis dahin steht öffentlich" in waits.text
    assert 'value="Südlicht Personal"' in waits.text
    assert "Südlicht" not in (await visitor.get(profile)).text
    assert "Name und Orte von Agenturen" in (await mira.get("/de/moderation")).text
    queue = (await mira.get("/de/moderation/profiles")).text
    addresses = dict(re.findall(r'href="(/de/moderation/profiles/[^"]+)">(\w+)</a></h3>', queue))
    by_field = {field: address for address, field in addresses.items()}
    assert set(by_field) == {"Name", "Orte"}
    check = await mira.get(by_field["Name"])
    wrong = await mira.fill(check, "/decision", verdict="reject", explanation="So nicht.")
    assert wrong.status_code == 422
    assert "Bitte wählen Sie einen Grund" in wrong.text
    assert ">So nicht.</textarea>" in wrong.text
    done = await mira.follow(await mira.fill(check, "/decision", verdict="approve"))
    assert "Die Änderung ist öffentlich" in done.text
    shown = (await visitor.get(profile)).text
    assert "<h1>Südlicht Personal</h1>" in shown
    assert "früher Nordlicht Personal" in shown
    late = await mira.fill(check, "/decision", verdict="approve")
    assert late.status_code == 409


async def test_what_was_taken_back_is_told_to_the_owner_with_reasons(
    enter: Enter, scene: Scene
) -> None:
    await managed(scene.agency)
    olu, mira, visitor = await enter(OLU), await enter(MIRA), await enter(None)
    rude = "Andere Agenturen sind Idioten."
    await olu.fill(await olu.get(f"{scene.desk}/profile"), "/profile", text_de=rude)
    queue = (await mira.get("/de/moderation/profiles")).text
    assert "Schimpfwort" in queue
    (address,) = re.findall(r'href="(/de/moderation/profiles/[^"]+)">', queue)
    page = await mira.get(address)
    assert "<mark>Idioten</mark>" in page.text
    done = await mira.follow(await mira.fill(page, "/decision", ground="insult"))
    assert "Zurückgenommen, die Begründung ist da" in done.text
    profile = f"/de/agencies/{scene.agency.slug}"
    assert rude not in (await visitor.get(profile)).text
    told = (await visitor.get(f"{profile}/history")).text
    assert "von der Moderation zurückgenommen" in told
    assert rude not in told
    own = (await olu.get(f"{scene.desk}/profile/history")).text
    assert "Wir haben Ihre Angabe vom Profil genommen" in own
    assert "/complaints/" in own


async def test_an_unknown_place_is_told_and_one_that_stands_there_may_stay(
    enter: Enter, scene: Scene
) -> None:
    await db.execute("UPDATE agency SET city = 'Entenhausen' WHERE id = {}", scene.agency.id)
    await db.execute(
        "INSERT INTO agency_place (agency_id, place, country, basis, source) "
        "VALUES ({}, 'Entenhausen', 'DE', 'listed seat', 'register')",
        scene.agency.id,
    )
    olu = await enter(OLU)
    page = await olu.get(f"{scene.desk}/profile")
    assert ">Entenhausen</textarea>" in page.text
    wrong = await olu.fill(page, "/profile", places="Entenhausen\nGansbach am Nirgendwo")
    assert wrong.status_code == 422
    assert "Diesen Ort finden wir nicht: Gansbach am Nirgendwo" in wrong.text
    none = await olu.fill(page, "/profile", places="")
    assert none.status_code == 422
    assert (await olu.fill(page, "/profile", text_de=SAID)).status_code == 303
