"""TRUST 28, state machine 10: who leaves is gone, from everywhere, and the scores follow."""

import datetime as dt
from typing import Any

import factories
import pytest
from cast import ALEX, MIRA, OLU, OTTO
from support.scanning import places

from resonanz.accounts.queries import accounts as account_queries
from resonanz.cli.jobs import JOBS
from resonanz.cli.worker import run_once
from resonanz.kernel import clock, db
from resonanz.kernel.errors import ConflictError
from resonanz.kernel.settings import Settings
from resonanz.mail import service as mail
from resonanz.moderation import service as moderation
from resonanz.moderation.domain import NoticeGround
from resonanz.privacy import service
from resonanz.privacy.domain import KeepReviews
from resonanz.reviews import service as reviews
from resonanz.scoring import service as scoring

from . import traces
from .traces import Traces

pytestmark = pytest.mark.usefixtures("database")

NOW = dt.datetime(2026, 11, 18, 9, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(hours=2)
LOG = {"audit_entry.actor", "audit_entry.object_id"}


async def value(query: str, *args: Any) -> Any:
    row = await db.row(query, *args)
    return None if row is None else next(iter(row.values()))


async def ids_of(account_id: int) -> list[str]:
    """All ids by which the person is known inside the site."""
    row = await db.row(
        "SELECT a.public_id, w.public_id AS author, w.email_digest, s.public_id AS session, "
        "s.id_hash FROM account a JOIN author w ON w.account_id = a.id "
        "JOIN session s ON s.account_id = a.id WHERE a.id = {}",
        account_id,
    )
    assert row is not None
    return [row["public_id"], row["author"], row["email_digest"], row["session"], row["id_hash"]]


async def leave(settings: Settings) -> Traces:
    with clock.at(NOW):
        left = await traces.leave(settings, NOW)
        assert await run_once(JOBS, settings)
        return left


async def erase(account_id: int, choice: KeepReviews) -> None:
    with clock.at(LATER):
        await service.erase(account_id, ALEX.email, ALEX.language, choice, LATER)


async def letters() -> list[tuple[str, str]]:
    """Kind and receiver of the mails that wait."""
    rows = await db.rows("SELECT kind, sealed FROM outbox WHERE sent_at IS NULL ORDER BY id")
    return [(row["kind"], mail.unseal(row["sealed"])[0]) for row in rows]


@pytest.mark.parametrize("choice", KeepReviews)
async def test_nothing_of_the_person_remains(settings: Settings, choice: KeepReviews) -> None:
    """TRUST 28: no address, no id but in the log of opaque ids, no private word."""
    left = await leave(settings)
    ids = await ids_of(left.alex)
    assert all([await places(known) for known in ids])
    await erase(left.alex, choice)
    assert await places(ALEX.email) == set()
    assert [await places(known) - LOG for known in ids] == [set()] * len(ids)
    for word in ("rejected", "returned", "waiting", "note"):
        assert await places(f"Kennwort {word}") == set(), word
        assert await places(f"Ort {word}") == set(), word
    assert await value("SELECT COUNT(*) FROM review WHERE anchors_sealed IS NOT NULL") == 1
    assert await value("SELECT COUNT(*) FROM review_message") == 0
    assert await value("SELECT COUNT(*) FROM author WHERE account_id IS NOT NULL") == 0
    assert await value("SELECT COUNT(*) FROM author WHERE email_sealed IS NOT NULL") == 1
    assert ("account_erased", ALEX.email) in await letters()
    with clock.at(LATER):
        assert await run_once(JOBS, settings)
    assert await letters() == [("correction_ended", OLU.email)], "the agency's, of the next day"


async def test_withdrawn_reviews_leave_the_site_and_the_scores(settings: Settings) -> None:
    """TRUST 11, 28: the stored scores are those that a recomputation finds."""
    left = await leave(settings)
    assert await value("SELECT COUNT(*) FROM agency_score") == 2
    revision = await value("SELECT revision FROM site_revision")
    await erase(left.alex, KeepReviews.WITHDRAW)
    states = {row["state"] for row in await db.rows("SELECT state FROM review")}
    assert states == {"withdrawn", "email_pending"}
    assert await value("SELECT COUNT(*) FROM agency_score") == 0
    assert (await scoring.recompute()).differing == 0
    assert await value("SELECT revision FROM site_revision") > revision
    for word in ("public", "disputed", "reported", "account"):
        assert await places(f"Kennwort {word}") == set(), word
    case = await moderation.case_record(left.cases["disputed"])
    assert (case.state, case.outcome) == ("decided", "withdrawn")
    assert await value("SELECT COUNT(*) FROM evidence WHERE key_sealed IS NOT NULL") == 0
    assert await value("SELECT COUNT(*) FROM evidence_page") == 0


async def test_reviews_can_stay_without_any_link(settings: Settings) -> None:
    """What is public stays and counts; an open case goes on with what was given for it."""
    left = await leave(settings)
    scores = await db.rows("SELECT agency_id, score, reviews FROM agency_score ORDER BY agency_id")
    await erase(left.alex, KeepReviews.KEEP)
    kept = await reviews.record(left.reviews["public"])
    assert kept is not None
    assert (kept.state, kept.account_id, kept.month) == ("published", None, "")
    assert "Kennwort public" in kept.text
    assert await reviews.author_email(kept.public_id) is None
    assert scores == await db.rows(
        "SELECT agency_id, score, reviews FROM agency_score ORDER BY agency_id"
    )
    assert (await scoring.recompute()).differing == 0
    case = await moderation.case_record(left.cases["disputed"])
    assert case.state == "evidence_check"
    assert await places("Kennwort account") == {"case_message.text"}
    assert await value("SELECT COUNT(*) FROM evidence WHERE key_sealed IS NOT NULL") == 1


async def test_a_no_contact_on_an_erased_authors_review_removes_it(settings: Settings) -> None:
    """State machine 10: an erased account cannot answer."""
    with clock.at(NOW):
        alex = await traces.confirmed(ALEX)
        agency = await factories.agency()
        review = await factories.published_review(agency, ALEX, at=NOW)
        await traces.confirmed(OLU)
        olu = await traces.member(agency, OLU)
    await erase(alex, KeepReviews.KEEP)
    with clock.at(LATER):
        await moderation.dispute(review, olu, NoticeGround.NO_CONTACT, "", LATER)
    record = await reviews.record(review)
    assert record is not None
    assert record.state == "removed"
    assert (await scoring.recompute()).differing == 0


async def test_what_others_are_owed_stays_without_the_name(settings: Settings) -> None:
    """DSA 16: the notice goes on; who sent it is forgotten."""
    await leave(settings)
    otto = await account_queries.by_email(OTTO.email)
    assert otto is not None
    with clock.at(LATER):
        await service.erase(otto.id, otto.email, otto.language, KeepReviews.WITHDRAW, LATER)
    row = await db.row("SELECT * FROM notice WHERE source = 'form'")
    assert row is not None
    assert (row["name_sealed"], row["email_sealed"], row["reporter_account_id"]) == (None,) * 3
    assert "Kennwort notice" in row["text"]


async def test_the_same_address_begins_anew(settings: Settings) -> None:
    """Nothing leads from a new account to the old reviews."""
    left = await leave(settings)
    await erase(left.alex, KeepReviews.KEEP)
    with clock.at(LATER):
        again = await traces.confirmed(ALEX)
    assert again != left.alex
    assert await reviews.mine(again) == []


async def test_a_role_is_revoked_first(settings: Settings) -> None:
    """Moderators leave by the operator; nothing happens until then."""
    with clock.at(NOW):
        mira = await traces.moderator(MIRA)
    with pytest.raises(ConflictError):
        await service.erase(mira.account_id, MIRA.email, "de", KeepReviews.WITHDRAW, NOW)
    assert await account_queries.by_id(mira.account_id) is not None
    assert await letters() == []


async def test_whoever_worked_here_can_leave_too(settings: Settings) -> None:
    """Decisions, looks at proof and cases stay; who acted is not known any more."""
    await leave(settings)
    mira = await account_queries.by_email(MIRA.email)
    assert mira is not None
    with clock.at(LATER):
        await db.execute("DELETE FROM account_role WHERE account_id = {}", mira.id)
        await service.erase(mira.id, mira.email, "de", KeepReviews.WITHDRAW, LATER)
    assert await places(MIRA.email) == set()
    assert await value("SELECT COUNT(*) FROM decision") > 0


async def test_the_log_says_that_an_account_ended_and_whose_wish_it_was(
    settings: Settings,
) -> None:
    """TRUST 45: opaque ids only."""
    left = await leave(settings)
    (public_id, *_) = await ids_of(left.alex)
    await erase(left.alex, KeepReviews.WITHDRAW)
    row = await db.row("SELECT * FROM audit_entry WHERE action = 'account.erased'")
    assert row is not None
    assert (row["actor"], row["object_id"]) == (public_id, public_id)
    assert row["reason"] == "reviews: withdraw"
