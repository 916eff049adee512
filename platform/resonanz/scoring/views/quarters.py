"""Quarters in words, the same wherever they stand."""

from resonanz.kernel.i18n import gettext


def quarter_name(year: int, number: int) -> str:
    """A quarter written out; `number` is 1 to 4."""
    return gettext("%(number)s. Quartal %(year)s", number=number, year=year)


def quarter_mark(year: int, number: int) -> str:
    """A quarter in short, as under a chart."""
    return gettext("Q%(quarter)s %(year)s", quarter=number, year=f"{year % 100:02}")
