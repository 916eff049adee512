"""Edits under moderation (TRUST 11, 15, 17): returned, rejected, complained about, settling."""

import json

import factories
import pytest

from resonanz.kernel.errors import ConflictError
from resonanz.moderation import service as moderation
from resonanz.moderation.domain import CaseState, Ground, NoticeGround, Outcome, Step, Verdict
from resonanz.moderation.service import AgencyMember, Moderator
from resonanz.reviews import service as reviews
from resonanz.reviews.domain import RevisionState

from .conftest import DAY, NOW, case, counted, mails, report, state_of, statements

CALM = "Nach zwei Wochen kam eine Antwort, leider ohne einen Grund."
RUDE = "Lauter Trottel, das sage ich jedem."
WHY = "Der zweite Satz setzt Menschen herab."


async def edit(review: str, alex: int, text: str = CALM) -> None:
    await factories.edit(review, alex, factories.submission(text=text), NOW)


async def decide(review: str, who: Moderator, verdict: Verdict, why: str = "") -> None:
    """A moderator takes the edit from the queue and decides it."""
    await moderation.claim(review, who, NOW)
    ground = None if verdict is Verdict.APPROVE else Ground.INSULT
    await moderation.decide(review, who, verdict, ground, why, NOW)


async def newest(review: str) -> reviews.Revision:
    record = await reviews.record(review)
    assert record is not None
    found = await reviews.newest_revision(record)
    assert found is not None
    return found


async def text_of(review: str) -> str:
    record = await reviews.record(review)
    assert record is not None
    return record.text


async def rejection(review: str, alex: int, mira: Moderator) -> str:
    """An edit that Mira rejected; the number of the case that this opened."""
    await edit(review, alex, RUDE)
    await decide(review, mira, Verdict.REJECT, WHY)
    (opened,) = await moderation.cases_of(review, alex)
    return opened.public_id


async def test_a_returned_edit_says_why_and_the_review_stays(
    review: str, alex: int, mira: Moderator
) -> None:
    before = await text_of(review)
    await edit(review, alex, RUDE)
    await decide(review, mira, Verdict.RETURN, WHY)
    assert (await newest(review)).state is RevisionState.RETURNED
    assert (await text_of(review), await state_of(review)) == (before, "published")
    record = await reviews.record(review)
    assert record is not None
    assert WHY in record.messages[-1].text
    assert len(await mails("review_returned")) == 1


async def test_a_rejected_edit_gets_a_statement_and_leaves_the_review_alone(
    review: str, alex: int, mira: Moderator
) -> None:
    """TRUST 15."""
    before = await text_of(review)
    number = await rejection(review, alex, mira)
    assert ((await case(number)).state, (await case(number)).outcome) == (
        *(CaseState.DECIDED, Outcome.REJECTED),
    )
    (fields,) = [json.loads(one) for one in await statements(number)]
    assert fields["decision_visibility"] == ["DECISION_VISIBILITY_CONTENT_DISABLED"]
    assert (await text_of(review), await state_of(review)) == (before, "published")
    assert await counted(review)


async def test_a_complaint_upheld_puts_the_edit_back_into_the_check(
    review: str, alex: int, mira: Moderator, milo: Moderator
) -> None:
    """TRUST 17: the edit is checked again; it is no reason to publish what nobody approved."""
    number = await rejection(review, alex, mira)
    found = await moderation.complaint_access(moderation.author_secret(number))
    assert found is not None
    await moderation.complain(found, "Das ist eine Meinung.", NOW)
    await moderation.claim_case(number, milo, NOW + DAY)
    await moderation.decide_complaints(
        number, milo, uphold=True, ground=None, answer="Sie haben recht.", now=NOW + DAY
    )
    assert (await newest(review)).state is RevisionState.PRE_CHECK
    assert await state_of(review) == "published"
    await decide(review, milo, Verdict.APPROVE)
    await reviews.publish_revision(review, NOW + DAY)
    assert await text_of(review) == RUDE


async def test_a_complaint_dismissed_leaves_all_as_it_was(
    review: str, alex: int, mira: Moderator, milo: Moderator
) -> None:
    before = await text_of(review)
    number = await rejection(review, alex, mira)
    found = await moderation.complaint_access(moderation.author_secret(number))
    assert found is not None
    await moderation.complain(found, "Das ist eine Meinung.", NOW)
    await moderation.claim_case(number, milo, NOW + DAY)
    await moderation.decide_complaints(
        number, milo, uphold=False, ground=None, answer="Es bleibt dabei.", now=NOW + DAY
    )
    assert (await newest(review)).state is RevisionState.REJECTED
    assert await text_of(review) == before


async def test_an_approved_edit_settles_a_case_and_is_public_at_that_moment(
    review: str, alex: int, mira: Moderator, milo: Moderator
) -> None:
    """TRUST.md, Case: decided(author_edited)."""
    number = await report(review)
    await edit(review, alex)
    await decide(review, milo, Verdict.APPROVE)
    assert await text_of(review) != CALM, "it waits for a batch"
    await moderation.claim_case(number, mira, NOW)
    await moderation.decide_case(number, mira, Step.SETTLE_EDITED, None, "", NOW)
    assert (await case(number)).outcome is Outcome.AUTHOR_EDITED
    assert await text_of(review) == CALM
    assert await state_of(review) == "published"
    assert await statements(number) == [], "nothing was restricted"


async def test_an_edit_that_nobody_checked_settles_nothing(
    review: str, alex: int, mira: Moderator
) -> None:
    number = await report(review)
    await edit(review, alex)
    await moderation.claim_case(number, mira, NOW)
    with pytest.raises(ConflictError):
        await moderation.decide_case(number, mira, Step.SETTLE_EDITED, None, "", NOW)
    assert await text_of(review) != CALM


async def test_a_disputed_contact_is_not_settled_by_words_alone(
    review: str, alex: int, olu: AgencyMember, mira: Moderator, milo: Moderator
) -> None:
    """TRUST 13: an edit while its author is asked waits for the case like any other."""
    receipt = await moderation.dispute(review, olu, NoticeGround.NO_CONTACT, "", NOW)
    await moderation.claim_case(receipt.number, mira, NOW)
    await moderation.open_hearing(receipt.number, mira, "", NOW)
    await edit(review, alex)
    await decide(review, milo, Verdict.APPROVE)
    record = await case(receipt.number)
    assert record.state is CaseState.AUTHOR_HEARING
    assert await state_of(review) == "contested"
