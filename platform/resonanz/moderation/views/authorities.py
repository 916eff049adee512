"""The page of authorities' requests and lawyers' letters."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from resonanz.kernel.fields import FieldErrors
from resonanz.kernel.i18n import format_day, format_moment, gettext, lazy

from ..domain.authorities import Sender
from ..service.authorities import AuthorityRequest

SENDERS: Final = {
    Sender.COURT: lazy("Gericht"),
    Sender.POLICE: lazy("Polizei oder Staatsanwaltschaft"),
    Sender.REGULATOR: lazy("Aufsichtsbehörde"),
    Sender.LAWYER: lazy("Anwaltskanzlei"),
    Sender.OTHER: lazy("andere Stelle"),
}


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request; `late` if its deadline passed without an answer."""

    public_id: str
    sender: str
    received: str
    due: str
    late: bool
    asked: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AuthoritiesView:
    """The log and its forms."""

    rows: tuple[RequestRow, ...]
    senders: tuple[tuple[str, str], ...]
    typed: dict[str, str]
    error: dict[str, str]
    errors: tuple[tuple[str, str], ...]


def authorities_view(
    log: Sequence[AuthorityRequest],
    today: dt.date,
    form: Mapping[str, Sequence[str]] | None = None,
    errors: FieldErrors | None = None,
) -> AuthoritiesView:
    """Build the page."""
    wrong = {name: str(text) for name, text in (errors or {}).items()}
    names = ("sender", "received", "due", "asked", "answer")
    return AuthoritiesView(
        rows=tuple(_row(one, today) for one in log),
        senders=tuple((one.value, str(words)) for one, words in SENDERS.items()),
        typed={name: ((form or {}).get(name) or [""])[0] for name in names},
        error=wrong,
        errors=tuple(wrong.items()),
    )


def _row(one: AuthorityRequest, today: dt.date) -> RequestRow:
    return RequestRow(
        public_id=one.public_id,
        sender=str(SENDERS[one.sender]),
        received=gettext("eingegangen am %(day)s", day=format_day(one.received_on)),
        due=gettext("Frist bis %(day)s", day=format_day(one.due_on)) if one.due_on else "",
        late=one.due_on is not None and one.due_on < today and not one.answers,
        asked=one.asked,
        answers=tuple((format_moment(said.at), said.text) for said in one.answers),
    )
