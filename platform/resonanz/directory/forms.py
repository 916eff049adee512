"""What readers type on the public site."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from resonanz.agencies.domain.job_fields import JobField
from resonanz.kernel.i18n import LANGUAGES, lazy
from resonanz.reviews.domain import Role
from resonanz.scoring.domain.ledger import Stage

from .domain import Cursor, Group, Search, Slice, Sort
from .domain.choosing import YES, About, Choice
from .domain.listed import FILTERED_KINDS, ONE_OF
from .domain.search import RADII, USUAL_RADIUS

_SCORE = re.compile(r"[1-5][.,][0-9]")


@dataclass(frozen=True, slots=True)
class PrintedBadge:
    """What somebody read off a badge; the score with a point, "" where the badge had none."""

    score: str
    reviews: int
    day: dt.date
    code: str


def read_badge(score: str, reviews: str, day: str, code: str) -> PrintedBadge | None:
    """What was typed, with spaces and decimal commas as people write them; None if it is none."""
    number, value = re.sub(r"[\s.,]", "", reviews), score.strip()
    try:
        date = dt.date.fromisoformat(day.strip())
    except ValueError:
        return None
    if not (number.isascii() and number.isdecimal()) or (value and not _SCORE.fullmatch(value)):
        return None
    return PrintedBadge(value.replace(",", "."), int(number[:9]), date, code)


LONGEST_WORDS: Final = 120
LONGEST_PLACE: Final = 80
CHOICES: Final = 40
"""Most values of one group that an address may hold."""
_ANY_OF: Final = {
    Group.COUNTRY: re.compile(r"[A-Z]{2}"),
    Group.STATE: re.compile(r"[A-Z]{2}-\S.{0,60}"),
    Group.KIND: re.compile("|".join(FILTERED_KINDS)),
    Group.FIELD: re.compile("|".join(JobField)),
}
_WRONG: Final = lazy("„%(value)s“ gibt es hier nicht; ohne diese Angabe gesucht.")


@dataclass(frozen=True, slots=True)
class ReadSearch:
    """What an address asks for, and what of it cannot be understood and is left out.

    `wrong` are pairs of a parameter and its value.
    """

    search: Search
    wrong: tuple[tuple[str, str], ...]

    @property
    def problems(self) -> tuple[str, ...]:
        """The same in words."""
        return tuple(
            str(_WRONG) % {"value": f"{value[:60]} km" if name == "radius" else value[:60]}
            for name, value in self.wrong
        )


def read_search(values: Mapping[str, Sequence[str]]) -> ReadSearch:
    """The search of an address; other parameters are none of its business."""
    wrong: list[tuple[str, str]] = []

    def one(name: str) -> str:
        return " ".join((values.get(name) or ("",))[-1].split())

    chosen: dict[Group, tuple[str, ...]] = {}
    for group in Group:
        asked = [value for value in dict.fromkeys(values.get(group.value, ())) if value]
        good = [value for value in asked[:CHOICES] if _is_choice(group, value)]
        if group in ONE_OF:
            good = good[-1:]
        wrong += [(group.value, bad) for bad in asked[:CHOICES] if not _is_choice(group, bad)]
        if good:
            chosen[group] = tuple(good)
    radius = one("radius")
    if radius and radius not in map(str, RADII):
        wrong.append(("radius", radius))
        radius = ""
    sort = one("sort")
    if sort and sort not in set(Sort):
        wrong.append(("sort", sort))
        sort = ""
    search = Search(
        words=one("q")[:LONGEST_WORDS],
        place=one("place")[:LONGEST_PLACE],
        radius=int(radius) if radius else USUAL_RADIUS,
        chosen=chosen,
        sort=Sort(sort) if sort else None,
    )
    return ReadSearch(search, tuple(wrong))


_QUARTER: Final = re.compile(r"(20[0-9]{2})-([1-4])")
_COUNTED: Final = re.compile(r"[1-9][0-9]{0,5}")


@dataclass(frozen=True, slots=True)
class ReadSlice:
    """The ranking that an address asks for: a quarter by its first day, None for now, and from
    which rank on; `problems` are what cannot be understood and is left out.
    """

    asked: Slice
    quarter: dt.date | None
    first: int
    problems: tuple[str, ...]


def read_slice(values: Mapping[str, Sequence[str]], home: str) -> ReadSlice:
    """The ranking of an address; without a country that of the state, or the home country.

    A place is nearer than a state, and a state of another country is left out: the form keeps
    them while its reader chooses anew.
    """
    problems: list[str] = []

    def one(name: str, fits: re.Pattern[str] | None = None) -> str:
        value = " ".join((values.get(name) or ("",))[-1].split())
        if value and fits is not None and fits.fullmatch(value) is None:
            problems.append(str(_WRONG) % {"value": value[:60]})
            return ""
        return value

    state, place = one("state", _ANY_OF[Group.STATE]), one("place")[:LONGEST_PLACE]
    country = one("country", _ANY_OF[Group.COUNTRY]) or state[:2] or home
    if place or not state.startswith(f"{country}-"):
        state = ""
    kind, field = one("kind", _ANY_OF[Group.KIND]), one("field", _ANY_OF[Group.FIELD])
    quarter, first = _QUARTER.fullmatch(one("quarter", _QUARTER)), one("from", _COUNTED)
    return ReadSlice(
        Slice(country, state, place, kind, field),
        dt.date(int(quarter[1]), 3 * int(quarter[2]) - 2, 1) if quarter else None,
        int(first or 1),
        tuple(problems),
    )


def _is_choice(group: Group, value: str) -> bool:
    if group in ONE_OF:
        return value in ONE_OF[group]
    return _ANY_OF[group].fullmatch(value) is not None


_KEY = re.compile(r"([01])_(-?[0-9]{1,7}(?:\.[0-9]{1,20})?)_([0-9]{1,15})_(.*)", re.DOTALL)


def key_text(cursor: Cursor) -> str:
    """Where a page begins, for its address."""
    return f"{cursor.part}_{cursor.value!r}_{cursor.id}_{quote(cursor.name_key, safe='')}"


def read_key(text: str) -> Cursor | None:
    """The cursor of `key_text`, unquoted once as addresses are; None if it is none."""
    found = _KEY.fullmatch(text)
    if found is None:
        return None
    return Cursor(int(found[1]), float(found[2]), found[4], int(found[3]))


_LONGEST_SOUGHT: Final = 80
_CHOICES: Final = {
    About.STARS: re.compile(r"[1-5]"),
    About.STAGE: re.compile("|".join(Stage)),
    About.ROLE: re.compile("|".join(Role)),
    About.FIELD: re.compile("|".join(JobField)),
    About.LANGUAGE: re.compile("|".join(LANGUAGES)),
    About.PERIOD: re.compile(r"20[0-9]{2}-h[12]"),
    About.PROVEN: re.compile(YES),
    About.INVITED: re.compile(YES),
}


def read_choice(query: Mapping[str, Sequence[str]]) -> Choice:
    """Which reviews an address asks for; what cannot be understood is left out."""
    words = " ".join((query.get("q") or [""])[0].split())[:_LONGEST_SOUGHT]
    chosen = {}
    for about, pattern in _CHOICES.items():
        given = [one for one in query.get(about.value, ())[:CHOICES] if pattern.fullmatch(one)]
        if given:
            chosen[about] = tuple(dict.fromkeys(given))
    return Choice(words, chosen)
