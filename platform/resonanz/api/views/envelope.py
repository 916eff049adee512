"""What is around every answer of the public interface."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, Final

import msgspec

from resonanz.kernel import settings
from resonanz.kernel.i18n import current_language
from resonanz.open_data.service import LICENCE

from ..service.operations import OPERATIONS, Operation
from . import answers

KINDS: Final[dict[str, type[Any]]] = {
    "listAgencies": answers.Agency,
    "readAgency": answers.AgencyProfile,
    "readScore": answers.Score,
    "listHistory": answers.Quarter,
    "listReviews": answers.Review,
    "readReview": answers.Review,
    "listFacets": answers.Facet,
    "listPlaces": answers.Place,
}
"""What each operation answers, one of it or a list."""
FIELDS: Final = {
    operation.id: tuple(field.name for field in fields(KINDS[operation.id]))
    for operation in OPERATIONS
}


def envelope(
    operation: Operation,
    data: object,
    chosen: frozenset[str] | None,
    *,
    following: str = "",
    total: int | None = None,
) -> bytes:
    """JSON of an answer, indented for people; `following` is the address of the next page.

    `data` is an answer or a list of them, `chosen` are its fields, None for all.
    """
    plain = msgspec.to_builtins(data)
    if chosen is not None:
        keep = [name for name in FIELDS[operation.id] if name in chosen]
        plain = [_part(one, keep) for one in plain] if operation.many else _part(plain, keep)
    body = {"data": plain}
    if operation.paged:
        body["next"] = following or None
    if total is not None:
        body["total"] = total
    body |= {"licence": LICENCE, "attribution": attribution()}
    return msgspec.json.format(msgspec.json.encode(body))


def attribution() -> str:
    """Whom to name as the source."""
    own = settings.current()
    return f"{own.site_name}, {own.base_url}/{current_language()}/open-data, CC BY 4.0"


def _part(thing: dict[str, Any], keep: Sequence[str]) -> dict[str, Any]:
    return {name: thing[name] for name in keep}
