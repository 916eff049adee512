"""An agency's reply: checked, public, changed and taken back, and the review stays as it is."""

import datetime as dt
from typing import Any

import factories
import pytest
from cast import ALEX, FAY, OLU, RENA, Person

from resonanz.accounts import service as accounts
from resonanz.agencies.service import AgencyRef
from resonanz.directory.queries import profiles
from resonanz.directory.views.profile import public_review
from resonanz.kernel import db
from resonanz.kernel.errors import ConflictError, NotFoundError
from resonanz.kernel.i18n import use_language
from resonanz.mail.service import unseal
from resonanz.reviews import service as reviews
from resonanz.reviews.domain import ReplyState
from resonanz.reviews.service import Reply

from .conftest import NOW

pytestmark = pytest.mark.usefixtures("database")

DAY = dt.timedelta(days=1)
TEXT = "Danke für Ihre Worte. Seit März rufen wir nach jedem Gespräch an."
OTHER = "Danke. Seit März rufen wir nach jedem Gespräch binnen zwei Tagen an."


@pytest.fixture
async def review(agency: AgencyRef) -> str:
    """Alex' public review of Olu's agency; Rena answers for it."""
    await factories.member(agency, OLU)
    await factories.member(agency, RENA, "responder")
    return await factories.published_review(agency, ALEX, at=NOW)


async def reply_to(review: str) -> Reply:
    record = await reviews.record(review)
    assert record is not None
    return (await reviews.replies_to([record.id]))[record.id]


async def shown(agency: AgencyRef, review: str) -> Any:
    """The reply as the profile shows it, and as the review's own page does."""
    row = next(one for one in await profiles.reviews(agency.id, None, 20))
    assert row["public_id"] == review
    own = await profiles.review(review)
    assert own is not None
    with use_language("de"):
        profile, page = public_review(row).reply, public_review(own).reply
    assert (profile and profile.paragraphs) == (page and page.paragraphs)
    return page


async def stored(review: str) -> dict[str, Any]:
    """Everything that is kept of a review and its agency's score."""
    found = await db.row("SELECT * FROM review WHERE public_id = {}", review)
    assert found is not None
    return {
        "review": found,
        "rated": await db.rows("SELECT * FROM rated_review ORDER BY review_id"),
        "score": await db.rows("SELECT * FROM agency_score ORDER BY agency_id"),
    }


async def mails(kind: str) -> list[tuple[str, dict[str, Any]]]:
    rows = await db.rows("SELECT sealed FROM outbox WHERE kind = {} ORDER BY id", kind)
    return [unseal(row["sealed"]) for row in rows]


async def test_a_reply_is_checked_before_it_is_public(agency: AgencyRef, review: str) -> None:
    """TRUST 22: the same rules, and the same three working days."""
    version = await factories.sent_reply(agency, review, RENA, TEXT, NOW)
    assert await shown(agency, review) is None
    (waiting,) = await reviews.waiting_replies(20, not_by=0)
    assert waiting.public_id == version
    assert waiting.due_at == NOW + 5 * DAY, "Wednesday, three working days, a weekend between"
    await reviews.apply_reply_verdict(version, "approve", "", NOW + DAY)
    reply = await shown(agency, review)
    assert (reply.paragraphs, reply.date, reply.edited) == ((TEXT,), "November 2026", "")
    assert await reviews.waiting_replies(20, not_by=0) == []


async def test_the_author_is_told_once_and_without_a_text(agency: AgencyRef, review: str) -> None:
    """TRUST 59."""
    await factories.published_reply(agency, review, OLU, TEXT, NOW)
    await factories.published_reply(agency, review, OLU, OTHER, NOW + DAY)
    ((address, context),) = await mails("reply_published")
    assert (address, context) == (ALEX.email, {"secret": reviews.status_secret(review)})
    decided = await mails("reply_decided")
    assert [address for address, _ in decided] == [OLU.email] * 2
    assert decided[0][1] == {"agency": agency.slug, "review": review}


