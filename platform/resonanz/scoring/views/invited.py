"""Invited reviews beside the others, in words."""

from resonanz.kernel.i18n import format_score, gettext

from ..domain.statistics import AgencyStatistics

_LEAST_GAP = 0.05
"""What rounds to nothing is no difference."""


def invited_words(figures: AgencyStatistics | None) -> str:
    """How many reviews were invited and how far they are from the others; "" for too few."""
    found = figures.invited if figures else None
    if found is None:
        return ""
    values = {
        "invited": found.invited,
        "n": found.invited + found.others,
        "gap": format_score(abs(found.gap)),
    }
    if abs(found.gap) < _LEAST_GAP:
        return gettext(
            "%(invited)s von %(n)s Bewertungen sind eingeladen; im Schnitt urteilen sie wie die "
            "übrigen.",
            **values,
        )
    if found.gap > 0:
        return gettext(
            "%(invited)s von %(n)s Bewertungen sind eingeladen; im Schnitt liegen sie %(gap)s "
            "Punkte über den übrigen.",
            **values,
        )
    return gettext(
        "%(invited)s von %(n)s Bewertungen sind eingeladen; im Schnitt liegen sie %(gap)s Punkte "
        "unter den übrigen.",
        **values,
    )
