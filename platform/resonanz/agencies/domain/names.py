"""Names of agencies: what is refused, legal forms, keys for duplicates, slugs."""

import re
import unicodedata
from collections.abc import Container

from .folding import fold, spell_out, spellings

NAME_LENGTH = 200
SLUG_LENGTH = 80

_ANYWHERE = frozenset(
    {"gmbh", "mbh", "ggmbh", "kgaa", "ltd", "limited", "plc", "llp", "haftungsbeschrankt"}
)
_AT_THE_END = _ANYWHERE | frozenset(
    {
        *("ag", "se", "kg", "ohg", "gbr", "ug", "ek", "eg", "ev", "co", "cie", "inc", "llc", "lp"),
        *("corp", "bv", "nv", "sl", "slu", "slne", "sa", "sau", "sll", "sarl", "sas", "srl", "spa"),
        *("ges", "gesmbh", "gesbr", "anstalt", "est", "scoop", "scp"),
    }
)
_BRACKETS = re.compile(r"^(?P<outer>[^()]+?)\s*\((?P<inner>[^()]+)\)$")
_SPACES = re.compile(r"\s+")


def clean_text(text: str, length: int) -> str:
    """Trim, join runs of white space, compose accents (NFC).

    Raises ValueError with the reason: control characters, broken encoding, too long.
    """
    if any("\udc80" <= c <= "\udcff" for c in text):
        raise ValueError("is not UTF-8")
    cleaned = _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()
    if any(unicodedata.category(c) in {"Cc", "Cs", "Co", "Cn"} for c in cleaned):
        raise ValueError("holds a control character")
    if len(cleaned) > length:
        raise ValueError(f"is longer than {length} characters")
    return cleaned


def clean_name(text: str) -> str:
    """A name as it is kept. Raises ValueError with the reason if it cannot be one."""
    name = clean_text(text, NAME_LENGTH)
    if not name:
        raise ValueError("is empty")
    if not fold(name):
        raise ValueError("holds no letter or digit")
    return name


def _without_legal_forms(folded: str) -> str:
    words = folded.split()
    while len(words) > 1 and words[-1] in _AT_THE_END:
        words.pop()
    return " ".join([word for word in words if word not in _ANYWHERE] or words)


def name_key(name: str) -> str:
    """The plain form without legal forms: "Müller GmbH & Co. KG" is "muller".

    A name that is nothing else keeps its words.
    """
    return _without_legal_forms(fold(name))


def short_name(name: str) -> str:
    """A name without the legal form at its end, as people say it: "Müller GmbH & Co. KG" is
    "Müller". A name that is nothing else keeps its first word.
    """
    words = name.split()
    while len(words) > 1:
        end, two = fold(words[-1]), fold("".join(words[-2:]))
        if len(words) > 2 and two in _AT_THE_END:
            del words[-2:]
        elif not end or set(end.split()) <= _AT_THE_END:
            words.pop()
        else:
            break
    return " ".join(words) or name


def duplicate_keys(*names: str) -> frozenset[str]:
    """The keys of all spellings of names; two agencies that share one may be the same."""
    return frozenset(
        _without_legal_forms(spelling) for name in names for spelling in spellings(name)
    )


def aliases_of(name: str) -> tuple[str, ...]:
    """Both names of "Das Kontaktwerk (DKW Consulting GmbH)": a company in brackets at the end.

    Brackets that hold a place or a legal form alone give nothing.
    """
    found = _BRACKETS.match(name)
    if not found:
        return ()
    inner = fold(found["inner"]).split()
    if len(inner) < 2 or inner[-1] not in _AT_THE_END:
        return ()
    return found["outer"].strip(), found["inner"].strip()


def slug_of(name: str) -> str:
    """The slug a name wants: `[a-z0-9-]+`, umlauts spelled out, without legal forms."""
    folded = _without_legal_forms(spell_out(name))
    ascii_only = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")
    if len(ascii_only) > SLUG_LENGTH:
        ascii_only = ascii_only[: SLUG_LENGTH + 1].rpartition("-")[0] or ascii_only[:SLUG_LENGTH]
    return ascii_only or "agency"


def free_slug(name: str, taken: Container[str]) -> str:
    """The wanted slug, or the same with -2, -3 … if that is taken."""
    wanted = slug_of(name)
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug
