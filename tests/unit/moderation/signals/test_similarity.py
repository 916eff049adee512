"""Near-duplicates: the estimate is close to the truth, and similar texts share a band."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.moderation.domain.signals import ALIKE, Sketch, parts_of, resemblance, sketch

WORDS = [f"wort{number}" for number in range(400)]


def texts(shared: int, own: int, seed: int) -> tuple[str, str]:
    """Two texts with a common stretch of words and something of their own behind it."""
    random = Random(seed)
    common = [random.choice(WORDS) for _ in range(shared)]
    ends = ([f"{side}{random.random()}" for _ in range(own)] for side in "ab")
    return " ".join(common + next(ends)), " ".join(common + next(ends))


def jaccard(one: str, other: str) -> float:
    def runs(text: str) -> set[tuple[str, ...]]:
        words = text.replace(".", " ").split()
        return {tuple(words[at : at + 3]) for at in range(len(words) - 2)}

    return len(runs(one) & runs(other)) / len(runs(one) | runs(other))


def sketched(text: str) -> Sketch:
    made = sketch(text)
    assert made is not None
    return made


def test_the_same_words_in_another_spelling_are_the_same_text() -> None:
    one = "Nach dem zweiten Gespräch kam drei Wochen lang gar nichts, trotz zweier Mails."
    other = "nach dem ZWEITEN gespräch -- kam drei wochen lang GAR nichts; trotz zweier mails"
    assert resemblance(sketched(one), sketched(other)) == 1.0


@pytest.mark.parametrize(("shared", "own"), [(200, 20), (120, 30), (60, 60), (10, 150)])
def test_the_estimate_is_near_the_share_of_common_runs(shared: int, own: int) -> None:
    errors = []
    for seed in range(12):
        one, other = texts(shared, own, seed)
        errors.append(resemblance(sketched(one), sketched(other)) - jaccard(one, other))
    assert abs(sum(errors) / len(errors)) < 0.06


def test_texts_that_are_alike_meet_in_a_band() -> None:
    met = 0
    for seed in range(60):
        one, other = texts(120, 18, seed)
        assert jaccard(one, other) >= ALIKE
        met += bool(set(sketched(one).bands) & set(sketched(other).bands))
    assert met >= 57


def test_texts_of_their_own_do_not_meet() -> None:
    met = 0
    for seed in range(60):
        one, other = texts(4, 120, seed)
        met += bool(set(sketched(one).bands) & set(sketched(other).bands))
    assert met <= 2


def test_a_short_text_is_nobodys_own() -> None:
    assert sketch("Nie wieder etwas gehört. Funkstille seit Wochen, leider.") is None


def test_a_pasted_paragraph_is_compared_by_itself() -> None:
    assert parts_of("Eins.\n\nZwei.") == ("Eins.\n\nZwei.", "Eins.", "Zwei.")
    assert parts_of("Eins.") == ("Eins.",)


@given(st.lists(st.sampled_from(WORDS), min_size=10, max_size=80, unique=True))
def test_a_sketch_survives_being_stored(words: list[str]) -> None:
    made = sketched(" ".join(words))
    assert Sketch.from_bytes(made.to_bytes()) == made
    assert len(made.bands) == len(set(made.bands)) == 21
    assert all(-(2**63) <= band < 2**63 for band in made.bands)
