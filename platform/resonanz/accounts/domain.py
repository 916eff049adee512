"""Rules of accounts: passwords, sessions, second factor, links; pure, `now` passed in."""

import datetime as dt
import hmac
import re
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import Enum
from typing import Literal

Role = Literal["moderator", "admin"]
STAFF: frozenset[Role] = frozenset({"moderator", "admin"})

# --- passwords (TRUST 34) ---

SHORTEST_ALONE = 15
SHORTEST_WITH_SECOND_FACTOR = 8
LONGEST = 256
_CONTEXT_WORD = 4
_LEAST_OUTSIDE_CONTEXT = 8
_SITE_WORDS = (
    "resonanz",
    "agentur",
    "agency",
    "agencia",
    "personaldienstleister",
    "zeitarbeit",
    "bewertung",
    "passwort",
    "password",
    "contraseña",
)


class PasswordFault(Enum):
    """Why a password is refused."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    CONTEXT = "context"
    GUESSABLE = "guessable"


def normal_password(password: str) -> str:
    """NFC, so that the same keys on two machines give the same password; nothing is cut."""
    return unicodedata.normalize("NFC", password)


def shortest_password(*, second_factor: bool) -> int:
    """Least length in characters: 15 alone, 8 where a second factor is set up (ASVS 6.2.1)."""
    return SHORTEST_WITH_SECOND_FACTOR if second_factor else SHORTEST_ALONE


def context_words(email: str, site_name: str) -> list[str]:
    """Words a guesser tries first here: the site's, and the parts of the address (ASVS 6.1.2)."""
    parts = re.split(r"[^\w]+|_", email.casefold())
    words = [*_SITE_WORDS, *site_name.casefold().split(), *parts, email.casefold()]
    return sorted({word for word in words if len(word) >= _CONTEXT_WORD}, key=len, reverse=True)


def password_fault(
    password: str, words: Collection[str], *, second_factor: bool
) -> PasswordFault | None:
    """The first rule of form a password breaks; strength is judged separately.

    Context words may occur, but at least eight characters must remain without them.
    """
    if len(password) < shortest_password(second_factor=second_factor):
        return PasswordFault.TOO_SHORT
    if len(password) > LONGEST:
        return PasswordFault.TOO_LONG
    rest = password.casefold()
    for word in words:
        rest = rest.replace(word, "")
    if rest != password.casefold() and len(rest) < _LEAST_OUTSIDE_CONTEXT:
        return PasswordFault.CONTEXT
    return None


# --- sessions (TRUST 38, 39) ---

PENDING_LIFETIME = dt.timedelta(minutes=10)
RECENT = dt.timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class SessionLimits:
    """How long a session lives unused (`idle`) and at all (`absolute`)."""

    idle: dt.timedelta
    absolute: dt.timedelta


CANDIDATE_LIMITS = SessionLimits(dt.timedelta(days=14), dt.timedelta(days=60))
STAFF_LIMITS = SessionLimits(dt.timedelta(minutes=30), dt.timedelta(hours=12))


def session_limits(roles: Collection[Role]) -> SessionLimits:
    """Staff sessions end sooner, because they can do more."""
    return STAFF_LIMITS if STAFF & set(roles) else CANDIDATE_LIMITS


def session_alive(
    now: dt.datetime,
    *,
    created_at: dt.datetime,
    seen_at: dt.datetime,
    expires_at: dt.datetime,
    roles: Collection[Role],
) -> bool:
    """Whether a session still counts; a role granted meanwhile shortens it at once."""
    limits = session_limits(roles)
    return now < expires_at and now < created_at + limits.absolute and now < seen_at + limits.idle


def needs_touch(now: dt.datetime, seen_at: dt.datetime, roles: Collection[Role]) -> bool:
    """Whether the last use is worth writing down: after a thirtieth of the idle time."""
    return now - seen_at >= session_limits(roles).idle / 30


def is_recent(now: dt.datetime, authenticated_at: dt.datetime) -> bool:
    """Whether the last proof of identity is at most fifteen minutes old."""
    return now - authenticated_at <= RECENT


# --- second factor (TRUST 36, 37; RFC 6238) ---

