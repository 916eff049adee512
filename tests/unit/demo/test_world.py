"""The demo world: the same by seed, valid as if people had typed it, with lives that show."""

import datetime as dt
from collections import Counter, defaultdict
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resonanz.cli.demo.model import DemoReview, Life, World
from resonanz.cli.demo.world import DAYS, DEFAULT_SEED, world
from resonanz.reviews.domain import criteria_problem, outcome_of
from resonanz.scoring.domain.formula import score_all
from resonanz.scoring.domain.ledger import Answer, Criterion, Silence, ledger_problems
from resonanz.scoring.domain.review import RatedReview, facts_of

TODAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def demo() -> World:
    return world(DEFAULT_SEED, TODAY)


def value(review: DemoReview) -> float:
    return fmean(stars for stars in review.ratings.values() if stars)


def by_life(demo: World) -> dict[Life, list[DemoReview]]:
    life = {agency.name: agency.life for agency in demo.agencies}
    found: dict[Life, list[DemoReview]] = defaultdict(list)
    for review in demo.reviews:
        found[life[review.agency]].append(review)
    return found


def test_the_same_seed_and_day_give_the_same_world(demo: World) -> None:
    assert world(DEFAULT_SEED, TODAY) == demo


def test_another_seed_gives_other_reviews_of_the_same_agencies(demo: World) -> None:
    other = world(DEFAULT_SEED + 1, TODAY)
    assert other.agencies == demo.agencies
    assert other.reviews != demo.reviews


def test_some_sixty_agencies_and_three_thousand_reviews(demo: World) -> None:
    assert 55 <= len(demo.agencies) <= 70
    assert 2_800 <= len(demo.reviews) <= 3_300
    counts = Counter(review.agency for review in demo.reviews)
    assert all(counts[agency.name] == agency.reviews for agency in demo.agencies)
    assert {agency.reviews for agency in demo.agencies} >= {0, 1, 2, 5}


def test_the_reviews_fill_two_years_and_end_today(demo: World) -> None:
    days = [review.published_on for review in demo.reviews]
    assert days == sorted(days)
    assert min(days) > TODAY - dt.timedelta(days=DAYS)
    assert TODAY - dt.timedelta(days=7) <= max(days) <= TODAY
    assert all(review.contact_month <= review.published_on for review in demo.reviews)
    assert all(review.contact_month.day == 1 for review in demo.reviews)


def test_languages_follow_the_countries(demo: World) -> None:
    shares = Counter(review.language for review in demo.reviews)
    assert set(shares) == {"de", "en", "es"}
    assert 0.7 < shares["de"] / len(demo.reviews) < 0.82


@settings(max_examples=5, deadline=None)
@given(st.integers(min_value=0), st.dates(dt.date(2024, 1, 1), dt.date(2030, 12, 31)))
def test_every_review_is_one_that_the_form_would_take(seed: int, today: dt.date) -> None:
    made = world(seed, today)
    agencies = {agency.name: agency for agency in made.agencies}
    for review in made.reviews:
        ratings = {criterion.value: stars for criterion, stars in review.ratings.items()}
        last = review.ledger[-1]
        assert criteria_problem(ratings) is None
        assert all(0 <= stars <= 5 for stars in ratings.values())
        assert ledger_problems(review.ledger) == ()
        assert review.outcome == outcome_of(last.stage.value, last.answer.value)
        assert review.published_on <= today
        places = [agencies[review.agency].seat, *agencies[review.agency].branches]
        assert review.branch is None or review.branch in {place.city for place in places}


def test_the_last_stage_is_told_in_full_and_the_earlier_ones_by_their_days(demo: World) -> None:
    for review in demo.reviews:
        *earlier, last = review.ledger
        assert all(line.answer is Answer.ADVANCED and line.days is not None for line in earlier)
        assert all(line.chasers is None and line.channel is None for line in earlier)
        assert last.chasers is not None
        assert last.promise is not None
        assert (last.concreteness is not None) == (last.answer is Answer.REJECTION)
        silent = last.answer in (Answer.NOTHING, Answer.WAITING)
        assert (last.silence is not None) == silent
        assert (last.channel is not None) == (not silent)


def test_a_third_have_proven_contact_and_a_few_were_invited(demo: World) -> None:
    count = len(demo.reviews)
    assert 0.28 < sum(review.contact_proven for review in demo.reviews) / count < 0.42
    assert 0.03 < sum(review.invited for review in demo.reviews) / count < 0.25


def test_stars_agree_with_the_facts(demo: World) -> None:
    feedback: dict[Answer, list[int]] = defaultdict(list)
    for review in demo.reviews:
        feedback[review.ledger[-1].answer].append(review.ratings[Criterion.FEEDBACK])
    assert max(feedback[Answer.NOTHING]) <= 3
    assert fmean(feedback[Answer.NOTHING]) < 1.5
    assert fmean(feedback[Answer.REJECTION]) > 2.8
    assert fmean(feedback[Answer.ADVANCED]) > 3.2


def test_lives_show_in_the_means(demo: World) -> None:
    lives = by_life(demo)
    means = {life: fmean(map(value, reviews)) for life, reviews in lives.items()}
    assert means[Life.GOOD] > means[Life.SOLID] + 0.5
    assert means[Life.SOLID] > means[Life.BAD] + 0.5
    assert means[Life.SOLID] > means[Life.GHOSTING] + 0.3


@pytest.mark.parametrize(("life", "direction"), [(Life.IMPROVING, 1), (Life.DECLINING, -1)])
def test_some_agencies_change(demo: World, life: Life, direction: int) -> None:
    reviews = by_life(demo)[life]
    third = len(reviews) // 3
    before, after = fmean(map(value, reviews[:third])), fmean(map(value, reviews[-third:]))
    assert (after - before) * direction > 1


def test_each_kind_of_silence_and_phrase_has_its_agencies(demo: World) -> None:
    lives = by_life(demo)

    def silent(life: Life) -> float:
        return fmean(review.ledger[-1].answer is Answer.NOTHING for review in lives[life])

    def phrases(life: Life) -> float:
        levels = [r.ledger[-1].concreteness for r in lives[life]]
        return fmean(level <= 1 for level in levels if level is not None)

    def client(life: Life) -> float:
        whose = [r.ledger[-1].silence for r in lives[life]]
        return fmean(silence is Silence.CLIENT for silence in whose if silence)

    assert silent(Life.GHOSTING) > silent(Life.GOOD) + 0.3
    assert phrases(Life.STOCK_PHRASES) > phrases(Life.GOOD) + 0.5
    assert client(Life.SILENT_CLIENT) > client(Life.GHOSTING) + 0.5


def test_the_showcase_scores_near_three_point_nine(demo: World) -> None:
    rated = [
        RatedReview(
            review_id=number,
            agency=review.agency,
            published_on=review.published_on,
            ratings={c.value: float(stars) for c, stars in review.ratings.items() if stars},
            facts=facts_of(review.ledger),
            proven=review.contact_proven,
            invited=review.invited,
        )
        for number, review in enumerate(demo.reviews)
    ]
    run = score_all(rated, TODAY, criteria=False)
    assert 3.75 <= run.agencies["Nordlicht Personal GmbH"].overall.score <= 4.05
