"""The list with its filters: what can be chosen, what is, and what to loosen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from resonanz.agencies.domain.job_fields import JobField
from resonanz.agencies.views import COUNTRIES, JOB_FIELDS, KINDS
from resonanz.kernel.i18n import format_number, format_score, gettext, lazy, ngettext
from resonanz.kernel.regions import region_name
from resonanz.kernel.templates import link

from ..domain import Group, Search, Slice, Sort
from ..domain.listed import FILTERED_KINDS, ONE_OF, YES
from ..domain.search import RADII
from ..service import Found
from .lists import AgencyRow, agency_row

LEGENDS: Final = {
    Group.SCORE: lazy("Gesamtwert"),
    Group.DAYS: lazy("Hälfte beantwortet innerhalb von"),
    Group.REVIEWS: lazy("Anzahl der Bewertungen"),
    Group.KIND: lazy("Art der Agentur"),
    Group.FIELD: lazy("Berufsfeld"),
    Group.COUNTRY: lazy("Land"),
    Group.STATE: lazy("Bundesland, Kanton, Region"),
}
SORTS: Final = {
    Sort.SCORE: lazy("Gesamtwert"),
    Sort.FEEDBACK: lazy("Feedbackverhalten"),
    Sort.DAYS: lazy("Tage bis zur Antwort"),
    Sort.REVIEWS: lazy("Anzahl der Bewertungen"),
    Sort.NEWEST: lazy("neueste Bewertung"),
}
_HINTS: Final = {
    Group.FIELD: lazy("Aus Bewertungen und Angaben der Agenturen selbst."),
}
_ALONE: Final = {
    Group.CLAIMED: lazy("von der Agentur verwaltet"),
    Group.PLEDGE: lazy("mit Zusage"),
}
_FIRST: Final = {
    "DE": lazy("Zuerst Agenturen in Deutschland, dann in anderen Ländern."),
    "GB": lazy("Zuerst Agenturen im Vereinigten Königreich, dann in anderen Ländern."),
    "ES": lazy("Zuerst Agenturen in Spanien, dann in anderen Ländern."),
}


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a filter; `count` is what it would find."""

    value: str
    text: str
    count: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A group of filters; where `several` is False one value or none is chosen."""

    name: str
    legend: str
    hint: str
    options: tuple[Option, ...]
    several: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """A chosen filter and the address without it, or a looser search and what it finds."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class SearchView:
    """The list, its form, and what is chosen in it.

    `apart` is the number of the first row whose place is not known, None where there is none.
    """

    words: str
    place: str
    problems: tuple[str, ...]
    radii: tuple[tuple[str, str], ...]
    radius: str
    sorts: tuple[tuple[str, str], ...]
    sort: str
    facets: tuple[Facet, ...]
    alone: tuple[Facet, ...]
    chips: tuple[Chip, ...]
    clear: str
    heading: str
    note: str
    ranking: str
    rows: tuple[AgencyRow, ...]
    apart: int | None
    looser: tuple[Chip, ...]
    first: str
    next: str


def search_view(
    search: Search, found: Found, *, problems: Sequence[str], home: str, next_key: str, after: bool
) -> SearchView:
    """Build a page of the list."""
    missing = bool(search.place) and found.place is None
    return SearchView(
        words=search.words,
        place=search.place,
        problems=(*problems, *([place_error(search.place)] if missing else [])),
        radii=tuple((str(km), gettext("%(km)s km", km=km)) for km in RADII),
        radius=str(search.radius),
        sorts=_sorts(search),
        sort=search.sort.value if search.sort else "",
        facets=tuple(_facets(search, found, home)),
        alone=tuple(
            Facet(group.value, str(text), "", options, several=True, chosen=options[0].chosen)
            for group, text in _ALONE.items()
            for options in [tuple(_options(group, {YES: str(text)}, search, found))]
        ),
        chips=tuple(_chips(search, missing)),
        clear=address(Search(words=search.words, sort=search.sort)),
        heading=_heading(search, found),
        note=_note(search, found, home),
        ranking="" if after or not found.total else _ranking(search, found, home),
        rows=tuple(map(agency_row, found.rows)),
        apart=found.apart,
        looser=tuple(
            Chip(_looser_words(search, looser, count), address(looser))
            for looser, count in found.looser
        ),
        first=address(search) if after else "",
        next=address(search, next_key) if next_key else "",
    )


def address(search: Search, after: str = "") -> str:
    """The address of a search, or of a later page of it."""
    query = urlencode(search.pairs())
    if after:  # its name is quoted already
        query += f"{'&' if query else ''}after={after}"
    return link("/agencies") + (f"?{query}" if query else "")


def filter_words(group: Group, value: str) -> str:
    """A chosen filter in words."""
    match group:
        case Group.SCORE:
            return gettext("ab %(score)s von 5", score=_decimal(value))
        case Group.REVIEWS:
            return ngettext("ab einer Bewertung", "ab %(num)s Bewertungen", int(value))
        case Group.DAYS:
            return gettext("Hälfte in %(days)s Werktagen", days=value)
        case Group.STATE:
            return _state(value)
    return _names(group).get(value, value)


def _decimal(value: str) -> str:
    return format_score(float(value)) if "." in value else value


