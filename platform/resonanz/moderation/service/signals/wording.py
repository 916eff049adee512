"""The signals that a text alone gives."""

from collections.abc import Iterable

from ...domain.signals import (
    Signal,
    advertising_in,
    contacts_in,
    guess,
    insults_in,
    language_differs,
    names_in,
    special_categories_in,
    tone_of,
)
from .lexicon import lexicon


def text_signals(text: str, language: str, agency_names: Iterable[str]) -> tuple[Signal, ...]:
    """All signals of a text, judged by the lists of the language it is really in.

    `language` is what its author said; `agency_names` are not names of persons.
    """
    lists = lexicon()
    spoken = guess(text) or language
    found = (
        *names_in(text, lists.names, agency_names),
        *contacts_in(text),
        *special_categories_in(text, lists.special_categories[spoken]),
        *insults_in(text, lists.insults[spoken]),
        *advertising_in(text, lists.advertising[spoken]),
        *language_differs(text, language),
    )
    return found + (tone_of(text, lists.tone) if spoken == "de" else ())
