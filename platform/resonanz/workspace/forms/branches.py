"""The form of a branch."""

from collections.abc import Mapping, Sequence

from resonanz.agencies.service.branches import NAME_LIMIT
from resonanz.kernel.fields import FieldErrors, Fields


def read_branch(form: Mapping[str, Sequence[str]]) -> tuple[str, str, FieldErrors]:
    """Read name and place, each on one line."""
    fields = Fields(form)
    name = fields.text("name", most=NAME_LIMIT)
    place = fields.text("place", required=False, most=NAME_LIMIT)
    return " ".join(name.split()), " ".join(place.split()), fields.errors
