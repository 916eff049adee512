"""What the settings' values must look like, in every mode."""

import math
from collections.abc import Callable, Iterator
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

_HOLIDAYS_DEFAULT = "DE"


def broken(settings: Any) -> Iterator[tuple[str, str]]:
    """The names of the settings whose value is wrong, each with what it must be.

    Never the value itself: it may hold a secret.
    """
    for field, fine, rule in _RULES:
        if not fine(getattr(settings, field)):
            yield field.upper(), rule


def _base_url(text: str) -> bool:
    scheme, host, rest = _parts(text)
    return scheme in {"http", "https"} and bool(host) and not rest and "@" not in text


def _database_url(text: str) -> bool:
    if text.startswith("sqlite:///"):
        return text.removeprefix("sqlite:///").strip("/") != ""
    return _parts(text)[0] in {"postgresql", "postgres"}


def _redis_url(text: str) -> bool:
    return not text or _parts(text)[0] in {"redis", "rediss", "unix"}


def _smtp_url(text: str) -> bool:
    scheme, host, _ = _parts(text)
    return not text or (scheme in {"smtp", "smtps"} and bool(host))


def _parts(url: str) -> tuple[str, str, str]:
    """Scheme, host and what follows; all empty if the address or its port cannot be read."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return "", "", ""
    return parts.scheme, parts.hostname or "", parts.path + parts.query + parts.fragment


def _address(text: str) -> bool:
    return "@" in parseaddr(text)[1].strip("@")


def _hosts(names: tuple[str, ...]) -> bool:
    return not any(sign in name for name in names for sign in "*/: ")


def _holidays(code: str) -> bool:
    if code == _HOLIDAYS_DEFAULT:
        return True
    # The calendars take a third of a second to load, and most operators keep the default.
    from .workdays import has_calendar

    return has_calendar(code)


_RULES: tuple[tuple[str, Callable[[Any], bool], str], ...] = (
    (
        "database_url",
        _database_url,
        "must begin with sqlite:/// or postgresql://, and name a file or a server.",
    ),
    ("redis_url", _redis_url, "must begin with redis://, rediss:// or unix://."),
    ("base_url", _base_url, "must be http(s)://host without a path or a slash at the end."),
    ("allowed_hosts", _hosts, "must be host names without scheme, port or asterisk."),
    ("smtp_url", _smtp_url, "must be smtp://host:587 or smtps://host:465, the port a number."),
    ("mail_from", _address, "holds no address; use Name <name@host>."),
    (
        "contact_languages",
        lambda codes: set(codes) <= {"de", "en", "es"},
        "must be some of de, en and es, separated by commas.",
    ),
    (
        "operator_country",
        lambda code: not code or (len(code) == 2 and code.isascii() and code.isalpha()),
        "must be a code of two letters, such as DE.",
    ),
    ("contact_email", lambda text: not text or _address(text), "must be an e-mail address."),
    (
        "rate_limit_factor",
        lambda factor: math.isfinite(factor) and factor > 0,
        "must be a number above 0.",
    ),
    ("holidays", _holidays, "no calendar is known; use a code such as DE, DE-BE, AT or GB."),
    ("workers", lambda workers: workers >= 1, "must be 1 or more."),
)
