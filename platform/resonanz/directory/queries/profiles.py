"""The statements of a profile."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from resonanz.kernel import db
from resonanz.scoring.queries import RATING_COLUMNS, StoredRating

Row = dict[str, Any]


class RatedRow(NamedTuple):
    """A rated review, whether it is coarse, when the public reply to it came, and what its author
    answered about data conduct (JSON).
    """

    rating: StoredRating
    coarse: bool
    replied_on: dt.date | None
    conduct: str


_AGENCY = (
    "SELECT a.id, a.slug, a.name, a.kind, a.country, a.region, a.city, a.website, a.claimed_at, "
    "a.sources, a.revision, s.run_id, s.as_of, s.reviews, s.proven, s.weight, s.score, s.low, "
    "s.high, s.published, s.ranked, s.criteria, s.statistics, r.market, r.formula_version, "
    "o.stated, "
    "(SELECT {list}(name) FROM (SELECT name FROM agency_name n WHERE n.agency_id = a.id "
    "AND n.kind = 'former' ORDER BY n.id) AS earlier) AS former, "
    "(SELECT {list}(place) FROM (SELECT place FROM agency_place "
    "WHERE agency_id = a.id ORDER BY CASE WHEN basis LIKE '%job%' THEN 1 ELSE 0 END, place LIMIT 40"
    ") AS place) AS places, "
    "(SELECT {list}(words) FROM (SELECT CAST(p.id AS TEXT) || ' ' || CAST(p.days AS TEXT) || ' ' "
    "|| CAST(p.made_on AS TEXT) || ' ' || COALESCE(CAST(p.ended_on AS TEXT) || ' ' || p.ending, "
    "' ') AS words FROM agency_pledge p WHERE p.agency_id = a.id) AS pledged) AS pledges, "
    "(SELECT {list}(ground) FROM (SELECT (SELECT d.ground FROM decision d "
    "WHERE d.review_id = w.id AND d.kind = 'remove' ORDER BY d.id DESC LIMIT 1) AS ground "
    "FROM review w WHERE w.agency_id = a.id AND w.state = 'removed') AS gone) AS removed, "
    "(SELECT {list}(words) FROM (SELECT c.ground || ' ' || COALESCE(c.outcome, '') || ' ' || "
    "COALESCE({stars}, '') AS words FROM moderation_case c "
    "LEFT JOIN review w ON w.id = c.review_id "
    "WHERE c.agency_id = a.id AND c.kind = 'dispute') AS cases) AS disputed, "
    "CASE WHEN EXISTS (SELECT 1 FROM moderation_case c WHERE c.agency_id = a.id "
    "AND c.kind = 'dispute') THEN (SELECT {list}(stars) FROM (SELECT {stars} AS stars "
    "FROM review w WHERE w.agency_id = a.id AND w.state IN ('published', 'contested') "
    "UNION ALL SELECT {stars} FROM review w WHERE w.agency_id = a.id AND w.state = 'removed'"
    ") AS given) END AS stars, "
    "(SELECT {list}(state) FROM (SELECT state FROM correction WHERE agency_id = a.id) AS asked) "
    "AS corrections, "
    "(SELECT COUNT(*) FROM late_feedback t JOIN review w ON w.id = t.review_id "
    "WHERE w.agency_id = a.id AND w.state IN ('published', 'contested') AND t.state = 'came') "
    "AS late_came, "
    "(SELECT COUNT(*) FROM late_feedback t JOIN review w ON w.id = t.review_id "
    "WHERE w.agency_id = a.id AND w.state IN ('published', 'contested') AND t.state = 'missed') "
    "AS late_missed, "
    "(SELECT {list}(words) FROM (SELECT CAST(m.done_on AS TEXT) || ' ' || g.name AS words "
    "FROM agency_merge m JOIN agency g ON g.id = m.agency_id WHERE m.into_id = a.id "
    "AND m.kind = 'merge' AND m.state = 'done' ORDER BY m.id) AS joined) AS merged "
    "FROM agency a LEFT JOIN agency_score s ON s.agency_id = a.id "
    "LEFT JOIN scoring_run r ON r.id = s.run_id "
    "LEFT JOIN agency_profile o ON o.agency_id = a.id AND a.claimed_at IS NOT NULL "
    "WHERE a.slug = {} AND a.state = 'listed'"
)
_DIALECTS = {
    "sqlite": ("json_group_array", "CAST(json_extract(w.ratings, '$.feedback') AS TEXT)"),
    "postgres": ("json_agg", "(CAST(w.ratings AS json) ->> 'feedback')"),
}
"""How a list is made, and the stars an author gave for feedback."""
_REVIEW = (
    "SELECT r.id, r.public_id, r.state, q.value, r.language, r.role, r.job_field, r.remote, "
    "r.last_stage, r.ratings, r.ledger, r.text, r.coarse, r.invited, r.contact_proven, "
    "r.published_on, r.published_at, r.edited_on, r.label, r.disputed_lines, r.corrected_on, "
    "t.stage AS late_stage, t.days AS late_days, t.concreteness AS late_concreteness, "
    "v.text AS reply_text, "
    "v.language AS reply_language, y.published_on AS reply_on, y.edited_on AS reply_edited_on"
)
_REPLY = (
    "LEFT JOIN reply y ON y.review_id = r.id "
    "LEFT JOIN reply_version v ON v.reply_id = y.id AND v.state = 'published' "
    "LEFT JOIN late_feedback t ON t.review_id = r.id AND t.state = 'came' "
)
_FROM = " FROM review r LEFT JOIN rated_review q ON q.review_id = r.id " + _REPLY


async def agency(slug: str) -> Row | None:
    """A listed agency with its stored score and its run's market numbers.

    JSON: its `former` names, what it `stated` of itself while it manages its profile, its places,
    its `pledges` (id, days, when made, and when and how ended, both "" while it is in force, with
    a space between), the grounds of its `removed` reviews, of each of its disputes ground,
    outcome ("" while it is open) and stars for feedback with a space between, where there are
    disputes the `stars` of all reviews that were public at some time, the states of its
    `corrections`, and the entries that were `merged` into it (day and name).
    """
    makes_list, stars = _DIALECTS[db.dialect()]
    return await db.row(_AGENCY.replace("{list}", makes_list).replace("{stars}", stars), slug)


async def merged(agency_id: int) -> list[tuple[dt.date, str]]:
    """On which days which entries were merged into an agency, of those that still are."""
    rows = await db.rows(
        "SELECT m.done_on, g.name FROM agency_merge m JOIN agency g ON g.id = m.agency_id "
        "WHERE m.into_id = {} AND m.kind = 'merge' AND m.state = 'done' ORDER BY m.id",
        agency_id,
    )
    return [(row["done_on"], row["name"]) for row in rows]


async def reviews(agency_id: int, before: tuple[dt.datetime, int] | None, limit: int) -> list[Row]:
    """Public reviews of an agency, newest first, from below a key on."""
    if before is None:
        return await db.rows(
            _REVIEW + _FROM + "WHERE r.agency_id = {} "
            "AND r.state IN ('published', 'contested') "
            "ORDER BY r.published_at DESC, r.id DESC LIMIT {}",
            agency_id,
            limit,
        )
    return await db.rows(
        _REVIEW + _FROM + "WHERE r.agency_id = {} "
        "AND r.state IN ('published', 'contested') AND (r.published_at, r.id) < ({}, {}) "
        "ORDER BY r.published_at DESC, r.id DESC LIMIT {}",
        agency_id,
        *before,
        limit,
    )


async def reviews_with(ids: Sequence[int]) -> list[Row]:
    """Public reviews with these ids, newest first."""
    if not ids:
        return []
    marks = ", ".join("{}" for _ in ids)
    return await db.rows(
        _REVIEW + _FROM + f"WHERE r.id IN ({marks}) AND r.state IN ('published', 'contested') "
        "ORDER BY r.published_at DESC, r.id DESC",
        *ids,
    )


async def ratings(agency_id: int) -> list[RatedRow]:
    """What the formula reads of all reviews of an agency, with what the public sees of them."""
    found = await db.rows(
        f"SELECT {', '.join(f'q.{name}' for name in RATING_COLUMNS)}, w.coarse, w.conduct, "
        "y.published_on AS replied_on, v.id AS reply "
        "FROM rated_review q LEFT JOIN review w ON w.id = q.review_id "
        "LEFT JOIN reply y ON y.review_id = q.review_id "
        "LEFT JOIN reply_version v ON v.reply_id = y.id AND v.state = 'published' "
        "WHERE q.agency_id = {} ORDER BY q.review_id",
        agency_id,
    )
    return [
        RatedRow(
            StoredRating(*(row[name] for name in RATING_COLUMNS)),
            bool(row["coarse"]),
            row["replied_on"] if row["reply"] is not None else None,
            row["conduct"] or "{}",
        )
        for row in found
    ]


async def review_key(agency_id: int, public_id: str) -> tuple[dt.datetime, int] | None:
    """The key of a review that was public at some time, for the page of reviews behind it."""
    row = await db.row(
        "SELECT published_at, id FROM review WHERE agency_id = {} AND public_id = {} "
        "AND published_at IS NOT NULL",
        agency_id,
        public_id,
    )
    return None if row is None else (row["published_at"], row["id"])


async def went_with_agency(public_id: str) -> bool:
    """Whether a review would be public if its agency had not been taken down."""
    row = await db.row(
        "SELECT 1 FROM review r JOIN agency a ON a.id = r.agency_id WHERE r.public_id = {} "
        "AND r.state IN ('published', 'contested') AND a.taken_down_at IS NOT NULL",
        public_id,
    )
    return row is not None


async def review(public_id: str) -> Row | None:
    """One public review with its agency's name and address.

    JSON: on which days the versions of the reply before the present one appeared.
    """
    makes_list, _ = _DIALECTS[db.dialect()]
    return await db.row(
        _REVIEW + ", r.agency_id, a.slug AS agency_slug, a.name AS agency_name, "
        f"(SELECT {makes_list}(day) FROM (SELECT CAST(o.published_on AS TEXT) AS day "
        "FROM reply_version o WHERE o.reply_id = y.id AND o.state = 'replaced' "
        "AND o.published_on IS NOT NULL ORDER BY o.number) AS days) AS reply_earlier "
        "FROM review r JOIN agency a ON a.id = r.agency_id "
        "LEFT JOIN rated_review q ON q.review_id = r.id "
        + _REPLY
        + "WHERE r.public_id = {} AND r.state IN ('published', 'contested') AND a.state = 'listed'",
        public_id,
    )


async def badge(slug: str) -> Row | None:
    """What a badge shows of a listed agency."""
    return await db.row(
        "SELECT a.id, a.slug, a.name, s.as_of, s.score, s.published, s.reviews FROM agency a "
        "LEFT JOIN agency_score s ON s.agency_id = a.id WHERE a.slug = {} AND a.state = 'listed'",
        slug,
    )


async def figures(agency_id: int) -> Row | None:
    """The stored figures of a listed agency."""
    return await db.row(
        "SELECT a.slug, s.as_of, s.reviews, s.proven, s.weight, s.score, s.low, s.high, "
        "s.published, s.statistics FROM agency a LEFT JOIN agency_score s ON s.agency_id = a.id "
        "WHERE a.id = {} AND a.state = 'listed'",
        agency_id,
    )
