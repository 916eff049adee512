"""Agencies and reviews as schema.org things; a number stands here only where the page shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from markupsafe import Markup

from resonanz.agencies.domain.profiles import ProfileField, shown_text
from resonanz.agencies.queries.profiles import read_stated
from resonanz.kernel.i18n import LANGUAGES, current_language, gettext
from resonanz.kernel.templates import link
from resonanz.reviews.views.review import ReviewView
from resonanz.web.structured import breadcrumb_list, json_ld

from ..domain import Slice
from .ranking import RankingView
from .slices import address, what_words

Row = Mapping[str, Any]

_SCALE: Final = {"bestRating": 5, "worstRating": 1}


def profile_things(
    row: Row, rows: Sequence[Row], reviews: Sequence[ReviewView], base: str
) -> tuple[Markup, ...]:
    """The way to a profile and its agency, with a rating where a score is published.

    `rows` and `reviews` are the same reviews, as stored and as shown.
    """
    address = link(f"/agencies/{row['slug']}")
    thing = agency_thing(row, base) | {
        "review": [
            review_thing(one, view)
            for one, view in zip(rows, reviews, strict=True)
            if one["value"] is not None
        ]
    }
    if not thing["review"]:
        del thing["review"]
    return _way(base, (address, row["name"])), json_ld(thing)


def review_things(row: Row, view: ReviewView, base: str) -> tuple[Markup, ...]:
    """The way to a review, and the review of its agency."""
    agency = link(f"/agencies/{row['agency_slug']}")
    way = _way(
        base,
        (agency, row["agency_name"]),
        (link(f"/reviews/{row['public_id']}"), gettext("Bewertung")),
    )
    if row["value"] is None:
        return (way,)
    about = {"@type": "EmploymentAgency", "name": row["agency_name"], "url": base + agency}
    return way, json_ld(review_thing(row, view) | {"itemReviewed": about})


def ranking_things(asked: Slice, view: RankingView, base: str) -> tuple[Markup, ...]:
    """The way to a ranking, and its agencies in their order."""
    steps = [(link("/ranking"), gettext("Rangliste"))]
    country = replace(asked, state="", place="", kind="", field="")
    for one in dict.fromkeys((country, asked)):
        steps.append((address(one), what_words(one)))
    items = [
        {
            "@type": "ListItem",
            "position": number,
            "name": row.name,
            "url": base + link(f"/agencies/{row.slug}"),
        }
        for number, row in enumerate(view.rows, start=view.first)
    ]
    way = json_ld(breadcrumb_list(base, steps))
    if not items:
        return (way,)
    thing = {"@type": "ItemList", "itemListOrder": "https://schema.org/ItemListOrderAscending"}
    return way, json_ld(thing | {"name": view.what, "itemListElement": items})


def agency_thing(row: Row, base: str) -> dict[str, Any]:
    """An EmploymentAgency (https://schema.org/EmploymentAgency)."""
    address = base + link(f"/agencies/{row['slug']}")
    place = {"@type": "PostalAddress", "addressCountry": row["country"]}
    if row["city"]:
        place["addressLocality"] = row["city"]
    thing = {
        "@type": "EmploymentAgency",
        "@id": address,
        "name": row["name"],
        "url": address,
        "address": place,
    }
    if row["website"]:
        thing["sameAs"] = row["website"]
    thing |= _stated(row)
    if row["published"]:
        thing["aggregateRating"] = {
            "@type": "AggregateRating",
            "ratingValue": round(row["score"], 1),
            "reviewCount": row["reviews"],
            **_SCALE,
        }
    return thing


def _stated(row: Row) -> dict[str, Any]:
    """The agency's own description and its contact for candidates."""
    stated = read_stated(row["stated"]) if row["stated"] else {}
    _, text = shown_text(stated, current_language(), LANGUAGES)
    names = {
        ProfileField.EMAIL: "email",
        ProfileField.PHONE: "telephone",
        ProfileField.WEB: "url",
    }
    contact = {name: stated[field] for field, name in names.items() if stated.get(field)}
    thing: dict[str, Any] = {"description": text} if text else {}
    if contact:
        thing["contactPoint"] = {"@type": "ContactPoint", **contact}
    return thing


def review_thing(row: Row, view: ReviewView) -> dict[str, Any]:
    """A Review; its author is what the page says of them, its date no finer than there."""
    thing = {
        "@type": "Review",
        "author": {"@type": "Person", "name": view.who},
        "datePublished": view.date_iso,
        "inLanguage": view.language,
        "reviewRating": {"@type": "Rating", "ratingValue": round(row["value"], 1), **_SCALE},
    }
    if view.text:
        thing["reviewBody"] = view.text
    return thing


def _way(base: str, *steps: tuple[str, str]) -> Markup:
    return json_ld(breadcrumb_list(base, ((link("/agencies"), gettext("Agenturen")), *steps)))
