"""Contact data in a text: addresses, numbers, links, handles, accounts; also in disguise."""

import re
from typing import Final

from .signal import Severity, Signal, SignalKey, Span, without_overlaps

_TLD: Final = r"(?:de|at|ch|li|com|net|org|info|eu|io|biz|me|app|jobs|es|cat|co\.uk|org\.uk|uk)"
_AT: Final = r"(?:\(at\)|\[at\]|\{at\}|\(ät\)|\[ät\]|<at>|\(arroba\)|\[arroba\])"
_DOT: Final = r"(?:\.|\(dot\)|\[dot\]|\(punkt\)|\[punkt\]|\(punto\)|dot|punkt|punto)"

_EMAIL: Final = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}"
    rf"|(?<![\w.+-])[\w.+-]{{1,64}} ?{_AT} ?[\w-]{{1,63}} ?{_DOT} ?{_TLD}\b"
    r"|(?<![\w.+-])[\w.+-]{1,64} (?:at|ät|arroba|klammeraffe) [\w-]{1,63} (?:dot|punkt|punto|\.) "
    rf"?{_TLD}\b",
    re.IGNORECASE,
)
_LINK: Final = re.compile(
    r"https?://[^\s<>\"]{3,200}|\bwww\.[\w-]{2,63}\.[^\s<>\"]{2,200}|\b(?:t|wa)\.me/\w+",
    re.IGNORECASE,
)
_DOMAIN: Final = re.compile(
    rf"(?<![\w@.-])[a-z0-9][\w-]{{2,62}}\.{_TLD}(?:/[\w./-]*)?(?![\w.@-]\w)"
)
_HANDLE: Final = re.compile(
    r"(?<![\w.@/])@[A-Za-z_][\w.]{2,30}(?<!\.)"
    r"|\b(?:telegram|instagram|insta|snapchat|skype|tiktok|signal|threema|linkedin|xing|facebook)"
    r"(?:-(?:id|name))?(?: ?[:=] ?| ?/ ?)(?!//)[\w.@-]{3,40}(?<!\.)",
    re.IGNORECASE,
)
_IBAN: Final = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
_NUMBER: Final = re.compile(
    r"(?<![\w.,/-])(?:\+|00)[1-9]\d{0,2}(?:[ ()/.\-–]{0,3}\d){6,13}(?![\w,]\d|\w)"
    r"|(?<![\w.,/-])\(?0[1-9]\d{0,4}\)?(?:[ /\-–]{0,3}\d){5,10}(?![\w,]\d|\w)"
    r"|(?<![\w.,/+-])[6789]\d{2}(?:[ .-]?\d{3}){2}(?![\w.,]\d|\w)"
    r"|(?<![\w.,/+-])[6789]\d{2}(?:[ .-]\d{2}){3}(?![\w.,]\d|\w)"
)
_NOT_A_NUMBER: Final = re.compile(
    r"\(?\d{1,2}[./-]\d{1,2}[./-]\d{2,4}.*|.*\d{4}\s?[-–/]\s?\d{4}$|0\d\s?[-/]\s?20\d\d.*"
)
_MONEY_AHEAD: Final = re.compile(r"\s?(?:€|eur|euro|chf|£|\$|%)", re.IGNORECASE)
_DIGIT: Final = (
    "(?:null|eins|zwei|zwo|drei|vier|fünf|sechs|sieben|acht|neun"
    "|zero|oh|one|two|three|four|five|six|seven|eight|nine"
    "|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)"
)
_SPELT: Final = re.compile(rf"\b{_DIGIT}(?:[\s,-]{{1,3}}{_DIGIT}){{6,}}\b", re.IGNORECASE)
_STREET: Final = re.compile(
    r"\b[A-ZÄÖÜ][\wäöüß-]{2,40}(?:straße|strasse|str\.|gasse|allee) \d{1,4}\s?[a-z]?\b"
    r"|\b[A-ZÄÖÜ][\w-]{2,30}[- ](?:Straße|Strasse|Str\.|Platz|Allee|Gasse|Weg) \d{1,4}\b"
    r"|\b\d{1,4} [A-Z]\w{2,30} (?:Street|Road|Avenue|Lane|Square)\b"
    r"|\b(?:Calle|C/|Avenida|Avda\.|Paseo) ?(?:de(?:l| la)? )?[A-ZÁÉÍÓÚÑ]\w{2,30}"
    r",? (?:n[º°] ?)?\d{1,4}\b"
)
_DIGITS: Final = (8, 15)


def contacts_in(text: str) -> tuple[Signal, ...]:
    """One signal a kind: email, iban, phone, link, handle, address."""
    taken: list[Span] = []
    found: dict[str, list[Span]] = {}

    def note(kind: str, start: int, end: int) -> None:
        if all(end <= span.start or span.end <= start for span in taken):
            taken.append(Span(start, end))
            found.setdefault(kind, []).append(Span(start, end))

    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if kind == "iban" and not is_iban(match[0]):
                continue
            if kind == "phone" and pattern is _NUMBER and not _is_number(text, match):
                continue
            note(kind, match.start(), match.end())
    return tuple(
        Signal(SignalKey.CONTACT, _SEVERITIES[kind], kind, without_overlaps(spans))
        for kind, spans in found.items()
    )


_PATTERNS: Final = (
    ("email", _EMAIL),
    ("link", _LINK),
    ("iban", _IBAN),
    ("phone", _NUMBER),
    ("phone", _SPELT),
    ("handle", _HANDLE),
    ("link", _DOMAIN),
    ("address", _STREET),
)
_SEVERITIES: Final = {
    "email": Severity.HIGH,
    "iban": Severity.HIGH,
    "phone": Severity.HIGH,
    "handle": Severity.MEDIUM,
    "address": Severity.MEDIUM,
    "link": Severity.LOW,
}


def is_iban(text: str) -> bool:
    """Whether the check digits of an account number are right (ISO 13616, modulo 97)."""
    bare = text.replace(" ", "").upper()
    if not 15 <= len(bare) <= 34 or not bare.isascii() or not bare.isalnum():
        return False
    turned = bare[4:] + bare[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


def _is_number(text: str, match: re.Match[str]) -> bool:
    digits = sum(sign.isdigit() for sign in match[0])
    return (
        _DIGITS[0] <= digits <= _DIGITS[1]
        and not _NOT_A_NUMBER.fullmatch(match[0])
        and not _MONEY_AHEAD.match(text, match.end())
    )
