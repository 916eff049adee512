"""The pages of authorities' requests and lawyers' letters."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from resonanz.kernel.fields import FieldErrors, Typed
from resonanz.kernel.i18n import format_day, format_moment, gettext, lazy

from ..domain.authorities import Sender
from ..domain.work import REQUEST_DAYS
from ..service.authorities import AuthorityRequest

SENDERS: Final = {
    Sender.COURT: lazy("Gericht"),
    Sender.POLICE: lazy("Polizei oder Staatsanwaltschaft"),
    Sender.REGULATOR: lazy("Aufsichtsbehörde"),
    Sender.LAWYER: lazy("Anwaltskanzlei"),
    Sender.OTHER: lazy("andere Stelle"),
}
_CLOSINGS: Final = (
    ("done", lazy("Ja, erledigt")),
    ("open", lazy("Nein, das war ein Zwischenbescheid")),
)


@dataclass(frozen=True, slots=True)
class AnswerView:
    """What was answered."""

    moment: str
    iso: str
    text: str
    closes: bool


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request; `late` if its deadline passed without an answer, `claim` is "", me or other."""

    public_id: str
    sender: str
    agency: str
    received: str
    due: str
    late: bool
    state: str
    closed: bool
    asked: str
    answers: tuple[AnswerView, ...]
    claim: str
    until: str


@dataclass(frozen=True, slots=True)
class AuthoritiesView:
    """The log and the form for what came in; `days` is our own deadline."""

    rows: tuple[RequestView, ...]
    senders: tuple[tuple[str, str], ...]
    days: int
    typed: Typed
    error: Mapping[str, str]
    errors: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AuthorityView:
    """A request with the form for its answer; `notice` says why something was not carried out."""

    request: RequestView
    closings: tuple[tuple[str, str], ...]
    notice: str
    typed: Typed
    error: Mapping[str, str]
    errors: tuple[tuple[str, str], ...]


def authorities_view(
    log: Sequence[AuthorityRequest],
    now: dt.datetime,
    typed: Typed | None = None,
    errors: FieldErrors | None = None,
) -> AuthoritiesView:
    """Build the log's page."""
    wrong = {name: str(text) for name, text in (errors or {}).items()}
    return AuthoritiesView(
        rows=tuple(_request(one, now) for one in log),
        senders=tuple((one.value, str(words)) for one, words in SENDERS.items()),
        days=REQUEST_DAYS,
        typed=typed or Typed(),
        error=wrong,
        errors=tuple(wrong.items()),
    )


def authority_view(
    one: AuthorityRequest,
    now: dt.datetime,
    typed: Typed | None = None,
    errors: FieldErrors | None = None,
    notice: str = "",
) -> AuthorityView:
    """Build the page of a request."""
    wrong = {name: str(text) for name, text in (errors or {}).items()}
    return AuthorityView(
        request=_request(one, now),
        closings=tuple((key, str(words)) for key, words in _CLOSINGS),
        notice=notice,
        typed=typed or Typed(),
        error=wrong,
        errors=tuple(wrong.items()),
    )


def _request(one: AuthorityRequest, now: dt.datetime) -> RequestView:
    due = gettext("Frist bis %(day)s", day=format_day(one.owed_on))
    if one.due_on is None:
        due = gettext("ohne genannte Frist, unsere: %(day)s", day=format_day(one.owed_on))
    if one.closed:
        state = gettext("erledigt")
    else:
        state = gettext("Zwischenbescheid gegeben") if one.answers else gettext("offen")
    return RequestView(
        public_id=one.public_id,
        sender=str(SENDERS[one.sender]),
        agency=one.agency.name if one.agency else "",
        received=gettext("eingegangen am %(day)s", day=format_day(one.received_on)),
        due=due,
        late=not one.closed and one.owed_at < now,
        state=state,
        closed=one.closed,
        asked=one.asked,
        answers=tuple(
            AnswerView(
                format_moment(said.at),
                said.at.isoformat(timespec="seconds"),
                said.text,
                said.closes,
            )
            for said in one.answers
        ),
        claim=one.claim,
        until=format_moment(one.claimed_until) if one.claimed_until else "",
    )
