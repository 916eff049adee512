"""TRUST 28 by hand, without JavaScript: the download, and the end of an account."""

import datetime as dt
import re

import factories
from cast import ALEX, MIRA, OTTO
from support import documents
from support.visitor import Visitor

from resonanz.kernel import clock, db
from resonanz.moderation.service import evidence

DATA = "/de/account/data"


async def reviews() -> list[str]:
    return [row["state"] for row in await db.rows("SELECT state FROM review ORDER BY id")]


async def test_the_account_leads_to_its_data(visitor: Visitor) -> None:
    await factories.sign_in(visitor.client, ALEX)
    account = await visitor.get("/de/account")
    assert f'href="{DATA}"' in account.text
    data = await visitor.get(DATA)
    assert data.status_code == 200
    assert data.headers["cache-control"] == "no-store"


async def test_the_download_is_a_file_that_nobody_stores(visitor: Visitor) -> None:
    """TRUST 28, 46."""
    await factories.sign_in(visitor.client, ALEX)
    await factories.queued_review(await factories.agency(), ALEX)
    file = await visitor.fill(await visitor.get(DATA), "/export")
    assert file.status_code == 200
    assert file.headers["content-type"].startswith("application/json")
    assert file.headers["content-disposition"].startswith('attachment; filename="resonanz-')
    assert file.headers["cache-control"] == "no-store"
    assert file.json()["account"]["email"] == ALEX.email
    assert file.json()["reviews"][0]["text"] == factories.TEXT


async def test_a_session_that_is_old_proves_itself_again_first(visitor: Visitor) -> None:
    """TRUST 39: neither download nor end without a fresh proof, and nothing is lost on the way."""
    await factories.sign_in(visitor.client, ALEX)
    page = await visitor.get(DATA)
    with clock.at(clock.now() + dt.timedelta(minutes=16)):
        file = await visitor.fill(page, "/export")
        assert file.headers["location"] == "/de/sign-in/again?next=/account/data"
        ask = await visitor.get(f"{DATA}/erase")
        assert ask.headers["location"] == "/de/sign-in/again?next=/account/data/erase"


async def test_leaving_withdraws_the_reviews_unless_told_otherwise(visitor: Visitor) -> None:
    await factories.sign_in(visitor.client, ALEX)
    await factories.published_review(await factories.agency(), ALEX)
    page = await visitor.get(f"{DATA}/erase")
    assert "Das wird gelöscht" in page.text
    assert "Das bleibt, ohne Sie zu nennen" in page.text
    answer = await visitor.fill(page, "/erase")
    goodbye = await visitor.follow(answer)
    assert "Ihr Konto ist gelöscht" in goodbye.text
    assert "session=;" in answer.headers["set-cookie"].replace('"', "")
    assert await reviews() == ["withdrawn"]
    assert await db.rows("SELECT id FROM account") == []


async def test_reviews_can_be_left(visitor: Visitor) -> None:
    await factories.sign_in(visitor.client, ALEX)
    review = await factories.published_review(await factories.agency(), ALEX)
    await visitor.fill(await visitor.get(f"{DATA}/erase"), "/erase", reviews="keep")
    assert await reviews() == ["published"]
    assert (await visitor.get(f"/de/reviews/{review}")).status_code == 200


async def test_a_choice_nobody_offered_is_asked_again(visitor: Visitor) -> None:
    await factories.sign_in(visitor.client, ALEX)
    await factories.published_review(await factories.agency(), ALEX)
    page = await visitor.get(f"{DATA}/erase")
    answer = await visitor.fill(page, "/erase", reviews="sell")
    assert answer.status_code == 422
    assert "Bitte wählen Sie etwas aus." in answer.text
    assert await reviews() == ["published"]


async def test_nothing_is_asked_where_nothing_is_public(visitor: Visitor) -> None:
    await factories.sign_in(visitor.client, OTTO)
    page = await visitor.get(f"{DATA}/erase")
    assert 'name="reviews"' not in page.text
    assert (await visitor.fill(page, "/erase")).status_code == 303


async def test_a_moderator_is_told_to_give_the_role_back_first(visitor: Visitor) -> None:
    await factories.sign_in(visitor.client, MIRA)
    page = await visitor.get(f"{DATA}/erase")
    assert "Rolle in der Moderation" in page.text
    assert 'action="/de/account/data/erase"' not in page.text


async def test_a_proof_can_be_left_for_a_dispute(visitor: Visitor) -> None:
    """Issue 3: offered in plain words, off by default, beside the choice about the reviews."""
    alex = await factories.sign_in(visitor.client, ALEX)
    review = await factories.published_review(await factories.agency(), ALEX)
    page = await visitor.get(f"{DATA}/erase")
    assert f'href="/de/my/reviews/{review}/proof"' in page.text
    assert 'name="leave"' not in page.text
    file = evidence.Upload("absage.png", documents.png())
    assert await evidence.add(review, alex, [file], clock.now()) == []
    proof = await visitor.get(f"/de/my/reviews/{review}/proof")
    assert f'href="{DATA}/erase"' in proof.text
    page = await visitor.get(f"{DATA}/erase")
    (box,) = re.findall(r'<input type="checkbox" name="leave"[^>]*>', page.text)
    assert "checked" not in box
    assert "höchstens 24 Monate" in page.text
    answer = await visitor.fill(page, "/erase", reviews="sell", leave=review)
    assert answer.status_code == 422
    (box,) = re.findall(r'<input type="checkbox" name="leave"[^>]*>', answer.text)
    assert "checked" in box
    await visitor.fill(answer, "/erase", reviews="keep")
    assert await reviews() == ["published"]
    assert (await db.row("SELECT purpose FROM evidence")) == {"purpose": "reserve"}


async def test_nobody_leaves_a_proof_for_others(visitor: Visitor) -> None:
    """TRUST 42: a review that is not one's own cannot be ticked."""
    alex = await factories.account(ALEX)
    review = await factories.published_review(await factories.agency(), ALEX)
    file = evidence.Upload("absage.png", documents.png())
    assert await evidence.add(review, alex, [file], clock.now()) == []
    await factories.sign_in(visitor.client, OTTO)
    await factories.published_review(await factories.agency("Südwind Personal"), OTTO)
    page = await visitor.get(f"{DATA}/erase")
    await visitor.fill(page, "/erase", reviews="keep", leave=review)
    assert (await db.row("SELECT purpose FROM evidence")) == {"purpose": "voluntary"}
