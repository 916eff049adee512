"""Which pledge an owner chose, and whether it is to be published now."""

from collections.abc import Mapping, Sequence

from resonanz.agencies.domain.pledges import DAYS
from resonanz.kernel.fields import FieldErrors, Fields
from resonanz.kernel.i18n import lazy

CHOOSE = lazy("Bitte wählen Sie, innerhalb von wie vielen Werktagen Sie antworten.")


def read_pledge(form: Mapping[str, Sequence[str]]) -> tuple[int | None, bool, FieldErrors]:
    """Read the days, None if they cannot be pledged, and whether to publish them now."""
    fields = Fields(form)
    days = fields.choice("days", [str(days) for days in DAYS], message=CHOOSE)
    return int(days) if days else None, fields.raw("step") == "publish", fields.errors
