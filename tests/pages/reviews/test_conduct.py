"""Data conduct: asked after sending, answered by the author alone, counted on the profile."""

import factories
import pytest
from cast import ALEX, MIRA, OTTO, Person
from support import seeding
from support.visitor import Visitor

from resonanz.agencies.service import AgencyRef
from resonanz.kernel import clock, db
from resonanz.reviews import service as reviews
from resonanz.reviews.domain import State
from resonanz.reviews.domain.conduct import Conduct
from resonanz.reviews.service.conduct import answer_conduct

OWN = "/de/my/reviews"
ROW = "Unterlagen nur mit Zustimmung weitergegeben"


async def answers_of(public_id: str) -> dict[Conduct, bool]:
    record = await reviews.record(public_id)
    assert record is not None
    return dict(record.conduct)


async def account_of(public_id: str) -> int:
    record = await reviews.record(public_id)
    assert record is not None
    assert record.account_id is not None
    return record.account_id


async def test_the_author_answers_changes_and_takes_back(
    visitor: Visitor, agency: AgencyRef
) -> None:
    review = await factories.queued_review(agency, ALEX)
    await factories.sign_in(visitor.client, ALEX)
    page = await visitor.get(f"{OWN}/{review}")
    assert f'href="{OWN}/{review}/conduct"' in page.text
    form = await visitor.get(f"{OWN}/{review}/conduct")
    assert " checked" not in form.text, "nothing is preselected"
    back = await visitor.fill(form, "/conduct", cv_consent="no", money_asked="yes", pay="none")
    assert back.headers["location"] == f"{OWN}/{review}"
    assert await answers_of(review) == {Conduct.CV_CONSENT: False, Conduct.MONEY_ASKED: True}
    shown = await visitor.follow(back)
    assert "Ihre Angaben sind gespeichert" in shown.text
    assert "Hat die Agentur Geld von Ihnen verlangt?" in shown.text
    again = await visitor.get(f"{OWN}/{review}/conduct")
    assert again.text.count(" checked") == 2
    await visitor.fill(again, "/conduct", cv_consent="none")
    assert await answers_of(review) == {Conduct.MONEY_ASKED: True}


async def test_what_cannot_be_understood_changes_nothing(
    visitor: Visitor, agency: AgencyRef
) -> None:
    review = await factories.queued_review(agency, ALEX)
    await factories.sign_in(visitor.client, ALEX)
    form = await visitor.get(f"{OWN}/{review}/conduct")
    wrong = await visitor.fill(form, "/conduct", cv_consent="perhaps", client_named="yes")
    assert wrong.status_code == 422
    assert 'name="client_named" value="yes" id="f-client_named" checked' in wrong.text
    assert await answers_of(review) == {}


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.REJECTED, State.REMOVED])
async def test_a_review_that_has_ended_takes_no_answers(
    visitor: Visitor, agency: AgencyRef, state: State
) -> None:
    review = await factories.queued_review(agency, ALEX)
    await factories.sign_in(visitor.client, ALEX)
    form = await visitor.get(f"{OWN}/{review}/conduct")
    await db.execute("UPDATE review SET state = {}", state.value)
    late = await visitor.fill(form, "/conduct", cv_consent="no")
    assert late.status_code == 409
    assert (await visitor.get(f"{OWN}/{review}/conduct")).status_code == 409
    assert "/conduct" not in (await visitor.get(f"{OWN}/{review}")).text
    assert await answers_of(review) == {}


async def test_nobody_answers_for_somebody_else(visitor: Visitor, agency: AgencyRef) -> None:
    """TRUST 42: for all others there is no such review."""
    review = await factories.queued_review(agency, ALEX)
    await factories.sign_in(visitor.client, OTTO)
    assert (await visitor.get(f"{OWN}/{review}/conduct")).status_code == 404


async def test_the_profile_counts_from_three_answers_on(
    visitor: Visitor, agency: AgencyRef
) -> None:
    people = (ALEX, OTTO, Person("Lea"))
    written = [await factories.published_review(agency, one) for one in people]
    profile = f"/de/agencies/{agency.slug}"
    for number, review in enumerate(written):
        assert ROW not in (await visitor.get(profile)).text
        said = {Conduct.CV_CONSENT: number > 0}
        await answer_conduct(review, await account_of(review), said, clock.now())
    page = (await visitor.get(profile)).text
    assert ROW in page
    assert "2 von 3" in page[page.index(ROW) :][:1500]
    await reviews.withdraw(written[0], await account_of(written[0]), clock.now())
    assert ROW not in (await visitor.get(profile)).text
    assert await answers_of(written[0]) == {}, "what is withdrawn is forgotten"


async def test_a_profile_without_answers_says_nothing_of_them(visitor: Visitor) -> None:
    ((agency_id, slug),) = (await seeding.add_agencies("Stille Personal")).values()
    await seeding.add_reviews(seeding.varied(agency_id, 4))
    assert 'id="conduct"' not in (await visitor.get(f"/de/agencies/{slug}")).text


async def test_a_moderator_reads_the_answers_in_the_check(
    visitor: Visitor, agency: AgencyRef
) -> None:
    review = await factories.queued_review(agency, ALEX)
    said = {Conduct.MONEY_ASKED: True}
    await answer_conduct(review, await account_of(review), said, clock.now())
    await factories.sign_in(visitor.client, MIRA)
    page = await visitor.get(f"/de/moderation/reviews/{review}")
    assert "Hat die Agentur Geld von Ihnen verlangt?" in page.text
