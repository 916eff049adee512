"""Times of the desk that must not tell more of a review than the public knows."""

import datetime as dt


def recent_since(today: dt.date) -> dt.date:
    """The first day whose reviews count as recent: of the half-year before this one.

    The public dates some reviews by their half-year alone, so nothing may change in between.
    """
    if today.month > 6:
        return dt.date(today.year, 1, 1)
    return dt.date(today.year - 1, 7, 1)
