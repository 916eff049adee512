"""Signals: remarks that help a moderator to look in the right place. None of them decides."""

from .activity import (
    LATEST,
    agency_burst,
    alike,
    disposable_mail,
    network_burst,
    one_sided,
    same_device,
)
from .contacts import contacts_in
from .language import guess, language_differs
from .people import NameLists, name_lists, names_in
from .signal import Severity, Signal, SignalKey, Span
from .similarity import ALIKE, Sketch, parts_of, resemblance, sketch
from .tone import ToneModel, tone_of
from .vocabulary import phrases_of, vocabulary_in
from .wording import advertising_in, insults_in, special_categories_in
from .words import WordList

__all__ = [
    "ALIKE",
    "LATEST",
    "NameLists",
    "Severity",
    "Signal",
    "SignalKey",
    "Sketch",
    "Span",
    "ToneModel",
    "WordList",
    "advertising_in",
    "agency_burst",
    "alike",
    "contacts_in",
    "disposable_mail",
    "guess",
    "insults_in",
    "language_differs",
    "name_lists",
    "names_in",
    "network_burst",
    "one_sided",
    "parts_of",
    "phrases_of",
    "resemblance",
    "same_device",
    "sketch",
    "special_categories_in",
    "tone_of",
    "vocabulary_in",
]
