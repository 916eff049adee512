"""Text blocks: worded by the team, read in the reader's language, never in the author's text."""

import datetime as dt
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from resonanz.kernel import db
from resonanz.kernel.errors import NotFoundError
from resonanz.kernel.i18n import LANGUAGES
from resonanz.moderation import service
from resonanz.moderation.domain import Verdict, wording_fault
from resonanz.moderation.domain.text_blocks import Purpose
from resonanz.moderation.service import Moderator, text_blocks
from resonanz.reviews import service as reviews

NOW = dt.datetime(2026, 11, 18, 9, tzinfo=dt.UTC)
TEXT = "Nach dem Zweitgespräch kam nichts mehr, und niemand ging ans Telefon."

Queue = Callable[..., Awaitable[str]]
PATH = "/de/moderation/text-blocks"
TEXTS = {"text_de": "Bitte kürzer.", "text_en": "Shorter, please.", "text_es": "Más breve."}


async def test_what_ships_is_there_in_all_languages_for_every_purpose(mira: Moderator) -> None:
    """TRUST 59: names nobody, holds no contact data."""
    blocks = await text_blocks.text_blocks(mira)
    assert {one.purpose for one in blocks} == set(Purpose)
    for one in blocks:
        words = [one.texts[language] for language in LANGUAGES]
        assert len(set(words)) == len(LANGUAGES), one.key
        assert [text for text in words if "!" in text or wording_fault(text, "")] == []


async def test_a_block_comes_into_the_message_and_everything_else_stays(
    queue_review: Queue, mira: Moderator, enter: Any
) -> None:
    """TRUST 9: nothing is kept, and the author's text is what it was."""
    review = await queue_review(form_language="es")
    browser = await enter(mira)
    page = f"/de/moderation/reviews/{review}"
    await browser.post(f"{page}/claim", page)
    shown = await browser.post(
        f"{page}/insert",
        page,
        verdict="return",
        ground="person",
        explanation="Una cosa más.",
        block="return.small~es",
    )
    block = await text_blocks.text_block("return.small", mira)
    assert shown.status_code == 200
    assert f"Una cosa más.\n\n{block.texts['es']}</textarea>" in shown.text
    assert 'value="return" checked' in shown.text
    assert 'value="person" selected' in shown.text
    record = await reviews.record(review)
    assert record is not None
    assert (record.text, record.state) == (TEXT, "pre_check")


async def test_a_page_offers_what_can_be_said_there_in_the_readers_language(
    queue_review: Queue, mira: Moderator, enter: Any
) -> None:
    review = await queue_review(form_language="es")
    browser = await enter(mira)
    page = f"/de/moderation/reviews/{review}"
    await browser.post(f"{page}/claim", page)
    shown = (await browser.get(page)).text
    assert 'value="return.small~es"' in shown
    for other in ("return.small~de", "hearing.contact~es", "complaint.upheld~es"):
        assert f'value="{other}"' not in shown


async def test_the_team_words_blocks_and_each_change_is_logged(mira: Moderator, enter: Any) -> None:
    browser = await enter(mira)
    page = f"{PATH}/return.small"
    assert (await browser.post(page, title="Kürzer", **TEXTS)).status_code == 303
    assert await text_blocks.words_of("return.small~en") == "Shorter, please."
    shown = (await browser.get(PATH)).text
    assert "Kürzer" in shown
    assert "(Sie)" in shown
    assert (await browser.post(f"{page}/remove")).status_code == 303
    assert await text_blocks.words_of("return.small~en") == ""
    assert (await browser.post(f"{page}/reset")).status_code == 303
    assert (await text_blocks.words_of("return.small~en")).startswith("Thank you")
    log = await db.rows("SELECT action FROM audit_entry WHERE object_type = 'text_block'")
    assert [row["action"] for row in log] == [
        "text_block.save",
        "text_block.remove",
        "text_block.reset",
    ]


async def test_the_team_adds_blocks_of_its_own(mira: Moderator, enter: Any) -> None:
    browser = await enter(mira)
    refused = await browser.post(
        f"{PATH}/new", purpose="return", title="", **TEXTS | {"text_es": "Llame a Sra. Gómez."}
    )
    assert refused.status_code == 422
    assert "Bitte kürzer." in refused.text
    for name in ("title", "text_es"):
        assert f'href="#f-{name}"' in refused.text
    added = await browser.post(f"{PATH}/new", purpose="return", title="Kürzer", **TEXTS)
    assert added.status_code == 303
    (own,) = [one for one in await text_blocks.offered() if not one.shipped]
    assert (own.purpose, own.title) == (Purpose.RETURN, "Kürzer")
    await text_blocks.remove(own.key, mira, NOW)
    with pytest.raises(NotFoundError):
        await text_blocks.text_block(own.key, mira)


async def test_its_author_reads_the_block(queue_review: Queue, mira: Moderator) -> None:
    review = await queue_review()
    await service.claim(review, mira, NOW)
    words = await text_blocks.words_of("return.impression~de")
    await service.decide(review, mira, Verdict.RETURN, None, words, NOW)
    record = await reviews.record(review)
    assert record is not None
    assert words in record.messages[-1].text
