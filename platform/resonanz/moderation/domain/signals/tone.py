"""A small linear model of offensive German, trained on GermEval 2018 (see data/SOURCE.md).

Features are hashes of words, pairs of words and runs of letters; a weight a bucket. Sentences are
scored one by one, since the model learnt from short texts and a moderator wants to see the place.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from zlib import crc32

from .signal import Severity, Signal, SignalKey, Span, without_overlaps

BUCKETS: Final = 1 << 16
_GRAMS: Final = (3, 4, 5)
_LONGEST_SENTENCE: Final = 400
_SENTENCE: Final = re.compile(r"[^.!?\n]+[.!?]*")
_WORD: Final = re.compile(rb"[a-z0-9\xdf-\xff]+")
_FEWEST_WORDS: Final = 3


@dataclass(frozen=True, slots=True)
class ToneModel:
    """`weights` are signed bytes, one a bucket, in units of `scale`."""

    weights: bytes
    scale: float
    intercept: float
    threshold: float


def features(text: str) -> dict[int, int]:
    """How often each bucket is hit by the words, pairs and letter runs of a text."""
    raw = text.lower().encode("latin-1", "replace")
    words: list[bytes] = _WORD.findall(raw)
    hits: dict[int, int] = {}
    for feature in _features(words):
        bucket = crc32(feature) & (BUCKETS - 1)
        hits[bucket] = hits.get(bucket, 0) + 1
    return hits


def _features(words: list[bytes]) -> Iterator[bytes]:
    before = b""
    for word in words:
        yield b"=" + word
        yield before + b"_" + word
        before = word
        padded = b" " + word + b" "
        size = len(padded)
        for gram in _GRAMS:
            for at in range(size - gram + 1):
                yield padded[at : at + gram]


def damped(hits: Mapping[int, int]) -> dict[int, float]:
    """The counts damped by the logarithm and scaled to length one, as the training sees them."""
    values = {bucket: 1.0 + math.log(count) for bucket, count in hits.items()}
    length = math.sqrt(sum(value * value for value in values.values())) or 1.0
    return {bucket: value / length for bucket, value in values.items()}


def chance(text: str, model: ToneModel) -> float:
    """How likely the model holds a text for offensive, 0…1."""
    total = 0.0
    weights = model.weights
    for bucket, value in damped(features(text)).items():
        weight = weights[bucket]
        total += value * (weight if weight < 128 else weight - 256)
    return 1.0 / (1.0 + math.exp(-(model.intercept + model.scale * total)))


def tone_of(text: str, model: ToneModel) -> tuple[Signal, ...]:
    """A signal with the sentences that the model holds for offensive, and the highest chance."""
    spans = []
    highest = 0.0
    for match in _SENTENCE.finditer(text):
        sentence = match[0].strip()
        if len(sentence.split()) < _FEWEST_WORDS:
            continue
        found = chance(sentence[:_LONGEST_SENTENCE], model)
        if found >= model.threshold:
            start = match.start() + match[0].index(sentence)
            spans.append(Span(start, start + len(sentence)))
            highest = max(highest, found)
    if not spans:
        return ()
    values = {"percent": round(100 * highest)}
    return (Signal(SignalKey.TONE, Severity.LOW, "", without_overlaps(spans), values),)
