"""Branches: owners name them, authors may choose one, the desk lists the reviews of each."""

import datetime as dt

import factories
import httpx
from cast import ALEX, FAY, OLU, RENA, Person
from support.visitor import Visitor, form_with

from resonanz.agencies.service import branches
from resonanz.kernel import clock, db
from resonanz.reviews import service as reviews

from .conftest import Enter, Scene


async def _branch(scene: Scene, name: str = "Nord", place: str = "Husum") -> branches.Branch:
    await branches.add(scene.agency, name, place, "olu", clock.now())
    return next(one for one in await branches.branches_of(scene.agency.id) if one.name == name)


async def _post(visitor: Visitor, page: str, path: str, **fields: str) -> httpx.Response:
    """Send fields to an address, with the form token of a page."""
    _, form = form_with((await visitor.get(page)).text, "")
    return await visitor.client.post(path, data={"_csrf": form["_csrf"], **fields})


async def _put(review: str, branch: int) -> None:
    await db.execute("UPDATE review SET branch_id = {} WHERE public_id = {}", branch, review)


async def test_an_owner_adds_renames_and_removes_a_branch(enter: Enter, scene: Scene) -> None:
    olu = await enter(OLU)
    page = await olu.get(f"{scene.desk}/branches")
    assert "Ihre erste Niederlassung" in page.text
    page = await olu.follow(await olu.fill(page, "/branches", name="  Nord ", place="Husum"))
    assert "Nord, Husum" in page.text
    again = await olu.fill(page, "/branches", name="nord", place="Kiel")
    assert again.status_code == 422
    assert "gibt es schon" in again.text
    assert 'value="Kiel"' in again.text
    (one,) = await branches.branches_of(scene.agency.id)
    await _put(scene.review, one.id)
    await olu.fill(page, f"/{one.public_id}", name="Küste", place="")
    assert [b.label for b in await branches.branches_of(scene.agency.id)] == ["Küste"]
    await olu.fill(page, f"/{one.public_id}/remove")
    assert await branches.branches_of(scene.agency.id) == []
    assert await reviews.public_review(scene.agency.id, scene.review) is not None


async def test_a_branch_of_another_agency_is_nowhere(enter: Enter, scene: Scene) -> None:
    """TRUST 42."""
    one = await _branch(scene)
    fay = await enter(FAY)
    desk = f"/de/desk/agencies/{scene.other.slug}"
    for path in (one.public_id, f"{one.public_id}/remove"):
        sent = await _post(fay, f"{desk}/branches", f"{desk}/branches/{path}", name="Mein")
        assert sent.status_code == 404
    assert await branches.id_of(scene.other.id, one.public_id) is None
    assert await branches.branches_of(scene.agency.id) == [one]


async def test_the_desk_lists_the_reviews_of_a_branch(enter: Enter, scene: Scene) -> None:
    north, south = await _branch(scene), await _branch(scene, "Süd", "")
    await _put(scene.review, north.id)
    rena = await enter(RENA)
    found = await rena.get(f"{scene.desk}/reviews?branch={north.public_id}")
    assert scene.review in found.text
    none = await rena.get(f"{scene.desk}/reviews?branch={south.public_id}")
    assert scene.review not in none.text


async def test_figures_of_a_branch_begin_with_ten_reviews(enter: Enter, scene: Scene) -> None:
    one = await _branch(scene)
    await _put(scene.review, one.id)
    for n in range(8):
        made = await factories.published_review(scene.agency, Person(f"Kim{n}"))
        await _put(made, one.id)
    olu = await enter(OLU)
    assert "Zu wenige" in (await olu.get(f"{scene.desk}/branches")).text
    await _put(await factories.published_review(scene.agency, Person("Kimberly")), one.id)
    page = await olu.get(f"{scene.desk}/branches")
    assert "10 Bewertungen, im Mittel" in page.text
    assert "Zu wenige" not in page.text


async def test_an_author_may_choose_a_branch(enter: Enter, scene: Scene) -> None:
    """What was chosen survives a mistake and going back."""
    one = await _branch(scene)
    visitor = await enter(None)
    new = f"/de/reviews/new?agency={scene.agency.slug}"
    page = await visitor.get(new)
    assert "Mit welcher Niederlassung?" in page.text
    again = await visitor.fill(page, "/reviews/new", branch=one.public_id)
    assert again.status_code == 422
    assert f'value="{one.public_id}" selected' in again.text
    other = await visitor.get(f"/de/reviews/new?agency={scene.other.slug}")
    assert "Mit welcher Niederlassung?" not in other.text


async def test_a_review_keeps_its_branch_and_no_public_page_names_it(
    enter: Enter, scene: Scene
) -> None:
    one = await _branch(scene, "Nord-Elbe-Kontor", "")
    sent = await reviews.submit(
        draft_token=await reviews.save_draft(None, {}, clock.now()),
        submission=factories.submission(branch=one.public_id),
        agency_id=scene.agency.id,
        email="kim@example.org",
        account_id=None,
        now=clock.now(),
    )
    row = await db.row("SELECT branch_id FROM review WHERE public_id = {}", sent)
    assert row is not None
    assert row["branch_id"] == one.id
    await _put(scene.review, one.id)
    visitor = await enter(None)
    for path in (f"/de/agencies/{scene.agency.slug}", f"/de/reviews/{scene.review}"):
        assert one.name not in (await visitor.get(path)).text


async def test_a_withdrawn_review_forgets_its_branch(enter: Enter, scene: Scene) -> None:
    one = await _branch(scene)
    await _put(scene.review, one.id)
    await reviews.withdraw(scene.review, await factories.account(ALEX), clock.now())
    row = await db.row("SELECT branch_id FROM review WHERE public_id = {}", scene.review)
    assert row is not None
    assert row["branch_id"] is None


async def test_a_branch_never_changes_a_score(enter: Enter, scene: Scene) -> None:
    at = dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC)
    with_, without = await factories.agency("Mit"), await factories.agency("Ohne")
    await branches.add(with_, "Nord", "", "olu", at)
    (one,) = await branches.branches_of(with_.id)
    for n in range(3):
        for agency in (with_, without):
            made = await factories.published_review(agency, Person(f"{agency.name}{n}"), at=at)
            if agency is with_ and n:
                await _put(made, one.id)
    scores = await db.rows(
        "SELECT score, reviews FROM agency_score WHERE agency_id IN ({}, {})", with_.id, without.id
    )
    assert len(scores) == 2
    assert scores[0] == scores[1]
