"""What a moderator owes of all kinds, and what is next."""

import datetime as dt
from collections.abc import Awaitable, Callable

import pytest

from resonanz.kernel import db
from resonanz.moderation import service
from resonanz.moderation.domain.work import WorkKind
from resonanz.moderation.service import Moderator, signals
from resonanz.moderation.service.languages import languages_of, set_languages
from resonanz.moderation.service.next_work import claim_next_work, today

NOW = dt.datetime(2026, 11, 18, 9, tzinfo=dt.UTC)
DUE = NOW + dt.timedelta(days=5, hours=3)
SPANISH = (
    "Después de la segunda entrevista no supe nada más de ellos, y nadie contestaba al teléfono "
    "cuando llamé para preguntar por el puesto."
)

Queue = Callable[..., Awaitable[str]]


async def reads(who: Moderator, *languages: str) -> None:
    await set_languages(who.account_id, who.public_id, languages, NOW)  # type: ignore[arg-type]


async def test_a_moderator_reads_all_languages_until_they_say_otherwise(mira: Moderator) -> None:
    assert await languages_of(mira.account_id) == ("de", "en", "es")
    await reads(mira, "es", "de")
    assert await languages_of(mira.account_id) == ("de", "es")
    with pytest.raises(ValueError, match="languages"):
        await reads(mira)
    assert await db.rows("SELECT reason FROM audit_entry WHERE action = 'moderator.languages'") == [
        {"reason": "de,es"}
    ]


async def test_no_text_is_handed_out_in_a_language_the_moderator_does_not_read(
    mira: Moderator, milo: Moderator, queue_review: Queue
) -> None:
    spanish = await queue_review(text=SPANISH, language="es")
    await reads(mira, "de", "en")
    assert (await service.queue_page(mira, None, NOW)).items == ()
    assert await claim_next_work(mira, NOW) is None
    found = await today(mira, NOW)
    assert found.unread == {"es": 1}
    assert found.tallies[WorkKind.REVIEW].waiting == 0
    work = await claim_next_work(milo, NOW)
    assert work is not None
    assert work.public_id == spanish
    assert (await today(milo, NOW)).unread == {}


async def test_facts_without_a_text_are_for_everybody(mira: Moderator, queue_review: Queue) -> None:
    plain = await queue_review(text="", language="es")
    await reads(mira, "de")
    work = await claim_next_work(mira, NOW)
    assert work is not None
    assert work.public_id == plain


async def test_a_text_that_only_claims_to_be_german_is_not_handed_out_either(
    mira: Moderator, queue_review: Queue
) -> None:
    await queue_review(text=SPANISH, language="de")
    await signals.remark_waiting(10, NOW)
    await reads(mira, "de")
    assert await claim_next_work(mira, NOW) is None


async def test_reviews_of_declared_interests_are_counted_for_others(
    mira: Moderator, agency: int, queue_review: Queue
) -> None:
    await queue_review()
    await db.execute(
        "INSERT INTO agency_member (agency_id, account_id, role, created_at) "
        "VALUES ({}, {}, 'owner', {})",
        *(agency, mira.account_id, NOW),
    )
    found = await today(mira, NOW)
    assert (found.tallies[WorkKind.REVIEW].waiting, found.barred) == (0, 1)


async def test_what_is_overdue_is_owed_today(mira: Moderator, queue_review: Queue) -> None:
    await queue_review(at=NOW)
    await queue_review(at=NOW + dt.timedelta(hours=6))
    await queue_review(at=NOW + dt.timedelta(days=1))
    found = (await today(mira, DUE)).tallies[WorkKind.REVIEW]
    assert (found.overdue, found.due_today, found.owed, found.waiting) == (1, 1, 2, 3)
