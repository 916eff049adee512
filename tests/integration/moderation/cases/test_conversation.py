"""The team talks about a case, and only the team reads it."""

from typing import Any

from resonanz.moderation.service import Moderator

from .conftest import report


async def test_the_team_reads_what_it_says_and_nobody_else(
    review: str, mira: Moderator, milo: Moderator, enter: Any
) -> None:
    number = await report(review)
    browser = await enter(mira)
    page = f"/de/moderation/cases/{number}"
    assert (
        await browser.post(f"{page}/team", message="Bitte einmal gegenlesen.")
    ).status_code == 303
    other = await enter(milo)
    assert "Bitte einmal gegenlesen." in (await other.get(page)).text
    await browser.post(f"{page}/team", message="")
    assert (await other.get(page)).text.count("Bitte einmal gegenlesen.") == 1
