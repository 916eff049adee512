"""The form of a reply."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from resonanz.kernel.fields import FieldErrors, Fields
from resonanz.kernel.i18n import LANGUAGES, Language, lazy
from resonanz.reviews.domain import REPLY_LIMIT


@dataclass(frozen=True, slots=True)
class ReplyInput:
    """A reply; `again` says that the hint about its likeness was read."""

    text: str
    language: Language
    again: bool


def read_reply(form: Mapping[str, Sequence[str]]) -> tuple[ReplyInput | None, FieldErrors]:
    """Read a reply."""
    fields = Fields(form)
    text = fields.text(
        "text", most=REPLY_LIMIT, message=lazy("Bitte schreiben Sie, was Sie antworten möchten.")
    )
    language = fields.choice("language", LANGUAGES)
    if fields.errors or language is None:
        return None, fields.errors
    return ReplyInput(text, cast(Language, language), fields.flag("again")), fields.errors
