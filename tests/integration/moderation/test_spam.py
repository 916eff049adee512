"""A batch for obvious spam: people tick, are asked again, and each author gets own reasons."""

import datetime as dt
import re
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from resonanz.kernel import db
from resonanz.moderation import service as moderation
from resonanz.moderation.domain import Ground
from resonanz.moderation.service import Moderator, signals, spam
from resonanz.reviews import service as reviews

NOW = dt.datetime(2026, 11, 18, 9, tzinfo=dt.UTC)
PATH = "/de/moderation/spam"
COPIED = (
    "Die Beratung war von Anfang bis Ende rundum gelungen, alle waren jederzeit erreichbar und "
    "haben mir innerhalb weniger Tage genau die richtige Stelle vermittelt, vielen Dank dafür."
)

Queue = Callable[..., Awaitable[str]]


@pytest.fixture
async def copies(queue_review: Queue) -> list[str]:
    """Two authors send one text from throw-away addresses, one reads Spanish; one is real."""
    made = [
        await queue_review(
            text=COPIED,
            email=f"rosa{n}@mailinator.com",
            form_language="es" if n == 2 else "de",
        )
        for n in range(1, 3)
    ]
    await queue_review(email="alex@mailinator.com")
    await signals.remark_waiting(20, NOW)
    return made


async def state_of(public_id: str) -> str:
    record = await reviews.record(public_id)
    assert record is not None
    return record.state.value


def fields(page: str) -> list[str]:
    return re.findall(r'name="review" value="([^"]+)"', page)


async def test_only_what_several_things_point_at_is_offered(
    copies: list[str], mira: Moderator
) -> None:
    """A throw-away address alone is no reason."""
    found = {one.review.public_id for one in await spam.suspects(mira, NOW)}
    assert found == set(copies)


async def test_nothing_is_ticked_and_one_is_asked_again(
    copies: list[str], mira: Moderator, enter: Any
) -> None:
    browser = await enter(mira)
    page = (await browser.get(PATH)).text
    assert "checked" not in page
    assert len(fields(page)) == 2
    assert (await browser.post(PATH, ground="no_contact")).status_code == 422
    (first, _) = fields(page)
    refused = await browser.post(PATH, ground="no_contact", review=first)
    assert refused.status_code == 422
    assert re.findall(r'value="([^"]+)"[^>]* checked', refused.text) == [first]
    asked = await browser.post(PATH, ground="no_contact", block="reject.copies", review=first)
    assert asked.status_code == 200
    assert "Diese Bewertung ablehnen?" in asked.text
    assert fields(asked.text) == [first]
    assert [await state_of(one) for one in copies] == ["pre_check"] * 2


async def test_each_author_gets_own_reasons_and_a_complaint(
    copies: list[str], mira: Moderator, enter: Any
) -> None:
    """TRUST 15, 17: in the author's language, without the text; TRUST 9: which stays as it was."""
    browser = await enter(mira)
    ticked = [f"{one.review.public_id}~{one.version}" for one in await spam.suspects(mira, NOW)]
    token = re.search('name="_csrf" value="([^"]+)"', (await browser.get(PATH)).text)
    assert token
    form = {"ground": "no_contact", "block": "reject.copies", "sure": "1", "_csrf": token[1]}
    sent = await browser.client.post(PATH, data=form | {"review": ticked})
    assert sent.status_code == 303
    assert [await state_of(one) for one in copies] == ["rejected", "rejected"]
    rows = await db.rows("SELECT puid, language, fields FROM statement_of_reasons")
    assert sorted(row["language"] for row in rows) == ["de", "es"]
    assert len({row["puid"] for row in rows}) == 2
    assert all('"automated_detection":"Yes"' in row["fields"] for row in rows)
    for public_id, words in zip(copies, ("Mehrere Bewertungen", "Varias reseñas"), strict=True):
        record = await reviews.record(public_id)
        assert record is not None
        assert record.text == COPIED
        message = record.messages[-1].text
        assert words in message
        assert "/complaints/" in message
    cases = await db.rows("SELECT public_id FROM moderation_case WHERE kind = 'rejection'")
    for case in cases:
        access = await moderation.complaint_access(moderation.author_secret(case["public_id"]))
        assert access is not None
        assert await moderation.may_complain(access, NOW)


async def test_what_others_work_on_or_the_moderator_is_connected_with_is_not_offered(
    copies: list[str], mira: Moderator, milo: Moderator, agency: int
) -> None:
    await moderation.claim(copies[0], milo, NOW)
    assert {one.review.public_id for one in await spam.suspects(mira, NOW)} == {copies[1]}
    await db.execute(
        "INSERT INTO agency_member (agency_id, account_id, role, created_at) "
        "VALUES ({}, {}, 'owner', {})",
        *(agency, mira.account_id, NOW),
    )
    assert await spam.suspects(mira, NOW) == ()


async def test_what_changed_meanwhile_stays(copies: list[str], mira: Moderator) -> None:
    found = await spam.suspects(mira, NOW)
    ticked = [(one.review.public_id, one.version + 1) for one in found]
    assert await spam.reject(ticked, Ground.NO_CONTACT, None, mira, NOW) == (0, 2)
    assert [await state_of(one) for one in copies] == ["pre_check"] * 2
