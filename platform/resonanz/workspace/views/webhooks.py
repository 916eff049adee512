"""Addresses that are told, as owners see them, with the log."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from resonanz.agencies.queries.members import Membership
from resonanz.kernel.clock import site_day
from resonanz.kernel.fields import Typed
from resonanz.kernel.i18n import LazyText, format_day, format_moment, gettext, lazy

from ..domain.webhooks import TEST, EndpointState, Kind, read_kinds
from ..queries.webhooks import LoggedMessage, LoggedTry, StoredEndpoint
from ..service.webhooks import EndpointPage
from .frame import DeskFrame, frame

KINDS: Final = {
    Kind.REVIEW_PUBLISHED: lazy("Eine Bewertung ist erschienen"),
    Kind.REVIEW_EDITED: lazy("Eine Bewertung wurde geändert"),
    Kind.REVIEW_REMOVED: lazy("Eine Bewertung ist nicht mehr öffentlich"),
    Kind.REVIEW_RESTORED: lazy("Eine Bewertung ist wieder öffentlich"),
    Kind.REPLY_DECIDED: lazy("Über Ihre Antwort wurde entschieden"),
    Kind.DISPUTE_MOVED: lazy("Eine Beanstandung wartet auf Sie oder ist entschieden"),
    Kind.CORRECTION_ENDED: lazy("Eine Berichtigung hat ein Ergebnis"),
    Kind.LATE_FEEDBACK_NAMED: lazy("Eine späte Rückmeldung ist gewünscht"),
}
STATES: Final = {
    EndpointState.ON: lazy("wird beliefert"),
    EndpointState.PAUSED: lazy("pausiert"),
    EndpointState.GONE: lazy("abgeschaltet: Die Adresse möchte nichts mehr (410)."),
    EndpointState.FAILING: lazy("abgeschaltet: Die Adresse nahm tagelang nichts an."),
}
RESULTS: Final = {
    "waiting": lazy("wartet"),
    "delivered": lazy("zugestellt"),
    "failed": lazy("nicht zugestellt"),
}
PROBLEMS: Final = {
    "private": lazy("Die Adresse führt in ein privates Netz"),
    "late": lazy("keine Antwort in zehn Sekunden"),
    "unreachable": lazy("nicht erreichbar"),
    "address": lazy("keine gültige Adresse"),
}
EXAMPLE: Final = """\
import base64, hashlib, hmac, time

def verify(secret: str, headers: dict[str, str], body: bytes) -> bool:
    sent = headers["webhook-timestamp"]
    if abs(time.time() - int(sent)) > 300:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{sent}.".encode() + body
    own = base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
    return any(
        hmac.compare_digest(f"v1,{own}", one)
        for one in headers["webhook-signature"].split(" ")
    )
"""
"""How a receiver checks a message; a test runs it."""


@dataclass(frozen=True, slots=True)
class EndpointRow:
    """An address in the list."""

    public_id: str
    url: str
    state: str
    on: bool
    kinds: str
    created: str


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message of the log; `tries` are (moment, what came of it)."""

    public_id: str
    kind: str
    result: str
    created: str
    next_try: str
    tries: tuple[tuple[str, str], ...]
    again: bool


@dataclass(frozen=True, slots=True)
class WebhooksView:
    """The addresses, the form, and how to check what comes."""

    frame: DeskFrame
    endpoints: tuple[EndpointRow, ...]
    kinds: tuple[tuple[str, str], ...]
    chosen: tuple[str, ...]
    example: str
    description: str
    notice: str
    typed: Typed
    error: Typed
    errors: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class WebhookView:
    """An address: what it is told, its log, and once the secret of a new one."""

    frame: DeskFrame
    base: str
    endpoint: EndpointRow
    paused: bool
    old_secret_until: str
    kinds: tuple[tuple[str, str], ...]
    chosen: tuple[str, ...]
    messages: tuple[MessageRow, ...]
    failed: int
    secret: str
    typed: Typed
    error: Typed
    errors: tuple[tuple[str, str], ...]


def webhooks_view(
    membership: Membership,
    endpoints: Sequence[StoredEndpoint],
    base_url: str,
    *,
    notice: str = "",
    form: Mapping[str, Sequence[str]] | None = None,
    errors: Mapping[str, LazyText | str] | None = None,
) -> WebhooksView:
    """Build the list; without a form all kinds are chosen."""
    typed, found = form or {}, errors or {}
    return WebhooksView(
        frame=frame(membership, "api"),
        endpoints=tuple(_endpoint(one) for one in endpoints),
        kinds=_kinds(),
        chosen=tuple(typed.get("kinds", ())) if form is not None else tuple(Kind),
        example=EXAMPLE,
        description=f"{base_url}/api/agency/v1/openapi.json",
        notice=notice,
        typed=Typed((name, values[0]) for name, values in typed.items() if values),
        error=Typed((name, str(text)) for name, text in found.items()),
        errors=tuple((name, str(text)) for name, text in found.items()),
    )


def webhook_view(
    membership: Membership,
    page: EndpointPage,
    *,
    secret: str = "",
    form: Mapping[str, Sequence[str]] | None = None,
    errors: Mapping[str, LazyText | str] | None = None,
) -> WebhookView:
    """Build the page of an address; `secret` is shown this once."""
    own, one, found = frame(membership, "api"), page.endpoint, errors or {}
    typed = form if form is not None else {"url": [one.url], "kinds": one.kinds.split()}
    return WebhookView(
        frame=own,
        base=f"{own.base}/webhooks/{one.public_id}",
        endpoint=_endpoint(one),
        paused=one.state == EndpointState.PAUSED,
        old_secret_until=format_moment(one.old_until) if one.old_until else "",
        kinds=_kinds(),
        chosen=tuple(typed.get("kinds", ())),
        messages=tuple(_message(message) for message in page.messages),
        failed=page.failed,
        secret=secret,
        typed=Typed((name, values[0]) for name, values in typed.items() if values),
        error=Typed((name, str(text)) for name, text in found.items()),
        errors=tuple((name, str(text)) for name, text in found.items()),
    )


def _kinds() -> tuple[tuple[str, str], ...]:
    return tuple((kind.value, str(words)) for kind, words in KINDS.items())


def _endpoint(one: StoredEndpoint) -> EndpointRow:
    chosen = read_kinds(one.kinds)
    all_of_them = len(chosen) == len(KINDS)
    return EndpointRow(
        public_id=one.public_id,
        url=one.url,
        state=str(STATES[EndpointState(one.state)]),
        on=one.state == EndpointState.ON,
        kinds=gettext("alles")
        if all_of_them
        else "; ".join(str(words) for kind, words in KINDS.items() if kind in chosen),
        created=format_day(site_day(one.created_at)),
    )


def _message(one: LoggedMessage) -> MessageRow:
    waits = one.state == "waiting"
    return MessageRow(
        public_id=one.public_id,
        kind=gettext("Probe") if one.kind == TEST else _words(one.kind),
        result=str(RESULTS[one.state]),
        created=format_moment(one.created_at),
        next_try=format_moment(one.due_at) if waits and one.tries else "",
        tries=tuple((format_moment(each.tried_at), _answer(each)) for each in one.tries),
        again=not waits,
    )


def _words(kind: str) -> str:
    known = {one.value: words for one, words in KINDS.items()}
    return str(known.get(kind, kind))


def _answer(one: LoggedTry) -> str:
    if one.status is not None:
        return gettext("Antwort %(status)s", status=one.status)
    return str(PROBLEMS.get(one.problem, one.problem))
