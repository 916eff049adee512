"""The agency's own words in a review."""

from hypothesis import given
from hypothesis import strategies as st

from resonanz.moderation.domain.signals import SignalKey, phrases_of, vocabulary_in

NAME = "Nordlicht Personal"
REPLY = (
    "Vielen Dank. Unsere persönliche Betreuung begleitet Fachkräfte zuverlässig durch jeden "
    "Schritt, und die passgenaue Vermittlung technischer Talente liegt uns besonders am Herzen."
)
PHRASES = phrases_of([REPLY], NAME)


def test_two_places_in_the_agencys_words_are_pointed_at() -> None:
    text = (
        "Die persönliche Betreuung begleitet Fachkräfte wirklich. Und ja, die passgenaue "
        "Vermittlung technischer Talente stimmt."
    )
    (signal,) = vocabulary_in(text, PHRASES)
    assert signal.key is SignalKey.VOCABULARY
    assert signal.values == {"count": 2}
    places = [text[span.start : span.end] for span in signal.spans]
    assert places[0] == "persönliche Betreuung begleitet Fachkräfte"


def test_one_place_is_chance_unless_it_is_long() -> None:
    assert vocabulary_in("Eine persönliche Betreuung begleitet Fachkräfte hier.", PHRASES) == ()
    long = "Die persönliche Betreuung begleitet Fachkräfte zuverlässig durch jeden Schritt."
    assert len(vocabulary_in(long, PHRASES)) == 1


def test_its_name_and_everyday_words_are_everybodys() -> None:
    name = "Nordlicht Personal Nordlicht Personal"
    assert phrases_of([name, "und dann kam auch nach dem Gespräch nichts mehr"], NAME) == set()


@given(st.text(max_size=300))
def test_without_own_words_nothing_is_pointed_at(text: str) -> None:
    assert vocabulary_in(text, phrases_of([], NAME)) == ()
