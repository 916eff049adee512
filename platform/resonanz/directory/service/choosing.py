"""Choosing among an agency's reviews, and searching in them."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from resonanz.agencies import service as agencies
from resonanz.agencies.domain.folding import fold
from resonanz.agencies.service import AgencyRef
from resonanz.kernel.errors import NotFoundError
from resonanz.scoring.domain.statistics import whole_stars

from ..domain.choosing import About, Choice, Shown, choose, page_behind
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


async def chosen_page(slug: str, choice: Choice, after: str) -> ChosenPage | None:
    """The reviews of a listed agency that a choice finds, newest first, behind one of them.

    None if it is not listed. Raises NotFoundError if `after` is none of its reviews.
    """
    agency = await agencies.find_for_review(slug)
    if agency is None or agency.state != "listed":
        return None
    every = [_shown(row) for row in await choosing.shown(agency.id)]
    if after and all(one.public_id != after for one in every):
        raise NotFoundError("review")
    words = tuple(fold(choice.words).split())
    among = every
    if words:
        texts = await choosing.texts(agency.id)
        holding = await asyncio.to_thread(_holding, texts, words)
        among = [one for one in every if one.id in holding]
    found, counts = choose(among, choice.chosen)
    page, more = page_behind(found, after, PAGE)
    return ChosenPage(
        agency=agency,
        choice=choice,
        rows=await profiles.reviews_with([one.id for one in page]),
        total=len(found),
        all_reviews=len(every),
        counts=counts,
        words=words,
        more=more,
    )


def _holding(texts: Mapping[int, str], words: tuple[str, ...]) -> set[int]:
    """The ids of the texts that hold every word, or one that it is part of."""
    return {
        review_id
        for review_id, text in texts.items()
        if (folded := fold(text)) and all(word in folded for word in words)
    }


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
