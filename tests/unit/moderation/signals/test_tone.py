"""The model for offensive German: what it flags, how its figures are kept."""

from resonanz.moderation.domain.signals import SignalKey, ToneModel, tone
from resonanz.moderation.service.signals.lexicon import lexicon, tone_figures
from resonanz.moderation.service.signals.wording import text_signals

FAIR = (
    "Nach dem zweiten Gespräch kam eine Absage mit Begründung. Für die Stelle fehlte Erfahrung. "
    "Schade, aber fair. Die Beraterin rief von sich aus an und war gut vorbereitet."
)
HARSH = (
    "Zwei Gespräche, dann nichts mehr. Auf drei Mails keine Antwort. Das ist unprofessionell und "
    "kostet Zeit. Ich würde dort nicht noch einmal anrufen."
)
FOUL = "Ihr seid so dumm und verlogen, ihr widerlichen Idioten."


def test_an_offensive_sentence_is_flagged_where_it_stands() -> None:
    text = f"{FAIR}\n\n{FOUL} Sonst war nichts."
    (signal,) = tone.tone_of(text, lexicon().tone)
    assert signal.key is SignalKey.TONE
    assert [text[span.start : span.end] for span in signal.spans] == [FOUL]
    assert 50 < int(signal.values["percent"]) <= 100


def test_praise_and_criticism_are_not_flagged() -> None:
    assert tone.tone_of(FAIR, lexicon().tone) == ()
    assert tone.tone_of(HARSH, lexicon().tone) == ()


def test_the_model_only_reads_german() -> None:
    text = "You are the most stupid idiots that I have ever met and they were all of them rude."
    assert SignalKey.TONE not in {one.key for one in text_signals(text, "de", ())}


def test_its_figures_come_from_texts_it_had_not_learnt_from() -> None:
    figures = tone_figures()
    assert figures.folds == 5
    assert figures.texts == 5009
    assert figures.at_threshold.precision >= 0.75
    assert figures.at_threshold.recall >= 0.3
    assert len(lexicon().tone.weights) == tone.BUCKETS


def test_a_weight_is_a_signed_byte() -> None:
    bucket = min(tone.features("x"))
    weights = bytearray(tone.BUCKETS)
    weights[bucket] = 0xFF
    low = tone.chance("x", ToneModel(bytes(weights), 1.0, 0.0, 0.5))
    weights[bucket] = 1
    high = tone.chance("x", ToneModel(bytes(weights), 1.0, 0.0, 0.5))
    assert low < 0.5 < high
