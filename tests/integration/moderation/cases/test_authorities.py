"""TRUST 20 and after: requests of authorities and letters of lawyers keep their deadlines."""

import datetime as dt
from typing import Any

import pytest

from resonanz.kernel.errors import ForbiddenError
from resonanz.moderation.domain.authorities import Sender
from resonanz.moderation.domain.interests import InterestKind
from resonanz.moderation.domain.work import REQUEST_DAYS, Tally, WorkKind
from resonanz.moderation.service import (
    ClaimedError,
    DecidedError,
    Moderator,
    authorities,
    interests,
)
from resonanz.moderation.service.next_work import claim_next_work, today

from .conftest import NOW

DAY = dt.timedelta(days=1)
PATH = "/de/moderation/authorities"


async def entered(
    who: Moderator, sender: Sender = Sender.COURT, due_in: int | None = 3, about: str = ""
) -> str:
    day = NOW.date()
    due = None if due_in is None else day + due_in * DAY
    return await authorities.enter(sender, day, due, "Auskunft.", about, who, NOW)


async def test_requests_are_logged_with_deadline_and_answer(enter: Any, mira: Moderator) -> None:
    browser = await enter(mira)
    assert (await browser.post(PATH, sender="lawyer")).status_code == 422
    sent = await browser.post(
        PATH, sender="lawyer", received="2026-11-02", due="2026-11-09", asked="Löschung."
    )
    assert sent.status_code == 303
    await browser.post(PATH, sender="court", received="2026-11-03", asked="Auskunft.")
    letter, court = await authorities.log(mira, NOW)
    assert (letter.asked, court.asked) == ("Löschung.", "Auskunft.")
    page = f"{PATH}/{letter.public_id}"
    for text, closes in (("Eingang bestätigt.", "open"), ("Abgelehnt.", "done")):
        sent = await browser.post(f"{page}/answers", answer=text, closes=closes)
        assert sent.status_code == 303
    court, letter = await authorities.log(mira, NOW)
    assert [one.text for one in letter.answers] == ["Eingang bestätigt.", "Abgelehnt."]
    assert "Abgelehnt." in (await browser.get(PATH)).text


async def test_what_was_typed_stays_and_the_error_leads_to_its_field(
    enter: Any, mira: Moderator
) -> None:
    browser = await enter(mira)
    page = f"{PATH}/{await entered(mira)}"
    refused = await browser.post(f"{page}/answers", answer="", closes="open")
    assert refused.status_code == 422
    assert 'href="#f-answer"' in refused.text
    assert 'id="f-answer"' in refused.text
    refused = await browser.post(f"{page}/answers", answer="Ein langer Brief.")
    assert refused.status_code == 422
    assert "Ein langer Brief." in refused.text
    refused = await browser.post(PATH, sender="court", about="/de/agencies/nowhere", asked="Etwas.")
    assert (refused.status_code, "Etwas." in refused.text) == (422, True)


async def test_an_interim_answer_leaves_the_request_open(mira: Moderator) -> None:
    number = await entered(mira)
    await authorities.answer(number, "Eingang bestätigt.", mira, NOW, closes=False)
    assert (await today(mira, NOW)).tallies[WorkKind.REQUEST].waiting == 1
    await authorities.answer(number, "Auskunft erteilt.", mira, NOW, closes=True)
    assert (await today(mira, NOW)).tallies[WorkKind.REQUEST].waiting == 0
    with pytest.raises(DecidedError):
        await authorities.claim(number, mira, NOW)


async def test_what_names_no_date_is_owed_within_our_own(mira: Moderator) -> None:
    await entered(mira, due_in=None)
    moments = (NOW, NOW + REQUEST_DAYS * DAY, NOW + (REQUEST_DAYS + 1) * DAY)
    found = [(await today(mira, moment)).tallies[WorkKind.REQUEST] for moment in moments]
    assert found == [Tally(1, 0, 0), Tally(1, 0, 1), Tally(1, 1, 0)]


async def test_a_letter_that_is_due_goes_before_what_is_due_later(
    mira: Moderator, queue_review: Any
) -> None:
    check = await queue_review()
    letter = await entered(mira, Sender.LAWYER, due_in=1)
    work = await claim_next_work(mira, NOW)
    assert work is not None
    assert (work.kind, work.public_id) == (WorkKind.LETTER, letter)
    await authorities.answer(letter, "Zurückgewiesen.", mira, NOW, closes=True)
    work = await claim_next_work(mira, NOW)
    assert work is not None
    assert work.public_id == check


async def test_no_two_moderators_answer_the_same_request(mira: Moderator, milo: Moderator) -> None:
    number = await entered(mira)
    await authorities.claim(number, mira, NOW)
    with pytest.raises(ClaimedError):
        await authorities.answer(number, "Antwort.", milo, NOW, closes=True)
    assert await claim_next_work(milo, NOW) is None
    await authorities.release(number, mira)
    work = await claim_next_work(milo, NOW)
    assert work is not None
    assert work.public_id == number
    # A claim ends by itself.
    later = NOW + dt.timedelta(minutes=16)
    await authorities.answer(number, "Antwort.", mira, later, closes=True)


async def test_whoever_works_for_the_agency_does_not_answer_for_it(
    mira: Moderator, milo: Moderator, review: str
) -> None:
    number = await entered(mira, about=f"https://example.org/de/reviews/{review}")
    await interests.declare(
        milo.account_id, milo.public_id, "nordlicht-personal", InterestKind.CLIENT, None, NOW
    )
    assert (await today(milo, NOW)).tallies[WorkKind.REQUEST].waiting == 0
    assert await claim_next_work(milo, NOW) is None
    with pytest.raises(ForbiddenError):
        await authorities.answer(number, "Antwort.", milo, NOW, closes=True)
