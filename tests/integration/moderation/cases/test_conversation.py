"""The team talks about a case or a review, and only the team reads it."""

from typing import Any

import pytest

from resonanz.kernel.errors import ForbiddenError
from resonanz.moderation import service as moderation
from resonanz.moderation.service import Moderator, conversation

from .conftest import NOW, report

ASKED = "Bitte einmal gegenlesen."


async def test_the_team_reads_what_it_says_and_nobody_else(
    review: str, mira: Moderator, milo: Moderator, enter: Any
) -> None:
    number = await report(review)
    browser = await enter(mira)
    page = f"/de/moderation/cases/{number}"
    assert (await browser.post(f"{page}/team", message=ASKED)).status_code == 303
    shown = (await (await enter(milo)).get(page)).text
    assert ASKED in shown
    assert "mira@example.org" in shown
    refused = await browser.post(f"{page}/team", message="")
    assert refused.status_code == 422
    assert 'href="#f-message"' in refused.text


async def test_a_note_that_is_too_long_is_not_lost(
    queue_review: Any, mira: Moderator, enter: Any
) -> None:
    browser = await enter(mira)
    page = f"/de/moderation/reviews/{await queue_review()}"
    long = "Lang. " * 500
    refused = await browser.post(f"{page}/team", message=long)
    assert refused.status_code == 422
    assert long.strip() in refused.text


async def test_what_was_said_at_the_check_is_known_in_a_later_case(
    publish: Any, mira: Moderator, milo: Moderator, enter: Any
) -> None:
    review = await publish()
    await conversation.say_about_review(review, ASKED, mira, NOW)
    number = await report(review)
    assert ASKED in (await (await enter(milo)).get(f"/de/moderation/cases/{number}")).text


async def test_authors_take_no_part(queue_review: Any, mira: Moderator, milo: Moderator) -> None:
    own = await queue_review(by=mira.account_id, email="mira@example.org")
    with pytest.raises(ForbiddenError):
        await conversation.say_about_review(own, ASKED, mira, NOW)
    await conversation.say_about_review(own, ASKED, milo, NOW)
    case = await moderation.case(own, milo, NOW)
    assert [(one.text, one.by.me) for one in case.team] == [(ASKED, True)]
