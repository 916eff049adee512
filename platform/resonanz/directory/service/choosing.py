"""Choosing among an agency's reviews, and searching in them."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from resonanz.agencies import service as agencies
from resonanz.agencies.domain.folding import one_spelling
from resonanz.agencies.service import AgencyRef
from resonanz.kernel.errors import NotFoundError
from resonanz.kernel.memo import Memo
from resonanz.scoring.domain.statistics import whole_stars

from ..domain.choosing import About, Choice, Shelf, Shown, choose, page_behind, shelf
from ..queries import choosing, profiles
from .finding import PAGE

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ChosenPage:
    """A page of an agency's reviews that a choice finds.

    `total` of `all_reviews` are found. `counts` says for each value
    how many it would find beside what is chosen of the others. `words` are the folded ones.
    """

    agency: AgencyRef
    choice: Choice
    rows: list[Row]
    total: int
    all_reviews: int
    counts: Mapping[About, Mapping[str, int]]
    words: tuple[str, ...]
    more: bool


_shelves: Final[Memo[int, Shelf]] = Memo(64)
_texts: Final[Memo[int, list[str]]] = Memo(64)


async def chosen_page(slug: str, choice: Choice, after: str) -> ChosenPage | None:
    """The reviews of a listed agency that a choice finds, newest first, behind one of them.

    None if it is not listed. Raises NotFoundError if `after` is none of its reviews.
    """
    agency = await agencies.find_for_review(slug)
    if agency is None or agency.state != "listed":
        return None
    # Read before the reviews: a change between the two makes the next reader look again.
    revision = await choosing.revision(agency.id)
    own = await _shelves.get(agency.id, revision, lambda: _shelf(agency.id))
    words = tuple(filter(None, map(one_spelling, choice.words.split())))
    among = await _holding(agency.id, revision, own, words) if words else own.everything
    found, counts = choose(own, choice.chosen, among)
    try:
        page, more = page_behind(own, found, after, PAGE)
    except KeyError:
        raise NotFoundError("review") from None
    return ChosenPage(
        agency=agency,
        choice=choice,
        rows=await profiles.reviews_with(page),
        total=found.bit_count(),
        all_reviews=len(own.ids),
        counts=counts,
        words=words,
        more=more,
    )


async def _shelf(agency_id: int) -> Shelf:
    rows = await choosing.shown(agency_id)
    return await asyncio.to_thread(lambda: shelf([*map(_shown, rows)]))


async def _holding(agency_id: int, revision: int, on: Shelf, words: tuple[str, ...]) -> int:
    """The bits of the reviews whose text or reply holds every word, or one that it is part of."""

    async def folded() -> list[str]:
        texts = await choosing.texts(agency_id)
        return await asyncio.to_thread(lambda: [one_spelling(texts.get(one, "")) for one in on.ids])

    texts = await _texts.get(agency_id, revision, folded)
    return await asyncio.to_thread(_bits_of, texts, words)


def _bits_of(texts: Sequence[str], words: tuple[str, ...]) -> int:
    hits = ("1" if all(word in text for word in words) else "0" for text in reversed(texts))
    return int("".join(hits) or "0", 2)


def _shown(row: Row) -> Shown:
    return Shown(
        id=row["id"],
        public_id=row["public_id"],
        stars=None if row["value"] is None else whole_stars(row["value"]),
        stage=row["last_stage"],
        role=row["role"],
        field=row["job_field"] or "",
        language=row["language"] if row["has_text"] else "",
        published_on=row["published_on"],
        coarse=bool(row["coarse"]),
        proven=bool(row["contact_proven"]),
        invited=bool(row["invited"]),
    )
