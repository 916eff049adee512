"""The forms of a claim."""

from collections.abc import Mapping, Sequence

from resonanz.accounts.forms import email_of
from resonanz.agencies.domain.claims import Way
from resonanz.kernel.fields import FieldErrors, Fields

DOMAIN_WAYS = (Way.DNS, Way.FILE)


def read_address(form: Mapping[str, Sequence[str]]) -> tuple[str, FieldErrors]:
    """The address to which the link goes."""
    fields = Fields(form)
    return email_of(fields), fields.errors


def read_way(form: Mapping[str, Sequence[str]]) -> tuple[Way | None, FieldErrors]:
    """Whether a record or a file shows the domain."""
    fields = Fields(form)
    way = fields.choice("way", [one.value for one in DOMAIN_WAYS])
    return (Way(way) if way else None), fields.errors
