"""Text blocks where they are chosen, and the pages on which the team words them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from resonanz.kernel.fields import FieldErrors, Typed
from resonanz.kernel.i18n import LANGUAGES, Language, current_language, format_moment, gettext, lazy
from resonanz.reviews.views.screens import LANGUAGE_NAMES

from ..domain.text_blocks import TEXT_LIMIT, Purpose
from ..service.text_blocks import TextBlock
from .conversation import name_of

PURPOSES: Final = {
    Purpose.RETURN: lazy("Zurückgeben"),
    Purpose.REJECT: lazy("Ablehnen"),
    Purpose.REPLY: lazy("Antwort einer Agentur"),
    Purpose.HEARING: lazy("Autor:in fragen"),
    Purpose.ASK_MORE: lazy("Nachfragen"),
    Purpose.FORWARD: lazy("An die Agentur geben"),
    Purpose.DECISION: lazy("Entscheidung in einem Fall"),
    Purpose.COMPLAINT: lazy("Antwort auf eine Beschwerde"),
}
Readers = Mapping[Purpose, Sequence[Language]]


@dataclass(frozen=True, slots=True)
class Choice:
    """A block in one language, as an option."""

    value: str
    label: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    """The blocks for one purpose."""

    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class BlockRow:
    """A block in the list; `state` says whether and when the team changed it."""

    key: str
    title: str
    text: str
    state: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class BlocksView:
    """All blocks by purpose."""

    groups: tuple[tuple[str, tuple[BlockRow, ...]], ...]


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block's form; `key` is "" for a new one.

    `can_remove` and `can_reset` say which of the two is offered beside.
    """

    key: str
    title: str
    purpose: str
    purposes: tuple[tuple[str, str], ...]
    fields: tuple[tuple[str, str], ...]
    limit: int
    can_remove: bool
    can_reset: bool
    typed: Typed
    error: Mapping[str, str]
    errors: tuple[tuple[str, str], ...]


def choice_groups(
    blocks: Iterable[TextBlock], readers: Readers, leave_out: str = ""
) -> tuple[ChoiceGroup, ...]:
    """What can be put into a message, each in the languages of those who read it."""
    found = []
    for purpose, languages in readers.items():
        several = len(languages) > 1
        choices = tuple(
            Choice(
                f"{one.key}~{language}",
                f"{one.title} ({LANGUAGE_NAMES[language]})" if several else one.title,
                language,
                one.texts[language],
            )
            for one in blocks
            if one.purpose is purpose and one.key != leave_out
            for language in languages
        )
        if choices:
            found.append(ChoiceGroup(str(PURPOSES[purpose]), choices))
    return tuple(found)


def blocks_view(blocks: Sequence[TextBlock]) -> BlocksView:
    """Build the list."""
    return BlocksView(
        tuple(
            (str(words), tuple(_row(one) for one in blocks if one.purpose is purpose))
            for purpose, words in PURPOSES.items()
        )
    )


def block_view(
    block: TextBlock | None, typed: Typed | None = None, errors: FieldErrors | None = None
) -> BlockView:
    """Build the form of a block, or of a new one."""
    wrong = {name: str(text) for name, text in (errors or {}).items()}
    return BlockView(
        key=block.key if block else "",
        title=block.title if block else gettext("Neuer Textbaustein"),
        purpose=str(PURPOSES[block.purpose]) if block else "",
        purposes=tuple((one.value, str(words)) for one, words in PURPOSES.items()),
        fields=tuple((f"text_{one}", str(LANGUAGE_NAMES[one])) for one in LANGUAGES),
        limit=TEXT_LIMIT,
        can_remove=block is not None and not block.hidden,
        can_reset=block is not None and block.shipped and block.changed,
        typed=typed or _typed(block),
        error=wrong,
        errors=tuple(wrong.items()),
    )


def _typed(block: TextBlock | None) -> Typed:
    if block is None:
        return Typed()
    texts = {f"text_{language}": text for language, text in block.texts.items()}
    return Typed(texts | {"title": block.title})


def _row(block: TextBlock) -> BlockRow:
    state = gettext("mitgeliefert")
    if block.changed and block.changed_at and block.changed_by:
        state = gettext(
            "geändert am %(moment)s (%(person)s)",
            moment=format_moment(block.changed_at),
            person=name_of(block.changed_by),
        )
    if block.hidden:
        state = gettext("ausgeblendet")
    return BlockRow(block.key, block.title, block.texts[current_language()], state, block.hidden)
