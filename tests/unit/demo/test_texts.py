"""The demo texts: varied, in their language, true to their facts, without anybody's data."""

import datetime as dt
import re
from collections import Counter, defaultdict
from random import Random

import pytest

from resonanz.agencies.domain.job_fields import JobField
from resonanz.cli.demo.corpus import Condition, corpus, fill
from resonanz.cli.demo.model import DemoReview, World
from resonanz.cli.demo.texts import sentence_count
from resonanz.cli.demo.world import DEFAULT_SEED, world
from resonanz.reviews.domain import Role
from resonanz.scoring.domain.ledger import Answer, Channel, Criterion, Stage

LANGUAGES = ("de", "en", "es")
COMMON = {
    "de": {"der", "die", "das", "und", "nicht", "ich", "ein", "war", "mir", "kam", "nach", "kein"},
    "en": {"the", "and", "not", "i", "it", "was", "to", "of", "they", "had", "with", "you"},
    "es": {"el", "la", "que", "y", "de", "un", "una", "por", "lo", "se", "con", "los"},
}


@pytest.fixture(scope="module")
def demo() -> World:
    return world(DEFAULT_SEED, dt.date(2026, 11, 22))


@pytest.fixture(scope="module")
def written(demo: World) -> list[DemoReview]:
    return [review for review in demo.reviews if review.text]


def test_a_quarter_wrote_nothing(demo: World, written: list[DemoReview]) -> None:
    assert 0.7 < len(written) / len(demo.reviews) < 0.8


def test_hardly_a_text_appears_twice(written: list[DemoReview]) -> None:
    texts = [review.text for review in written]
    assert len(set(texts)) >= 0.95 * len(texts)


def test_no_way_of_beginning_dominates_an_agency(written: list[DemoReview]) -> None:
    openings: dict[str, Counter[str]] = defaultdict(Counter)
    for review in written:
        openings[review.agency][review.text[:40]] += 1
    assert max(counter.most_common(1)[0][1] for counter in openings.values()) <= 6


def test_texts_are_finished_and_of_readable_length(written: list[DemoReview]) -> None:
    for review in written:
        assert review.text[-1] in '.?!“”»"', review.text
        assert not re.search(r"[{}\[\]|]|\s\s|\s[.,;:?!]", review.text), review.text
        assert 1 <= sentence_count(review.text) <= 6, review.text
        assert 8 <= len(review.text) <= 900, review.text


def test_texts_hold_no_contact_data(written: list[DemoReview]) -> None:
    forbidden = re.compile(r"@|https?:|www\.|\.(?:de|com|example)\b|(?:\d[\s/.-]?){5,}", re.I)
    replies = [review.reply.text for review in written if review.reply]
    for text in [*(review.text for review in written), *replies]:
        assert not forbidden.search(text), text


def test_texts_name_no_agency(demo: World, written: list[DemoReview]) -> None:
    names = {alias.casefold() for agency in demo.agencies for alias in agency.aliases}
    for review in written:
        assert not any(name in review.text.casefold() for name in names), review.text


def test_texts_are_in_the_language_they_declare(written: list[DemoReview]) -> None:
    together: dict[str, Counter[str]] = defaultdict(Counter)
    for review in written:
        together[review.language].update(re.findall(r"\w+", review.text.casefold()))
    for language, words in together.items():
        hits = {name: sum(words[w] for w in common) for name, common in COMMON.items()}
        assert max(hits, key=lambda name: hits[name]) == language
        assert hits[language] > 1.5 * max(n for name, n in hits.items() if name != language)


def test_german_texts_have_umlauts_and_no_substitutes(written: list[DemoReview]) -> None:
    german = [review.text for review in written if review.language == "de"]
    assert sum(bool(re.search("[äöüß]", text)) for text in german) > 0.6 * len(german)
    assert not any(re.search(r"\b(?:fuer|ueber|waere|moech|koenn|muess)", text) for text in german)


def test_words_of_silence_and_of_thanks_stay_where_they_belong(written: list[DemoReview]) -> None:
    for review in written:
        answer = review.ledger[-1].answer
        if answer is not Answer.NOTHING:
            assert "Nie wieder etwas gehört" not in review.text
            assert "Never heard back" not in review.text
            assert "Nunca más se supo" not in review.text
        if answer is Answer.NOTHING or review.ratings[Criterion.FEEDBACK] == 1:
            assert "Klare Empfehlung" not in review.text
            assert "Fair play" not in review.text


def test_agencies_answer_in_the_language_of_the_review(demo: World) -> None:
    replies = [(review.language, review.reply) for review in demo.reviews if review.reply]
    assert len(replies) > 100
    for language, reply in replies:
        tones = corpus(language).replies.values()
        assert any(reply.text in lines for tone in tones for lines in tone.values())
        assert 1 <= reply.days <= 14


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_a_sentence_asks_for_is_in_the_lists(language: str) -> None:
    source = corpus(language)
    asked = {
        name.lower()
        for part in source.parts.values()
        for _, sentences in part
        for sentence in sentences
        for name in re.findall(r"\{(\w+)\}", sentence)
    }
    assert asked <= set(source.words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_a_condition_can_hold(language: str) -> None:
    known = {
        *("quiet", "client", "gave_up", "written", "interview", "remote", "kept", "broken"),
        *("hired", "rejected", "no_answer", "withdrew", "ongoing", "applicant", "temp"),
        *("freelancer", "pos", "mid", "neg"),
        *(f"{kind}{n}" for kind in ("c", "d", "app_d") for n in range(5)),
        *(f"a{n}" for n in range(4)),
        *(key.value for kind in (Answer, Channel, JobField, Stage) for key in kind),
        *(f"{criterion.value}{sign}" for criterion in Criterion for sign in "+-"),
    }
    for part in corpus(language).parts.values():
        for condition, _ in part:
            assert condition.refuses <= known
            assert all(choice <= known for choice in condition.needs)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_and_role_has_its_words(language: str) -> None:
    words = corpus(language).words
    for name in ("stelle", "einsatz", "punkt"):
        assert set(words[name]) == {field.value for field in JobField}
    assert set(words["wer"]) == {role.value for role in Role}
    assert set(words["nach"]) == {stage.value for stage in Stage}
    assert set(words["kanal"]) == {channel.value for channel in Channel}


def test_a_condition_reads_choices_and_refusals() -> None:
    condition = Condition.parse("rejection c0|c1 !assignment")
    assert condition.holds(frozenset({"rejection", "c1"}))
    assert not condition.holds(frozenset({"rejection", "c2"}))
    assert not condition.holds(frozenset({"rejection", "c1", "assignment"}))


def test_a_filled_word_takes_the_capital_of_its_place() -> None:
    words = {"zeit": ("nach zwei Tagen",)}
    assert fill(Random(1), "{Zeit} kam [eine|eine] Absage.", words).startswith("Nach zwei Tagen")
    assert fill(Random(1), "„danke“, {zeit}.", words) == "„Danke“, nach zwei Tagen."