async def test_a_change_keeps_the_old_text_public_until_it_is_checked(
    agency: AgencyRef, review: str
) -> None:
    await factories.published_reply(agency, review, OLU, TEXT, NOW)
    later = NOW + 40 * DAY
    version = await factories.sent_reply(agency, review, RENA, OTHER, later)
    assert (await shown(agency, review)).paragraphs == (TEXT,)
    await reviews.apply_reply_verdict(version, "approve", "", later)
    reply = await shown(agency, review)
    assert (reply.paragraphs, reply.date, reply.edited) == (
        (OTHER,),
        "November 2026",
        "Dezember 2026",
    )
    assert reply.earlier == ("November 2026",)
    kept = await reply_to(review)
    assert [one.text for one in kept.versions] == [OTHER, TEXT]
    assert [one.writer for one in kept.versions] == [RENA.email, OLU.email]
    assert [one.text for one in kept.earlier] == [TEXT]


async def test_a_reply_s_dates_are_as_coarse_as_the_review_s(agency: AgencyRef) -> None:
    """The day of a reply would say that the review is older (PRODUCT.md, "who sees what")."""
    coarse = factories.submission(coarse=True)
    public_id = await factories.published_review(agency, ALEX, coarse, NOW)
    await factories.published_reply(agency, public_id, OLU, TEXT, NOW)
    assert (await shown(agency, public_id)).date == "2. Halbjahr 2026"


async def test_nothing_a_reply_does_moves_the_review_or_the_score(
    agency: AgencyRef, review: str
) -> None:
    """TRUST 22, 23: date, order, ledger, stars and score stay, whatever the agency writes."""
    newer = await factories.published_review(agency, Person("Cem"), at=NOW + DAY)
    before = await stored(review)
    order = [row["public_id"] for row in await profiles.reviews(agency.id, None, 20)]
    at = NOW + 2 * DAY
    await factories.published_reply(agency, review, OLU, TEXT, at)
    version = await factories.sent_reply(agency, review, OLU, OTHER, at)
    await reviews.apply_reply_verdict(version, "return", "Bitte ändern.", at)
    await factories.published_reply(agency, review, RENA, OTHER + " Wirklich.", at)
    assert (await stored(review)) == before
    await reviews.withdraw_reply(review, agency.id, "olu", at)
    assert (await stored(review)) == before
    assert [row["public_id"] for row in await profiles.reviews(agency.id, None, 20)] == order
    assert order == [newer, review]


async def test_a_review_has_one_reply_whose_newest_version_is_checked(
    agency: AgencyRef, review: str
) -> None:
    first = await factories.sent_reply(agency, review, OLU, TEXT, NOW)
    second = await factories.sent_reply(agency, review, RENA, OTHER, NOW)
    assert [one.public_id for one in await reviews.waiting_replies(20, not_by=0)] == [second]
    with pytest.raises(ConflictError):
        await reviews.apply_reply_verdict(first, "approve", "", NOW)
    with pytest.raises(ValueError, match="unchanged"):
        await factories.sent_reply(agency, review, OLU, OTHER, NOW)
    for text in ("", "x" * 2001):
        with pytest.raises(ValueError, match="text"):
            await factories.sent_reply(agency, review, OLU, text, NOW)
    row = await db.row("SELECT COUNT(*) AS n FROM reply")
    assert row == {"n": 1}


async def test_only_the_reviewed_agency_replies_and_only_to_what_is_public(
    agency: AgencyRef, review: str
) -> None:
    """TRUST 42."""
    other = await factories.agency("Südwind Personal")
    await factories.member(other, FAY)
    waiting = await factories.queued_review(agency, Person("Cem"), at=NOW)
    for of, public_id in ((other, review), (agency, waiting), (agency, "nothing")):
        with pytest.raises(NotFoundError):
            await factories.sent_reply(of, public_id, FAY, TEXT, NOW)
    with pytest.raises(NotFoundError):
        await reviews.withdraw_reply(review, other.id, "fay", NOW)


