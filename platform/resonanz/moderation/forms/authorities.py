"""Forms of the log of authorities' requests and lawyers' letters."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from resonanz.kernel.fields import FieldErrors, Fields
from resonanz.kernel.i18n import lazy

from ..domain.authorities import Sender

LIMIT = 5000
DONE = "done"
CLOSINGS = (DONE, "open")
NOTHING_THERE = lazy("Unter dieser Adresse steht keine Bewertung und kein Profil.")


@dataclass(frozen=True, slots=True)
class RequestInput:
    """A request as it came."""

    sender: Sender
    received_on: dt.date
    due_on: dt.date | None
    asked: str
    about: str


@dataclass(frozen=True, slots=True)
class AnswerInput:
    """What was answered; `closes` if nothing is left to do."""

    text: str
    closes: bool


def read_request(
    form: Mapping[str, Sequence[str]],
) -> tuple[RequestInput | None, FieldErrors]:
    """Read a request."""
    fields = Fields(form)
    sender = fields.choice("sender", [one.value for one in Sender])
    received: dt.date | None = fields.convert("received", dt.date)
    due: dt.date | None = fields.convert("due", dt.date, required=False)
    asked = fields.text("asked", most=LIMIT)
    about = fields.text("about", required=False, most=500)
    if fields.errors or sender is None or received is None:
        return None, fields.errors
    return RequestInput(Sender(sender), received, due, asked, about), fields.errors


def read_answer(
    form: Mapping[str, Sequence[str]],
) -> tuple[AnswerInput | None, FieldErrors]:
    """Read what was answered, and whether the request is done with it."""
    fields = Fields(form)
    text = fields.text("answer", most=LIMIT)
    closes = fields.choice("closes", CLOSINGS)
    if fields.errors or closes is None:
        return None, fields.errors
    return AnswerInput(text, closes == DONE), fields.errors
