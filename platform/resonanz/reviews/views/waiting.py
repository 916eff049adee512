"""The honest waiting time of a review."""

from resonanz.kernel.i18n import gettext, ngettext


def waiting_words(days: int | None) -> str:
    """About how long a review waits now; `days` is None while the promise holds."""
    if days is None:
        return gettext("Meist innerhalb von drei Werktagen.")
    return ngettext(
        "Zurzeit warten Bewertungen etwa einen Werktag.",
        "Zurzeit warten Bewertungen etwa %(num)s Werktage.",
        days,
    )
