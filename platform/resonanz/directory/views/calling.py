"""Who called: what was found for each name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from resonanz.agencies.views import place_words
from resonanz.kernel.templates import link

from ..service import Caller, Heard
from .card import CardView, card_view
from .comparison import Candidate, compare_path

Row = dict[str, Any]

PATH: Final = "/called"


@dataclass(frozen=True, slots=True)
class CallerView:
    """One of those who called: `heard` says what to show, `choices` who may be meant."""

    said: str
    heard: str
    name: str
    href: str
    choices: tuple[Candidate, ...]
    propose: str


@dataclass(frozen=True, slots=True)
class CalledView:
    """The page; `compare` leads to those who are known so far (without the language), "" while
    there are none. `open` says that somebody is not known yet, `values` are what the fields hold,
    `empty` that the form was sent without a name.
    """

    callers: tuple[CallerView, ...]
    compare: str
    known: int
    open: bool
    values: tuple[str, ...]
    empty: bool
    card: CardView


def called_address(slugs: Iterable[str], names: Iterable[str]) -> str:
    """Where callers are identified, without the language: those known by slug, others by name."""
    query = urlencode([*(("agency", one) for one in slugs), *(("name", one) for one in names)])
    return f"{PATH}?{query}" if query else PATH


def called_view(
    chosen: Sequence[Row], callers: Sequence[Caller], fields: int, *, empty: bool
) -> CalledView:
    """Build the page: `chosen` agencies, then callers by what they left; so many `fields`."""
    slugs = [row["slug"] for row in chosen]
    known = [*slugs, *(one.rows[0]["slug"] for one in callers if one.heard is Heard.FOUND)]
    known = list(dict.fromkeys(known))
    values = [row["name"] for row in chosen]
    values += [_value(caller) for caller in callers]
    return CalledView(
        callers=(
            *(_found(row["name"], row) for row in chosen),
            *(_caller(caller, slugs, callers) for caller in callers),
        ),
        compare=compare_path(known) if known else "",
        known=len(known),
        open=any(caller.heard is not Heard.FOUND for caller in callers),
        values=tuple((*values, *("" for _ in range(fields)))[:fields]),
        empty=empty,
        card=card_view(),
    )


def _value(caller: Caller) -> str:
    """What stands in the field again: nothing where another name is asked for."""
    return "" if caller.heard in {Heard.FREE_MAIL, Heard.SHARED} else caller.said


def _found(said: str, row: Row) -> CallerView:
    return CallerView(said, Heard.FOUND, row["name"], link(f"/agencies/{row['slug']}"), (), "")


def _caller(caller: Caller, slugs: Sequence[str], callers: Sequence[Caller]) -> CallerView:
    if caller.heard is Heard.FOUND:
        return _found(caller.said, caller.rows[0])
    others = [one.said for one in callers if one is not caller]
    choices = (
        Candidate(
            row["name"],
            place_words(row),
            link(called_address((*slugs, row["slug"]), others)),
        )
        for row in caller.rows
    )
    return CallerView(
        said=caller.said,
        heard=caller.heard,
        name="",
        href="",
        choices=tuple(choices),
        propose=link(f"/reviews/new?{urlencode({'q': caller.said})}"),
    )
