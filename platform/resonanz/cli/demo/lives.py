"""How an agency behaves at a point of its life."""

from dataclasses import dataclass

from .model import Life


@dataclass(frozen=True, slots=True)
class Conduct:
    """Behaviour at one time.

    care: 1 (bad) to 5 (good), the general quality that stars follow.
    answers: probability that an application that led nowhere gets an answer.
    promptness: 0 (weeks) to 1 (days).
    substance: 0 (stock phrases) to 1 (usable reasons).
    blames_client: probability that the client is named where an answer is missing.
    """

    care: float
    answers: float
    promptness: float
    substance: float
    blames_client: float = 0.3


_WELL = Conduct(4.35, 0.93, 0.88, 0.80)
_BADLY = Conduct(1.9, 0.42, 0.20, 0.12)

_STEADY = {
    Life.GOOD: _WELL,
    Life.SOLID: Conduct(3.35, 0.72, 0.55, 0.45),
    Life.TOO_FEW: Conduct(3.5, 0.75, 0.60, 0.50),
    Life.BAD: _BADLY,
    Life.GHOSTING: Conduct(2.5, 0.22, 0.60, 0.40, 0.1),
    Life.SILENT_CLIENT: Conduct(3.2, 0.40, 0.45, 0.45, 0.9),
    Life.STOCK_PHRASES: Conduct(3.2, 0.90, 0.70, 0.04),
    Life.SHOWCASE: Conduct(4.9, 0.76, 0.88, 0.70, 0.5),
}


def _between(one: Conduct, other: Conduct, share: float) -> Conduct:
    def mix(a: float, b: float) -> float:
        return a + (b - a) * share

    return Conduct(
        care=mix(one.care, other.care),
        answers=mix(one.answers, other.answers),
        promptness=mix(one.promptness, other.promptness),
        substance=mix(one.substance, other.substance),
        blames_client=mix(one.blames_client, other.blames_client),
    )


def conduct(life: Life, age: float) -> Conduct:
    """The conduct at `age`, 0 two years ago, 1 today.

    Agencies that change stay as they were for a third of the time and are changed after two.
    """
    change = min(1.0, max(0.0, (age - 0.33) / 0.33))
    if life is Life.IMPROVING:
        return _between(_BADLY, _WELL, change)
    if life is Life.DECLINING:
        return _between(_WELL, _BADLY, change)
    return _STEADY[life]
