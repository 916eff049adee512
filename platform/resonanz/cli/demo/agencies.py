"""The list of invented agencies, read from the data file."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from resonanz.agencies.domain.job_fields import JobField

from .model import DemoAgency, Life, Place


def _agency(entry: dict[str, Any]) -> DemoAgency:
    return DemoAgency(
        name=entry["name"],
        aliases=tuple(entry["aliases"]),
        website=entry["website"],
        kind=entry["kind"],
        country=entry["country"],
        seat=Place(**entry["seat"]),
        branches=tuple(Place(**branch) for branch in entry.get("branches", ())),
        fields=tuple(JobField(field) for field in entry["fields"]),
        life=Life(entry["life"]),
        reviews=entry["reviews"],
        replies=entry.get("replies"),
    )


@cache
def agencies() -> tuple[DemoAgency, ...]:
    """The agencies in the order of the data file."""
    source = files(__package__).joinpath("data/agencies.toml").read_text(encoding="utf-8")
    return tuple(_agency(entry) for entry in tomllib.loads(source)["agency"])
