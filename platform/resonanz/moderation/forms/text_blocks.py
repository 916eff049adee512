"""The form of a text block."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from resonanz.kernel.fields import FieldErrors, Fields
from resonanz.kernel.i18n import LANGUAGES, Language

from ..domain import wording_fault
from ..domain.text_blocks import TEXT_LIMIT, TITLE_LIMIT, Purpose
from .checks import FAULTS

FIELDS: Final = ("purpose", "title", *(f"text_{language}" for language in LANGUAGES))


@dataclass(frozen=True, slots=True)
class BlockInput:
    """A block in all languages."""

    purpose: Purpose
    title: str
    texts: Mapping[Language, str]


def read_block(
    form: Mapping[str, Sequence[str]], *, purpose: Purpose | None = None
) -> tuple[BlockInput | None, FieldErrors]:
    """Read a block; whoever reads it gets no names and no contact data.

    `purpose` is that of a block that exists: it does not change.
    """
    fields = Fields(form)
    chosen = purpose or fields.choice("purpose", [one.value for one in Purpose])
    title = fields.text("title", most=TITLE_LIMIT)
    texts: dict[Language, str] = {}
    for language in LANGUAGES:
        name = f"text_{language}"
        texts[language] = fields.text(name, most=TEXT_LIMIT)
        if texts[language] and (fault := wording_fault(texts[language], "")):
            fields.errors.add(name, FAULTS[fault])
    if fields.errors or chosen is None:
        return None, fields.errors
    return BlockInput(Purpose(chosen), title, texts), fields.errors
