"""The moderators' pages in a browser."""

import datetime as dt
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from resonanz.accounts.service import demo
from resonanz.kernel import clock, db
from resonanz.kernel.settings import Settings
from resonanz.moderation import service
from resonanz.moderation.domain import Verdict
from resonanz.moderation.service import Moderator
from resonanz.reviews import service as reviews

Queue = Callable[..., Awaitable[str]]
Enter = Callable[[Moderator | None], Awaitable[Any]]


@pytest.fixture
def now() -> dt.datetime:
    return clock.now()


async def claims() -> int:
    row = await db.row("SELECT COUNT(*) AS n FROM queue_claim")
    assert row is not None
    return int(row["n"])


async def test_strangers_stay_outside(queue_review: Queue, enter: Enter) -> None:
    """TRUST 42."""
    public_id = await queue_review()
    visitor = await enter(None)
    answer = await visitor.get("/de/moderation")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/de/sign-in")
    case = await visitor.get(f"/de/moderation/reviews/{public_id}")
    assert case.status_code == 303


async def test_a_candidate_is_refused(
    queue_review: Queue, enter: Enter, settings: Settings
) -> None:
    """TRUST 42."""
    public_id = await queue_review(email="alex@example.org")
    alex = await demo.create_account(settings, "alex@example.org", "sieben leise Züge", "de")
    candidate = await enter(Moderator(alex, ""))
    assert (await candidate.get("/de/moderation")).status_code == 403
    own = await candidate.get(f"/de/moderation/reviews/{public_id}")
    assert own.status_code == 403


async def test_the_queue_shows_what_waits(
    mira: Moderator, queue_review: Queue, enter: Enter, now: dt.datetime
) -> None:
    await queue_review(stars=1, text="", at=now - dt.timedelta(days=9))
    answer = await (await enter(mira)).get("/de/moderation")
    assert answer.status_code == 200
    for words in ("Nordlicht Personal", "Feedback: 1 von 5", "ohne Text", "fällig", "is-late"):
        assert words in answer.text
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("language", "words"), [("en", "All done"), ("es", "Todo hecho"), ("de", "Alles erledigt")]
)
async def test_an_empty_queue_says_so(
    language: str, words: str, mira: Moderator, enter: Enter
) -> None:
    assert words in (await (await enter(mira)).get(f"/{language}/moderation")).text


async def test_looking_at_a_case_changes_nothing(
    mira: Moderator, queue_review: Queue, enter: Enter, now: dt.datetime
) -> None:
    """TRUST 40."""
    public_id = await queue_review(at=now)
    answer = await (await enter(mira)).get(f"/de/moderation/reviews/{public_id}")
    assert "und niemand ging ans Telefon" in answer.text
    assert "Oktober 2026" in answer.text
    assert "Übernehmen" in answer.text
    assert '/decision"' not in answer.text
    assert await claims() == 0


async def test_a_moderator_goes_from_case_to_case(
    mira: Moderator, queue_review: Queue, enter: Enter, now: dt.datetime
) -> None:
    # Among reviews due on one day the next is drawn by lot, so these are due on different days.
    first, second = [await queue_review(at=now - dt.timedelta(days=n)) for n in (9, 2)]
    browser = await enter(mira)
    answer = await browser.post("/de/moderation/next")
    assert answer.headers["location"] == f"/de/moderation/reviews/{first}"
    page = f"/de/moderation/reviews/{first}"
    answer = await browser.post(f"{page}/decision", page, verdict="approve", ground="")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/de/moderation/reviews/{second}"
    assert "Die Bewertung ist freigegeben." in (await browser.get(page)).text
    page = f"/de/moderation/reviews/{second}"
    answer = await browser.post(
        f"{page}/decision",
        page,
        verdict="reject",
        ground="person",
        explanation="Eine Kollegin ist erkennbar.",
    )
    assert answer.headers["location"] == "/de/moderation"
    assert "Die Bewertung ist abgelehnt" in (await browser.get("/de/moderation")).text
    history = (await browser.get(page)).text
    assert "abgelehnt: Name einer Person (Sie)" in history
    assert "Eine Kollegin ist erkennbar." in history