STEP_SECONDS = 30
RECOVERY_CODES = 10
_ALPHABET = "abcdefghjkmnpqrstvwxyz0123456789"
_RECOVERY_LENGTH = 24
_RECOVERY_GROUP = 6


def totp_step(now: dt.datetime) -> int:
    """The number of the thirty seconds that hold a moment."""
    return int(now.timestamp()) // STEP_SECONDS


def matching_step(
    code: str, now: dt.datetime, last_step: int | None, code_of: Callable[[int], str]
) -> int | None:
    """The step a code belongs to, or None.

    The present step and one before and after it for clocks that differ; never a step at or
    before the last one used, so that a code works once.
    """
    present = totp_step(now)
    found = None
    for step in (present - 1, present, present + 1):
        matches = hmac.compare_digest(code, code_of(step))
        if matches and (last_step is None or step > last_step):
            found = step
    return found


def recovery_code(random_bytes: bytes) -> str:
    """A code of 120 bits from 24 random bytes, in groups of six characters.

    More than 112 bits, so that a plain digest is enough to keep it (ASVS 6.5.2).
    """
    text = "".join(_ALPHABET[byte % 32] for byte in random_bytes[:_RECOVERY_LENGTH])
    return "-".join(
        text[start : start + _RECOVERY_GROUP]
        for start in range(0, _RECOVERY_LENGTH, _RECOVERY_GROUP)
    )


def normal_recovery_code(typed: str) -> str | None:
    """A typed recovery code in its stored form, or None if it has not the form of one."""
    text = re.sub(r"[\s-]", "", typed.casefold())
    if len(text) != _RECOVERY_LENGTH or any(char not in _ALPHABET for char in text):
        return None
    return "-".join(
        text[start : start + _RECOVERY_GROUP]
        for start in range(0, _RECOVERY_LENGTH, _RECOVERY_GROUP)
    )


def normal_totp_code(typed: str) -> str | None:
    """Six digits without the blanks people type between them, or None."""
    text = re.sub(r"\s", "", typed)
    return text if re.fullmatch(r"[0-9]{6}", text) else None


# --- passkeys (TRUST 36; Web Authentication Level 3) ---

CHALLENGE_LIFETIME = dt.timedelta(minutes=10)
CEREMONY = dt.timedelta(minutes=5)
"""How long a browser waits for the person; half of what a challenge lives."""
MOST_PASSKEYS = 20
LONGEST_PASSKEY_NAME = 60


def count_regressed(before: int, after: int) -> bool:
    """Whether a passkey's count of signatures did not rise, so that it may be a copy (6.1.1).

    Passkeys that are kept on several devices count nothing: theirs stays at 0.
    """
    return (before > 0 or after > 0) and after <= before


# --- addresses and links ---

LINK_LIFETIME = dt.timedelta(hours=1)
RESET_LIFETIME = dt.timedelta(hours=1)
INVITE_LIFETIME = dt.timedelta(days=7)
EMAIL_CHANGE_LIFETIME = dt.timedelta(days=1)
_LANGUAGE_PREFIX = re.compile(r"/(?:de|en|es)(?=[/?]|$)")
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")
_LONGEST_PATH = 500
# In this order, because each browser also names those after it.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def email_key(email: str) -> str:
    """The form in which addresses are stored and compared: NFC, lower case."""
    return unicodedata.normalize("NFC", email.strip()).lower()


def local_path(value: str | None) -> str | None:
    """A path on this site without its language, or None if it could lead elsewhere."""
    if not value or len(value) > _LONGEST_PATH or _UNSAFE.search(value):
        return None
    if not value.startswith("/") or value.startswith("//"):
        return None
    path = _LANGUAGE_PREFIX.sub("", value, count=1) or "/"
    if not path.startswith("/"):
        path = "/" + path
    return None if path.startswith("//") else path


def device_name(user_agent: str) -> str:
    """A coarse name for a list of sessions: browser and system, nothing that tells people apart."""
    found = (
        next((name for mark, name in names if mark in user_agent), "")
        for names in (_BROWSERS, _SYSTEMS)
    )
    return " · ".join(name for name in found if name)