def _names(group: Group) -> Mapping[str, str]:
    match group:
        case Group.COUNTRY:
            return {code: str(name) for code, name in COUNTRIES.items()}
        case Group.KIND:
            return {kind: str(KINDS[kind]) for kind in FILTERED_KINDS}
        case Group.FIELD:
            return {field.value: str(JOB_FIELDS[field]) for field in JobField}
        case Group.CLAIMED | Group.PLEDGE:
            return {YES: str(_ALONE[group])}
    return {value: _choice_words(group, value) for value in ONE_OF.get(group, ())}


def _choice_words(group: Group, value: str) -> str:
    if group is Group.SCORE:
        return gettext("ab %(score)s von 5", score=_decimal(value))
    if group is Group.DAYS:
        return gettext("%(days)s Werktagen", days=value)
    return ngettext("mindestens eine", "mindestens %(num)s", int(value))


def _facets(search: Search, found: Found, home: str) -> Iterator[Facet]:
    for group, legend in LEGENDS.items():
        names = _states(search, found, home) if group is Group.STATE else _names(group)
        if group is Group.COUNTRY:
            names = {code: names.get(code, code) for code in (*names, *found.counts[group])}
        options = tuple(_options(group, names, search, found))
        if options:
            several, chosen = group not in ONE_OF, any(option.chosen for option in options)
            hint = str(_HINTS.get(group, ""))
            yield Facet(group.value, str(legend), hint, options, several, chosen)


def _states(search: Search, found: Found, home: str) -> dict[str, str]:
    """The states of the countries that the search is about."""
    chosen = search.chosen.get(Group.STATE, ())
    countries = set(search.chosen.get(Group.COUNTRY, ())) | {value[:2] for value in chosen}
    if not countries:
        countries = {found.place.country if found.place else home}
    values = {*chosen, *(v for v in found.counts[Group.STATE] if v[:2] in countries)}
    return dict(sorted(((value, _state(value)) for value in values), key=lambda one: one[1]))


def _state(value: str) -> str:
    country, _, code = value.partition("-")
    return region_name(country, code)


def _options(
    group: Group, names: Mapping[str, str], search: Search, found: Found
) -> Iterator[Option]:
    """What can be chosen: of groups with many values only what finds something."""
    counts = found.counts[group]
    for value, text in names.items():
        count, chosen = counts.get(value, 0), value in search.chosen.get(group, ())
        if count or chosen or group in ONE_OF:
            yield Option(value, text, format_number(count), chosen)


def _sorts(search: Search) -> tuple[tuple[str, str], ...]:
    if search.words:
        named = [(sort.value, str(name)) for sort, name in SORTS.items()]
        return (("", gettext("Nähe zum Namen")), *named)
    return tuple(
        ("" if sort is Sort.SCORE else sort.value, str(name)) for sort, name in SORTS.items()
    )


def _chips(search: Search, missing: bool) -> Iterator[Chip]:
    if search.place and not missing:
        yield Chip(_around(search), address(replace(search, place="")))
    for group in Group:
        for value in search.chosen.get(group, ()):
            yield Chip(filter_words(group, value), address(search.without(group, value)))


def _around(search: Search) -> str:
    return gettext("%(km)s km um %(place)s", km=search.radius, place=search.place)


def _heading(search: Search, found: Found) -> str:
    if search.is_plain:
        return ngettext("Eine Agentur", "%(num)s Agenturen", found.total)
    return ngettext("Eine Agentur gefunden", "%(num)s Agenturen gefunden", found.total)


def _note(search: Search, found: Found, home: str) -> str:
    if found.unplaced:
        return ngettext(
            "Bei einer davon ist der Ort nicht bekannt; sie steht am Ende.",
            "Bei %(num)s davon ist der Ort nicht bekannt; sie stehen am Ende.",
            found.unplaced,
        )
    if found.place or search.words or search.chosen.get(Group.COUNTRY) or not found.total:
        return ""
    return str(_FIRST[home]) if home in _FIRST else ""


def _ranking(search: Search, found: Found, home: str) -> str:
    """The address of the ranking of those that the list is about; "" where there is none."""
    chosen = {group: values for group, values in search.chosen.items() if values}
    ways = {Group.COUNTRY, Group.STATE, Group.KIND, Group.FIELD}
    if search.words or chosen.keys() - ways or any(len(one) > 1 for one in chosen.values()):
        return ""
    country, state, kind, field = (
        (*chosen.get(group, ()), "")[0] for group in Group if group in ways
    )
    here = found.place.country if found.place else home
    place = search.place if found.place else ""
    asked = Slice(country or state[:2] or here, "" if place else state, place, kind, field)
    return f"{link('/ranking')}?{urlencode(asked.pairs())}"


def place_error(place: str) -> str:
    """What to do where a place is not known."""
    return gettext(
        "„%(place)s“ ist uns nicht bekannt, oder mehrere Orte heißen so. Versuchen Sie die "
        "Postleitzahl (im Vereinigten Königreich die Stadt). Gesucht wurde ohne Ort.",
        place=place,
    )


def _looser_words(search: Search, looser: Search, count: int) -> str:
    num = ngettext("eine Agentur", "%(num)s Agenturen", count)
    if search.place and not looser.place:
        return gettext("Ohne Ort: %(found)s", found=num)
    if looser.radius != search.radius:
        return gettext("Im Umkreis von %(km)s km: %(found)s", km=looser.radius, found=num)
    for group in Group:
        for value in search.chosen.get(group, ()):
            if value not in looser.chosen.get(group, ()):
                dropped = filter_words(group, value)
                return gettext("Ohne „%(filter)s“: %(found)s", filter=dropped, found=num)
    return num