async def test_what_was_typed_survives_an_error(
    mira: Moderator, queue_review: Queue, enter: Enter, now: dt.datetime
) -> None:
    public_id = await queue_review(at=now)
    browser = await enter(mira)
    page = f"/de/moderation/reviews/{public_id}"
    await browser.post(f"{page}/claim", page)
    answer = await browser.post(
        f"{page}/decision", page, verdict="reject", ground="", explanation="Ein <langer> Text."
    )
    assert answer.status_code == 422
    assert "Ein &lt;langer&gt; Text." in answer.text
    assert 'value="reject" checked' in answer.text
    assert 'href="#f-ground"' in answer.text
    quoting = await browser.post(
        f"{page}/decision",
        page,
        verdict="return",
        ground="person",
        explanation="Dort steht: und niemand ging ans Telefon",
    )
    assert quoting.status_code == 422
    assert "zitiert die Bewertung" in quoting.text
    assert 'value="person" selected' in quoting.text


async def test_a_case_of_somebody_else_shows_who_holds_it(
    mira: Moderator, milo: Moderator, queue_review: Queue, enter: Enter, now: dt.datetime
) -> None:
    public_id = await queue_review(at=now)
    await service.claim(public_id, milo, now)
    browser = await enter(mira)
    page = f"/de/moderation/reviews/{public_id}"
    answer = await browser.get(page)
    assert "milo@example.org arbeitet an diesem Fall" in answer.text
    assert 'name="verdict"' not in answer.text
    refused = await browser.post(f"{page}/claim", page)
    assert refused.status_code == 409
    assert "nicht bei Ihnen" in refused.text


async def test_who_decides_too_late_is_told_and_keeps_the_text(
    mira: Moderator, milo: Moderator, queue_review: Queue, enter: Enter, now: dt.datetime
) -> None:
    public_id = await queue_review(at=now)
    browser = await enter(mira)
    page = f"/de/moderation/reviews/{public_id}"
    await service.claim(public_id, mira, now - dt.timedelta(minutes=20))
    await service.claim(public_id, milo, now)
    await service.decide(public_id, milo, Verdict.APPROVE, None, "", now)
    answer = await browser.post(
        f"{page}/decision", page, verdict="return", ground="", explanation="Bitte kürzen."
    )
    assert answer.status_code == 409
    assert "wird nicht mehr entschieden" in answer.text
    assert "Bitte kürzen." in answer.text
    assert "freigegeben (milo@example.org)" in answer.text


async def test_later_gives_the_case_back(
    mira: Moderator, queue_review: Queue, enter: Enter, now: dt.datetime
) -> None:
    public_id = await queue_review(at=now)
    browser = await enter(mira)
    page = f"/de/moderation/reviews/{public_id}"
    await browser.post(f"{page}/claim", page)
    assert await claims() == 1
    answer = await browser.post(f"{page}/release", page)
    assert answer.headers["location"] == "/de/moderation"
    assert await claims() == 0


async def test_an_own_review_is_refused(
    mira: Moderator, queue_review: Queue, enter: Enter, now: dt.datetime
) -> None:
    """TRUST 42."""
    public_id = await queue_review(by=mira.account_id, email="mira@example.org", at=now)
    browser = await enter(mira)
    assert (await browser.get(f"/de/moderation/reviews/{public_id}")).status_code == 403
    answer = await browser.post(
        f"/de/moderation/reviews/{public_id}/decision", "/de/account", verdict="approve"
    )
    assert answer.status_code == 403
    assert "Berechtigung" in answer.text


async def test_a_case_that_does_not_exist_is_not_found(mira: Moderator, enter: Enter) -> None:
    answer = await (await enter(mira)).get("/de/moderation/reviews/unknown")
    assert answer.status_code == 404


async def test_the_author_reads_the_statement_behind_the_link(
    mira: Moderator, queue_review: Queue, enter: Enter, now: dt.datetime
) -> None:
    """TRUST 15, 17."""
    public_id = await queue_review(at=now)
    browser = await enter(mira)
    page = f"/de/moderation/reviews/{public_id}"
    await browser.post(f"{page}/claim", page)
    await browser.post(f"{page}/decision", page, verdict="reject", ground="insult", explanation="")
    author = await enter(None)
    answer = await author.get(f"/de/reviews/status/{reviews.status_secret(public_id)}")
    for words in ("abgelehnt", "§ 185 StGB", "kostenlos beschweren", "Gericht"):
        assert words in answer.text
    assert "mira@example.org" not in answer.text