async def test_a_reply_can_be_taken_back_and_written_anew(agency: AgencyRef, review: str) -> None:
    await factories.published_reply(agency, review, OLU, TEXT, NOW)
    await factories.sent_reply(agency, review, OLU, OTHER, NOW)
    await reviews.withdraw_reply(review, agency.id, "olu", NOW)
    assert await shown(agency, review) is None
    assert await reviews.waiting_replies(20, not_by=0) == []
    with pytest.raises(ConflictError):
        await reviews.withdraw_reply(review, agency.id, "olu", NOW)
    await factories.published_reply(agency, review, OLU, TEXT, NOW)
    assert (await shown(agency, review)).paragraphs == (TEXT,)
    assert len(await mails("reply_published")) == 1


async def test_after_a_first_reply_no_review_of_the_agency_appears_for_some_days(
    agency: AgencyRef, review: str
) -> None:
    """Whoever compares the two days learns nothing; a changed reply keeps nothing back."""

    async def acted() -> dt.datetime | None:
        row = await db.row("SELECT acted_at FROM agency WHERE id = {}", agency.id)
        assert row is not None
        return row["acted_at"]  # type: ignore[no-any-return]

    await factories.sent_reply(agency, review, OLU, TEXT, NOW)
    assert await acted() is None
    await factories.published_reply(agency, review, OLU, OTHER, NOW)
    assert await acted() == NOW
    await factories.published_reply(agency, review, OLU, TEXT, NOW + DAY)
    assert await acted() == NOW


async def test_a_reply_goes_with_the_review_and_outlives_the_member(
    agency: AgencyRef, review: str
) -> None:
    """TRUST 28: it may tell of the author; who wrote it is forgotten with the account."""
    await factories.published_reply(agency, review, RENA, TEXT, NOW)
    rena = await factories.account(RENA)
    await accounts.erase(rena, "test")
    assert (await reply_to(review)).latest.writer is None
    assert (await shown(agency, review)).paragraphs == (TEXT,)
    await reviews.withdraw(review, await factories.account(ALEX), NOW)
    for table in ("reply", "reply_version"):
        assert await db.rows(f"SELECT 1 FROM {table}") == []


async def test_a_removed_reply_comes_back_unless_a_newer_one_stands(
    agency: AgencyRef, review: str
) -> None:
    """DSA 20: what was removed wrongly is restored."""
    await factories.published_reply(agency, review, OLU, TEXT, NOW)
    record = await reviews.record(review)
    assert record is not None
    await reviews.move_reply(record.id, "remove", "Warum.", NOW)
    assert await shown(agency, review) is None
    assert (await reply_to(review)).latest.message == "Warum."
    await reviews.move_reply(record.id, "restore", "", NOW)
    assert (await shown(agency, review)).paragraphs == (TEXT,)
    await reviews.move_reply(record.id, "remove", "Warum.", NOW)
    await factories.published_reply(agency, review, OLU, OTHER, NOW)
    await reviews.move_reply(record.id, "restore", "", NOW)
    assert (await shown(agency, review)).paragraphs == (OTHER,)
    states = [one.state for one in (await reply_to(review)).versions]
    assert states == [ReplyState.PUBLISHED, ReplyState.REMOVED]


async def test_the_same_words_under_other_reviews_are_counted(
    agency: AgencyRef, review: str
) -> None:
    others = [
        await factories.published_review(agency, Person(name), at=NOW) for name in ("Cem", "Dana")
    ]
    for public_id in others:
        await factories.sent_reply(agency, public_id, OLU, TEXT, NOW)
    record = await reviews.record(review)
    assert record is not None
    assert await reviews.times_said(agency.id, record.id, TEXT) == 2
    await reviews.withdraw_reply(others[0], agency.id, "olu", NOW)
    assert await reviews.times_said(agency.id, record.id, TEXT) == 1
    other = await factories.agency("Südwind Personal")
    assert await reviews.times_said(other.id, record.id, TEXT) == 0
