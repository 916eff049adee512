"""Forms of the log of authorities' requests and lawyers' letters."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from resonanz.kernel.fields import FieldErrors, Fields

from ..domain.authorities import Sender

LIMIT = 5000


@dataclass(frozen=True, slots=True)
class RequestInput:
    """A request as it came."""

    sender: Sender
    received_on: dt.date
    due_on: dt.date | None
    asked: str


def read_request(
    form: Mapping[str, Sequence[str]],
) -> tuple[RequestInput | None, FieldErrors]:
    """Read a request."""
    fields = Fields(form)
    sender = fields.choice("sender", [one.value for one in Sender])
    received: dt.date | None = fields.convert("received", dt.date)
    due: dt.date | None = fields.convert("due", dt.date, required=False)
    asked = fields.text("asked", most=LIMIT)
    if fields.errors or sender is None or received is None:
        return None, fields.errors
    return RequestInput(Sender(sender), received, due, asked), fields.errors


def read_answer(form: Mapping[str, Sequence[str]]) -> tuple[str, FieldErrors]:
    """Read what was answered."""
    fields = Fields(form)
    return fields.text("answer", most=LIMIT), fields.errors
