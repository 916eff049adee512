"""The owner's page of the pledge: explain, ask, publish, change, withdraw."""

import datetime as dt

import pytest
from cast import OLU, RENA

from resonanz.agencies.queries.pledges import history
from resonanz.agencies.service import AgencyRef, pledges
from resonanz.kernel import clock, db

from .conftest import Enter, Scene


async def days(agency: AgencyRef) -> list[int]:
    return [pledge.days for pledge in await history(agency.id)]


async def test_a_pledge_is_published_only_after_its_meaning_was_shown(
    enter: Enter, scene: Scene
) -> None:
    olu, visitor = await enter(OLU), await enter(None)
    profile = f"/de/agencies/{scene.agency.slug}"
    assert "zugesagt bis zur Antwort" not in (await visitor.get(profile)).text
    page = await olu.get(f"{scene.desk}/pledge")
    assert "Sie haben zurzeit nichts zugesagt" in page.text
    step = await olu.fill(page, "/pledge", days="7")
    assert step.status_code == 200
    for words in (
        "Antwort innerhalb von 7 Werktagen zusagen?",
        "Schweigen",
        "ändert die Zusage nichts",
        "zwölf Monate sichtbar",
        "frühestens in 30 Tagen",
    ):
        assert words in step.text, words
    assert await days(scene.agency) == []
    done = await olu.follow(await olu.fill(step, "/pledge"))
    assert "Ihre Zusage ist veröffentlicht" in done.text
    assert "Die nächste Zusage ist ab dem" in done.text
    assert await days(scene.agency) == [7]
    assert "zugesagt bis zur Antwort" in (await visitor.get(profile)).text


async def test_a_withdrawal_is_asked_for_too(enter: Enter, scene: Scene) -> None:
    olu = await enter(OLU)
    await pledges.make(scene.agency.id, 14, "olu", clock.now())
    page = await olu.get(f"{scene.desk}/pledge/withdraw")
    assert "Bis zum Ende des Monats gilt sie noch" in page.text
    assert (await history(scene.agency.id))[0].ended_on is None
    done = await olu.follow(await olu.fill(page, "/withdraw"))
    assert "Ihre Zusage ist zurückgezogen" in done.text
    assert "zurückgezogen am" in done.text
    assert (await history(scene.agency.id))[0].ended_on is not None
    again = await olu.fill(page, "/withdraw")
    assert again.status_code == 409


async def test_a_change_shows_what_becomes_of_the_pledge_before(enter: Enter, scene: Scene) -> None:
    olu = await enter(OLU)
    await pledges.make(scene.agency.id, 14, "olu", clock.now() - dt.timedelta(days=40))
    page = await olu.get(f"{scene.desk}/pledge")
    assert 'value="14"' not in page.text
    step = await olu.fill(page, "/pledge", days="3")
    assert "löst Ihre bisherige Zusage ab (Antwort in 14 Werktagen, seit" in step.text
    await olu.fill(step, "/pledge")
    assert await days(scene.agency) == [14, 3]


@pytest.mark.parametrize("choice", ["", "5", "seven"])
async def test_a_wrong_choice_is_told_beside_the_field(
    enter: Enter, scene: Scene, choice: str
) -> None:
    olu = await enter(OLU)
    page = await olu.get(f"{scene.desk}/pledge")
    for step in ("", "publish"):
        answer = await olu.fill(page, "/pledge", days=choice, step=step)
        assert answer.status_code == 422
        assert "Bitte wählen Sie, innerhalb" in answer.text
    assert await days(scene.agency) == []


async def test_two_owners_at_once_make_one_pledge(enter: Enter, scene: Scene) -> None:
    olu = await enter(OLU)
    page = await olu.get(f"{scene.desk}/pledge")
    step = await olu.fill(page, "/pledge", days="7")
    await pledges.make(scene.agency.id, 3, "another", clock.now())
    late = await olu.fill(step, "/pledge")
    assert late.status_code == 409
    assert "hat sich inzwischen geändert" in late.text
    assert (await olu.fill(page, "/pledge", days="7")).status_code == 409
    assert await days(scene.agency) == [3]


async def test_a_responder_neither_sees_nor_makes_a_pledge(enter: Enter, scene: Scene) -> None:
    """TRUST 42."""
    rena = await enter(RENA)
    desk = await rena.get(f"{scene.desk}/reviews")
    assert f"{scene.desk}/pledge" not in desk.text
    assert (await rena.get(f"{scene.desk}/pledge")).status_code == 403


async def test_the_page_takes_few_statements(enter: Enter, scene: Scene) -> None:
    olu = await enter(OLU)
    await olu.get(f"{scene.desk}/pledge")
    with db.recording() as statements:
        await olu.get(f"{scene.desk}/pledge")
    assert len(statements) <= 4, statements
