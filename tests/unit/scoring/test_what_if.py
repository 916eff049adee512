"""One more review: what it would do, by the same formula."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from resonanz.scoring.domain.formula import score_all
from resonanz.scoring.domain.review import FEEDBACK, RatedReview
from resonanz.scoring.domain.score import score_agency
from resonanz.scoring.domain.what_if import one_more

AS_OF = dt.date(2026, 11, 22)
STARS = st.sampled_from([1.0, 2.0, 3.0, 4.0, 5.0])
REVIEWS = st.lists(
    st.builds(
        RatedReview,
        review_id=st.uuids().map(str),
        agency=st.just("nordlicht"),
        published_on=st.dates(dt.date(2025, 1, 1), AS_OF),
        ratings=STARS.map(lambda stars: {FEEDBACK: stars}),
        proven=st.booleans(),
        invited=st.booleans(),
    ),
    min_size=1,
    max_size=30,
)


@given(REVIEWS, STARS, st.booleans())
def test_it_is_the_score_that_such_a_review_would_bring(
    reviews: list[RatedReview], stars: float, proven: bool
) -> None:
    market = score_all(reviews, AS_OF).market
    found = one_more(reviews, AS_OF, market, stars, proven)
    new = RatedReview("new", "nordlicht", AS_OF, {FEEDBACK: stars}, proven=proven)
    assert found.after == score_agency([*reviews, new], AS_OF, market).overall
    assert found.after.n == len(reviews) + 1
    assert 0.0 < found.weight <= 1.0
    if proven:
        assert found.weight == 1.0


@given(REVIEWS, st.booleans())
def test_more_stars_never_bring_less(reviews: list[RatedReview], proven: bool) -> None:
    market = score_all(reviews, AS_OF).market
    after = [one_more(reviews, AS_OF, market, x, proven).after.score for x in (1.0, 3.0, 5.0)]
    assert after == sorted(after)
