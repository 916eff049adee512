"""The page of trusted flaggers."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from resonanz.kernel.fields import FieldErrors
from resonanz.kernel.i18n import format_day, gettext

from ..service.flaggers import Flagger


@dataclass(frozen=True, slots=True)
class FlaggerRow:
    """A trusted flagger; `lasts` if the status can be ended."""

    public_id: str
    name: str
    email: str
    when: str
    lasts: bool


@dataclass(frozen=True, slots=True)
class FlaggersView:
    """All of them, and the form for another."""

    rows: tuple[FlaggerRow, ...]
    typed: dict[str, str]
    error: dict[str, str]
    errors: tuple[tuple[str, str], ...]


def flaggers_view(
    flaggers: Sequence[Flagger],
    today: dt.date,
    form: Mapping[str, Sequence[str]] | None = None,
    errors: FieldErrors | None = None,
) -> FlaggersView:
    """Build the page."""
    wrong = {name: str(text) for name, text in (errors or {}).items()}
    return FlaggersView(
        rows=tuple(_row(one, today) for one in flaggers),
        typed={name: ((form or {}).get(name) or [""])[0] for name in ("name", "email", "until")},
        error=wrong,
        errors=tuple(wrong.items()),
    )


def _row(one: Flagger, today: dt.date) -> FlaggerRow:
    when = gettext("seit %(day)s", day=format_day(one.since))
    if one.until:
        when = gettext(
            "vom %(first)s bis %(last)s", first=format_day(one.since), last=format_day(one.until)
        )
    lasts = one.until is None or one.until > today
    return FlaggerRow(one.public_id, one.name, one.email, when, lasts)
