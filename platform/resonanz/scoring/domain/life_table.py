"""How soon answers come, when some are still awaited: the actuarial life table.

Cutler and Ederer (1958): in each class of days those who are still waiting count half among those
at risk. Standard errors by Greenwood (1926), intervals by Wilson (1927) with the number of people
that has the same error, as Dorey and Korn (1987) do: they stay within 0 and 1 and are not empty
where nobody or everybody was answered.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, sqrt
from typing import Final, Self

from resonanz.scoring.domain.ledger import Answer, DaysClass, LedgerLine

_Z: Final = 1.6449
"""Of a 90 % interval, as around scores."""


@dataclass(frozen=True, slots=True)
class LifeTable:
    """Counts of stages by class of days: answered in it, still waiting in it; never answered."""

    answered: tuple[int, ...]
    waiting: tuple[int, ...]
    never: int

    @property
    def n(self) -> int:
        """Stages in the table."""
        return sum(self.answered) + sum(self.waiting) + self.never

    def shares(self) -> tuple[float | None, ...]:
        """Share answered by the end of each class, 0 to 1; None where nobody is left to tell."""
        return tuple(share for share, _ in self._rows())

    def errors(self) -> tuple[float | None, ...]:
        """Standard errors of the shares."""
        return tuple(error for _, error in self._rows())

    def intervals(self) -> tuple[tuple[float, float] | None, ...]:
        """90 % intervals of the shares, 0 to 1."""
        found: list[tuple[float, float] | None] = []
        left = self.n
        for (share, error), waiting in zip(self._rows(), self.waiting, strict=True):
            left -= waiting
            if share is None or error is None or left <= 0:
                found.append(None)
                continue
            people = share * (1 - share) / error**2 if error > 0 else float(left)
            found.append(_wilson(share, people))
        return tuple(found)

    @property
    def median(self) -> DaysClass | None:
        """The class within which half are answered; None when that is not reached."""
        for days, share in zip(DaysClass, self.shares(), strict=True):
            if share is not None and share >= 0.5:
                return days
        return None

    def _rows(self) -> list[tuple[float | None, float | None]]:
        rows: list[tuple[float | None, float | None]] = []
        at_risk, unanswered = float(self.n), 1.0
        greenwood: list[float] = []
        for answered, waiting in zip(self.answered, self.waiting, strict=True):
            exposed = at_risk - waiting / 2
            at_risk -= answered + waiting
            if unanswered == 0.0:
                rows.append((1.0, 0.0))
                continue
            if exposed <= 0.0:
                rows.append((None, None))
                continue
            left = exposed - answered
            unanswered *= left / exposed
            if left > 0.0:
                greenwood.append(answered / (exposed * left))
            rows.append((1.0 - unanswered, unanswered * sqrt(fsum(greenwood))))
        return rows

    def to_dict(self) -> dict[str, list[int] | int]:
        """The counts for JSON."""
        return {
            "answered": list(self.answered),
            "waiting": list(self.waiting),
            "never": self.never,
        }

    @classmethod
    def from_dict(cls, table: Mapping[str, Sequence[int] | int]) -> Self:
        """The table of `to_dict`. Raises KeyError, TypeError."""
        answered, waiting, never = table["answered"], table["waiting"], table["never"]
        if isinstance(answered, int) or isinstance(waiting, int) or not isinstance(never, int):
            raise TypeError("answered and waiting are lists, never is a number")
        return cls(tuple(answered), tuple(waiting), never)


def _wilson(share: float, n: float) -> tuple[float, float]:
    middle = share + _Z**2 / (2 * n)
    half = _Z * sqrt(share * (1 - share) / n + (_Z / (2 * n)) ** 2)
    whole = 1 + _Z**2 / n
    return max(0.0, (middle - half) / whole), min(1.0, (middle + half) / whole)


def life_table(lines: Iterable[LedgerLine]) -> LifeTable:
    """The life table of ledger lines.

    Those still waiting are censored at the class of their wait. Nothing, and nothing but an
    interim word, are never answered. An answer or a wait of unknown length is left out.
    """
    answered = [0] * len(DaysClass)
    waiting = [0] * len(DaysClass)
    never = 0
    for line in lines:
        if line.answer in (Answer.NOTHING, Answer.INTERIM):
            never += 1
        elif line.days is not None:
            row = waiting if line.answer is Answer.WAITING else answered
            row[line.days] += 1
    return LifeTable(tuple(answered), tuple(waiting), never)
