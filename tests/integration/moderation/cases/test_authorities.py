"""TRUST 20 and after: requests of authorities and letters of lawyers keep their deadlines."""

from typing import Any

from resonanz.moderation.service import Moderator, authorities


async def test_requests_are_logged_with_deadline_and_answer(enter: Any, mira: Moderator) -> None:
    browser = await enter(mira)
    path = "/de/moderation/authorities"
    assert (await browser.post(path, sender="lawyer")).status_code == 422
    sent = await browser.post(
        path, sender="lawyer", received="2026-11-02", due="2026-11-09", asked="Löschung."
    )
    assert sent.status_code == 303
    await browser.post(path, sender="court", received="2026-11-03", asked="Auskunft.")
    letter, court = await authorities.log()
    assert (letter.asked, court.asked) == ("Löschung.", "Auskunft.")
    answers = f"{path}/{letter.public_id}/answers"
    assert (await browser.post(answers)).status_code == 422
    for text in ("Eingang bestätigt.", "Abgelehnt."):
        assert (await browser.post(answers, answer=text)).status_code == 303
    court, letter = await authorities.log()
    assert [one.text for one in letter.answers] == ["Eingang bestätigt.", "Abgelehnt."]
    assert "Abgelehnt." in (await browser.get(path)).text
