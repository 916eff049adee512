"""Whether agencies kept their pledge: a figure beside the score, never a part of it.

Which pledge a review falls under is in `agencies.domain.pledges`; of the review its last stage
counts. An answer in time keeps the pledge, a later one breaks it. Silence breaks it, and so does a
stage that brought no more than an interim word. Who still waits for longer than was pledged breaks
it too; who waits for less, and answers of unknown length, are left out.
"""

from typing import Final

from resonanz.scoring.domain.ledger import DaysClass
from resonanz.scoring.domain.life_table import LifeTable
from resonanz.scoring.domain.statistics import Share

FEWEST: Final = 3
"""Below this n no kept share is shown: it would tell of single reviews (ours)."""


def kept(table: LifeTable, days: int) -> Share:
    """How many stages were answered within so many working days, of those that can be judged."""
    within = [own.days <= days for own in DaysClass]
    in_time = sum(n for n, inside in zip(table.answered, within, strict=True) if inside)
    late = sum(n for n, inside in zip(table.answered, within, strict=True) if not inside)
    overdue = sum(n for n, inside in zip(table.waiting, within, strict=True) if not inside)
    return Share(in_time, in_time + late + overdue + table.never)
