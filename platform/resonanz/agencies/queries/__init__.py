"""Every SQL statement of agencies."""

from .reading import (
    StoredPlace,
    agencies_by_id,
    agency_by_name_key,
    agency_by_slug,
    all_agencies,
    all_names,
    all_places,
    all_slugs,
    current_slug,
    is_member,
    locked_agency,
    slugs_like,
)
from .search import search_ids
from .writing import (
    NewAgency,
    add_names,
    add_place,
    bump,
    insert_agencies,
    remove_place,
    set_state,
    update_agency,
    update_place,
)

__all__ = [
    "NewAgency",
    "StoredPlace",
    "add_names",
    "add_place",
    "agencies_by_id",
    "agency_by_name_key",
    "agency_by_slug",
    "all_agencies",
    "all_names",
    "all_places",
    "all_slugs",
    "bump",
    "current_slug",
    "insert_agencies",
    "is_member",
    "locked_agency",
    "remove_place",
    "search_ids",
    "set_state",
    "slugs_like",
    "update_agency",
    "update_place",
]
