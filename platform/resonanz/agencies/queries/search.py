"""Finding agencies by what a visitor types: a name, a piece of one, a misspelling, a domain."""

from collections.abc import Iterable

from resonanz.agencies.domain.folding import every_word_like, likeness, spellings
from resonanz.agencies.domain.websites import (
    brand_of,
    parent_domains,
    website_domain,
)
from resonanz.kernel import db
from resonanz.kernel.db import Row

QUERY_LENGTH = 200
FUZZY_CANDIDATES = 200
FUZZY_LEAST = 0.25
WORD_LEAST = 0.2
FUZZY_SHARE = 0.7

_LISTED = (
    "SELECT n.agency_id, n.folded FROM agency_name n"
    " JOIN agency a ON a.id = n.agency_id WHERE a.state = 'listed'"
)
_MATCHING = (
    "SELECT n.agency_id, n.folded FROM agency_name_search s"
    " JOIN agency_name n ON n.id = s.rowid"
    " JOIN agency a ON a.id = n.agency_id"
    " WHERE a.state = 'listed' AND agency_name_search MATCH {}"
)
_BEST_FIRST = (
    " ORDER BY CASE WHEN n.folded LIKE {} THEN 0 ELSE 1 END, length(n.folded), n.id LIMIT {}"
)

Found = list[tuple[int, float]]


async def search_ids(query: str, limit: int) -> Found:
    """Listed agencies that a query finds, best first, with their likeness 0…1.

    A domain or a sender's address (its local part is dropped) finds the agency with that website.
    Else every word of the query must occur in a name, in any spelling of its umlauts; words of two
    letters begin a word, a single letter a name. If nothing does, names that share trigrams are
    compared by likeness: each longer word must be somewhat like one of the name's, and names far
    behind the best are left out. A query without a letter or digit finds nothing.
    """
    query = query.strip()[:QUERY_LENGTH]
    host = website_domain(query) if "." in query and " " not in query else None
    if host:
        at_host = await _by_website(host, limit)
        if at_host:
            return at_host
    wanted = spellings(query.rpartition("@")[2])
    if not wanted:
        return []
    found = await _containing(wanted, limit)
    if not found and host:
        found = await _containing(spellings(brand_of(host)), limit)
    if not found and not (host and "@" in query):
        found = await _like(wanted, limit)
    return found


async def _by_website(host: str, limit: int) -> Found:
    """The agency whose website is the host or a parent of it; else those below the host."""
    parents = parent_domains(host)
    marks = ", ".join("{}" for _ in parents)
    rows = await db.rows(
        "SELECT id FROM agency WHERE state = 'listed'"
        f" AND website IN ({marks}) ORDER BY length(website) DESC, id LIMIT {{}}",
        *(*parents, limit),
    )
    if not rows:
        rows = await db.rows(
            "SELECT id FROM agency WHERE state = 'listed' AND website LIKE {} ORDER BY id LIMIT {}",
            *("%." + host, limit),
        )
    return [(row["id"], 1.0) for row in rows]


async def at_domain(name: str, *, below: bool, limit: int) -> list[int]:
    """Listed agencies whose website is a host, or with `below` one below it; it comes first."""
    condition, values = "website = {}", [name]
    if below:
        condition, values = f"({condition} OR website LIKE {{}})", [name, f"%.{name}"]
    rows = await db.rows(
        f"SELECT id FROM agency WHERE state = 'listed' AND {condition} "
        "ORDER BY length(website), id LIMIT {}",
        *(*values, limit),
    )
    return [row["id"] for row in rows]


def _needles(spelling: str) -> list[str]:
    """What a name has to hold: words, those of two letters as the beginning of one.

    Single letters say too little beside longer words.
    """
    return [w if len(w) > 2 else f" {w}" for w in spelling.split() if len(w) > 1]


async def _containing(wanted: tuple[str, ...], limit: int) -> Found:
    options = [_needles(spelling) for spelling in wanted]
    first = f" {wanted[0]}%"
    if not all(options):
        rows = await db.rows(f"{_LISTED} AND n.folded LIKE {{}}{_BEST_FIRST}", first, first, limit)
    elif db.dialect() == "sqlite":
        match = " OR ".join("(" + " AND ".join(map(_quoted, each)) + ")" for each in options)
        rows = await db.rows(_MATCHING + _BEST_FIRST, match, first, limit)
    else:
        condition = " OR ".join(
            "(" + " AND ".join("n.folded LIKE {}" for _ in each) + ")" for each in options
        )
        patterns = [f"%{needle}%" for each in options for needle in each]
        sql = f"{_LISTED} AND ({condition}){_BEST_FIRST}"
        rows = await db.rows(sql, *patterns, first, limit)
    return _ranked(wanted, rows)[:limit]


def _quoted(text: str) -> str:
    """A string of the FTS5 query language, in which nothing is an operator."""
    return '"' + text.replace('"', '""') + '"'


async def _like(wanted: tuple[str, ...], limit: int) -> Found:
    if db.dialect() == "sqlite":
        grams = {
            padded[start : start + 3]
            for spelling in wanted
            for padded in (f" {spelling} ",)
            for start in range(len(padded) - 2)
        }
        match = " OR ".join(map(_quoted, sorted(grams)))
        rows = await db.rows(_MATCHING + " ORDER BY s.rank LIMIT {}", match, FUZZY_CANDIDATES)
    else:
        rows = await db.rows(
            _LISTED + " ORDER BY n.folded <->> {} LIMIT {}", wanted[0], FUZZY_CANDIDATES
        )
    alike = [
        row
        for row in rows
        if any(every_word_like(spelling, row["folded"], WORD_LEAST) for spelling in wanted)
    ]
    found = _ranked(wanted, alike)
    least = max(FUZZY_LEAST, FUZZY_SHARE * found[0][1]) if found else 0.0
    return [pair for pair in found if pair[1] >= least][:limit]


def _ranked(wanted: tuple[str, ...], rows: Iterable[Row]) -> Found:
    """Each agency once, by its best name: likest, then beginning alike, then shortest."""
    best: dict[int, tuple[float, bool, int]] = {}
    for row in rows:
        folded: str = row["folded"]
        rank = (-round(likeness(wanted, folded), 3), not folded.startswith(f" {wanted[0]}"))
        key = (*rank, len(folded))
        best[row["agency_id"]] = min(best.get(row["agency_id"], key), key)
    ordered = sorted(best.items(), key=lambda pair: (pair[1], pair[0]))
    return [(agency_id, -key[0]) for agency_id, key in ordered]
