"""What stays of a document to recognise it by, and which documents are alike."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from resonanz.kernel import crypto
from resonanz.reviews.service import contact

from ...domain.evidence import Match, Traits, normal_text, sketch, template
from ...queries import evidence as queries
from .sandbox import Rendered

COMPARED: Final = 2000
"""So many documents, the last ones sent, a new one is compared with."""


@dataclass(frozen=True, slots=True)
class Alert:
    """A document of somebody else that is alike; it decides nothing."""

    match: Match
    other_review: str
    other_agency_id: int


def traits_of(rendered: Rendered) -> tuple[str, Traits]:
    """The keyed digest of a document's text, or of its pixels if it has none, and its traits."""
    found = sketch(rendered.text, _hashed)
    known = normal_text(rendered.text) if found else "/".join(p.pixels for p in rendered.pages)
    edges = tuple(page.edges for page in rendered.pages)
    return crypto.digest("evidence", known), Traits(found, edges)


def _hashed(run: str) -> int:
    return int(crypto.digest("evidence-run", run)[:15], 16)


async def matches(evidence_ids: Collection[int]) -> list[dict[str, Any]]:
    """Which sent documents of other authors are like these, as rows to keep."""
    if not evidence_ids:
        return []
    new = await queries.traits_of(evidence_ids)
    old = {row["id"]: row for row in await queries.sent_traits(COMPARED)}
    old |= {row["id"]: row for row in await queries.same_digest({row["digest"] for row in new})}
    reviews = {row["review_id"] for row in (*new, *old.values())}
    authors = {key: brief.author_id for key, brief in (await contact.briefs(reviews)).items()}
    foreign = [
        (one, other)
        for one in new
        for other in old.values()
        if authors.get(one["review_id"]) != authors.get(other["review_id"])
    ]
    return await asyncio.to_thread(_alike, foreign)


def _alike(pairs: list[tuple[dict[str, Any], dict[str, Any]]]) -> list[dict[str, Any]]:
    found = []
    read: dict[int, Traits] = {}
    for pair in pairs:
        one, other = (
            read.setdefault(row["id"], msgspec.json.decode(row["traits"], type=Traits))
            for row in pair
        )
        if pair[0]["digest"] == pair[1]["digest"]:
            kind = Match.IDENTICAL
        elif template(one, other):
            kind = Match.TEMPLATE
        else:
            continue
        found.append({"evidence_id": pair[0]["id"], "other_id": pair[1]["id"], "kind": kind.value})
    return found


async def alerts(evidence_ids: Collection[int]) -> tuple[Alert, ...]:
    """What is like these documents, one alert a review, the strongest first."""
    rows = await queries.matches_of(evidence_ids)
    briefs = await contact.briefs({row["other_review_id"] for row in rows})
    kinds: dict[int, Match] = {}
    for row in rows:
        if kinds.get(row["other_review_id"]) is not Match.IDENTICAL:
            kinds[row["other_review_id"]] = Match(row["kind"])
    found = [
        Alert(kind, briefs[review_id].public_id, briefs[review_id].agency_id)
        for review_id, kind in kinds.items()
    ]
    return tuple(sorted(found, key=lambda alert: alert.match))
