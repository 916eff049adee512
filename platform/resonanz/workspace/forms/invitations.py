"""Forms of invitations: changing the code, telling a number, a list with consent."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, cast

from email_validator import EmailNotValidError, validate_email

from resonanz.accounts.domain import email_key
from resonanz.agencies.domain.invites import MOST_ENTERED
from resonanz.kernel.fields import FieldErrors, Fields
from resonanz.kernel.i18n import LANGUAGES, Language, lazy

from ..domain.mailings import LEAST, MOST
from ..service.mailings import NewMailing

Sent = Mapping[str, Sequence[str]]

REASONS: Final = ("routine", "leaked")
_LONGEST_PASTE: Final = 60_000
_SEPARATORS: Final = re.compile(r"[\s,;]+")
_WRAPPING: Final = "<>\"'()[]"
_WRONG_SHOWN: Final = 3

CHOOSE_REASON = lazy("Bitte wählen Sie, warum Sie den Link wechseln.")
SINCE_WRONG = lazy("Bitte geben Sie den Tag an, seit dem der Link in fremden Händen ist.")
COUNT_WRONG = lazy("Bitte geben Sie eine ganze Zahl an, mindestens 0.")
CHOOSE_QUARTER = lazy("Bitte wählen Sie das Quartal.")
NO_ADDRESS = lazy("Bitte fügen Sie die Adressen ein, oder laden Sie eine Datei hoch.")
TOO_FEW = lazy(
    "Eine Liste braucht mindestens 10 Adressen. Aus einer kürzeren ließe sich ablesen, wer kam."
)
TOO_MANY = lazy("Eine Liste hat höchstens 500 Adressen. Bitte teilen Sie sie.")
UNREADABLE = lazy("Diese Datei konnten wir nicht lesen. Am besten geht eine Textdatei oder CSV.")
WRONG_ADDRESS = lazy("Das sind keine Adressen:")
CONSENT_MISSING = lazy("Ohne Einwilligung darf keine Mail hinaus. Bitte bestätigen Sie sie.")
EVERYONE_MISSING = lazy(
    "Eine Liste darf niemanden auswählen. Bitte bestätigen Sie, dass sie alle aus dem Zeitraum "
    "enthält."
)
WHERE_MISSING = lazy("Bitte nennen Sie, wo die Einwilligung gegeben wurde.")
WHEN_MISSING = lazy("Bitte nennen Sie, wann die Einwilligung gegeben wurde.")
CHOOSE_LANGUAGE = lazy("Bitte wählen Sie die Sprache der Mail.")


@dataclass(frozen=True, slots=True)
class ChangeInput:
    """Whether the code leaked, and since which day."""

    leaked_on: dt.date | None


def read_change(form: Sent, made_on: dt.date, today: dt.date) -> tuple[ChangeInput | None, Fields]:
    """Read why the code is changed; a leak lies between the code's first day and today."""
    fields = Fields(form)
    reason = fields.choice("reason", REASONS, message=CHOOSE_REASON)
    leaked_on = None
    if reason == "leaked":
        leaked_on = fields.convert("since", dt.date, message=SINCE_WRONG, missing=SINCE_WRONG)
        if leaked_on is not None and not made_on <= leaked_on <= today:
            fields.errors.add("since", SINCE_WRONG)
    return (None if fields.errors else ChangeInput(leaked_on)), fields


@dataclass(frozen=True, slots=True)
class CountInput:
    """How many people were invited in a quarter."""

    quarter: dt.date
    invited: int


def read_count(form: Sent, quarters: Sequence[dt.date]) -> tuple[CountInput | None, Fields]:
    """Read the agency's own count."""
    fields = Fields(form)
    allowed = {quarter.isoformat(): quarter for quarter in quarters}
    quarter = fields.choice("quarter", allowed, message=CHOOSE_QUARTER)
    invited = fields.whole(
        "invited", least=0, most=MOST_ENTERED, message=COUNT_WRONG, missing=COUNT_WRONG
    )
    if fields.errors or quarter is None or invited is None:
        return None, fields
    return CountInput(allowed[quarter], invited), fields


def read_mailing(form: Sent, file: bytes | None = b"") -> tuple[NewMailing | None, Fields, str]:
    """Read a list: pasted, from a file (None: too large), or both; the addresses as they go back.

    Whatever has no @ is taken for a name or a heading and left out.
    """
    fields = Fields(form)
    text = fields.raw("addresses")[:_LONGEST_PASTE] + "\n" + _text_of(file, fields.errors)
    addresses, wrong = addresses_in(text)
    if wrong:
        fields.errors.add("addresses", f"{WRONG_ADDRESS} {', '.join(wrong[:_WRONG_SHOWN])}")
    elif not addresses:
        fields.errors.add("addresses", NO_ADDRESS)
    elif len(addresses) < LEAST:
        fields.errors.add("addresses", TOO_FEW)
    elif len(addresses) > MOST:
        fields.errors.add("addresses", TOO_MANY)
    language = fields.choice("language", LANGUAGES, message=CHOOSE_LANGUAGE)
    for name, missing in (("everyone", EVERYONE_MISSING), ("consent", CONSENT_MISSING)):
        if not fields.flag(name):
            fields.errors.add(name, missing)
    where = fields.text("consent_where", most=200, message=WHERE_MISSING)
    when = fields.text("consent_when", most=100, message=WHEN_MISSING)
    back = "\n".join([*addresses, *wrong])
    if fields.errors or language is None:
        return None, fields, back
    return NewMailing(tuple(addresses), cast(Language, language), where, when), fields, back


def addresses_in(text: str) -> tuple[list[str], list[str]]:
    """The addresses in a text, each once, in order; and what looks like one and is none."""
    found: dict[str, str] = {}
    wrong: list[str] = []
    for part in _SEPARATORS.split(text):
        word = part.strip(_WRAPPING)
        if "@" not in word:
            continue
        try:
            checked = validate_email(word, check_deliverability=False)
        except EmailNotValidError:
            wrong.append(word[:80])
        else:
            found.setdefault(email_key(checked.normalized), checked.normalized)
    return list(found.values()), wrong


def _text_of(file: bytes | None, errors: FieldErrors) -> str:
    try:
        if file is not None and b"\x00" not in file:
            return file.decode("utf-8-sig", "replace")[: 4 * _LONGEST_PASTE]
    except UnicodeDecodeError:
        pass
    errors.add("file", UNREADABLE)
    return ""
