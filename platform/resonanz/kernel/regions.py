"""Names of the parts of countries, as people there call them."""

from collections.abc import Mapping
from functools import cache

import holidays as calendars


def region_name(country: str, code: str) -> str:
    """The name of a state, canton or region by its code of ISO 3166-2; the code if unknown."""
    names = _names(country)
    return names.get(code) or names.get(code.lstrip("0"), code)


@cache
def _names(country: str) -> Mapping[str, str]:
    calendar = getattr(calendars, country, None)
    aliases: Mapping[str, str] = getattr(calendar, "subdivisions_aliases", {})
    # Several names of a code stand in a row, the one of its largest language first.
    return {code: name for name, code in reversed(list(aliases.items()))}
