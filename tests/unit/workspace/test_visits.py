"""What changed since the last visit."""

import datetime as dt

from resonanz.workspace.domain.visits import Snapshot, Visits, visited
from resonanz.workspace.views.words import change_words

MONDAY = dt.date(2026, 11, 16)
DAY = dt.timedelta(days=1)
OLD, NEW, NEWER = Snapshot(4, None, 3, 5), Snapshot(6, 3.84, 5, 8), Snapshot(7, 3.91, 9, 12)


def test_on_the_day_itself_changes_are_told_since_the_visit_before() -> None:
    first = visited(Visits(), OLD, MONDAY)
    assert first == Visits(MONDAY, OLD)
    assert visited(first, NEW, MONDAY) == first
    second = visited(first, NEW, MONDAY + DAY)
    assert second == Visits(MONDAY + DAY, NEW, MONDAY, OLD)
    assert visited(second, NEWER, MONDAY + DAY) == second
    assert visited(second, NEWER, MONDAY + 9 * DAY) == Visits(
        MONDAY + 9 * DAY, NEWER, MONDAY + DAY, NEW
    )


def test_a_change_is_told_in_numbers() -> None:
    assert change_words(OLD, NEW) == (
        "2 neue Bewertungen",
        "Wert – → 3,8",
        "beantwortet 3 von 5 → 5 von 8",
    )
    assert change_words(NEWER, NEW)[0] == "eine Bewertung weniger"
    assert change_words(NEW, NEW) == ()
    assert change_words(NEW, Snapshot(6, 3.81, 5, 8)) == (), "the same to one decimal"
