"""What an owner says of the agency."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from email_validator import EmailNotValidError, validate_email

from resonanz.agencies.domain.job_fields import JobField
from resonanz.agencies.domain.names import NAME_LENGTH, clean_name
from resonanz.agencies.domain.profiles import (
    MOST_PLACES,
    TEXT_LIMIT,
    TEXTS,
    Kind,
    Licence,
    ProfileField,
    place_of,
    places_of,
)
from resonanz.agencies.domain.websites import website_domain
from resonanz.agencies.service.gazetteers import locate
from resonanz.kernel.fields import FieldErrors, Fields, Typed
from resonanz.kernel.i18n import gettext, lazy

EMAIL_WRONG: Final = lazy("Bitte prüfen Sie die E-Mail-Adresse.")
PHONE_WRONG: Final = lazy("Bitte geben Sie die Nummer mit Ziffern an, etwa 0351 123456.")
WEB_WRONG: Final = lazy("Bitte geben Sie eine Adresse an, die mit https:// beginnt.")
AUTHORITY_ALONE: Final = lazy("Bitte wählen Sie auch, ob die Erlaubnis befristet ist.")
NAME_WRONG: Final = lazy("Bitte geben Sie einen Namen aus Buchstaben oder Ziffern an.")
TOO_MANY: Final = lazy("Das sind zu viele Orte: höchstens 40.")
SHORT: Final = 120
_PHONE: Final = re.compile(r"\+?[0-9(][0-9 ()/.-]{4,28}[0-9]")
_F = ProfileField


@dataclass(frozen=True, slots=True)
class ProfileInput:
    """What was sent: values by field, the revision that was seen, whether to publish."""

    stated: dict[ProfileField, str]
    revision: int
    publish: bool


def read_profile(
    form: Mapping[str, Sequence[str]], country: str, present: str
) -> tuple[ProfileInput, Typed, FieldErrors]:
    """Read the form; the values are whole only where there are no errors.

    New places are looked up in the agency's `country`; `present` are those it has, of which it
    cannot leave out all.
    """
    fields = Fields(form)
    typed = Typed((field.value, fields.raw(field)) for field in ProfileField if field in form)
    for name in (_F.KINDS, _F.JOB_FIELDS):
        typed[name] = " ".join(form.get(name, ()))
    stated = {
        _F.NAME: _name(fields),
        _F.PLACES: _places(fields, country, present),
        _F.LEGAL_FORM: _line(fields, _F.LEGAL_FORM),
        _F.KINDS: " ".join(fields.choices(_F.KINDS, [kind.value for kind in Kind])),
        _F.JOB_FIELDS: " ".join(fields.choices(_F.JOB_FIELDS, [one.value for one in JobField])),
        _F.LICENCE: fields.choice(_F.LICENCE, [one.value for one in Licence], required=False) or "",
        _F.LICENCE_AUTHORITY: _line(fields, _F.LICENCE_AUTHORITY),
        _F.EMAIL: _email(fields),
        _F.PHONE: _phone(fields),
        _F.WEB: _web(fields),
        **{field: fields.text(field, required=False, most=TEXT_LIMIT) for field in TEXTS.values()},
    }
    if stated[_F.LICENCE_AUTHORITY] and stated[_F.LICENCE] in {"", Licence.NOT_NEEDED}:
        fields.errors.add(_F.LICENCE, AUTHORITY_ALONE)
    revision = fields.whole("revision", least=0, most=10**9, required=False) or 0
    return ProfileInput(stated, revision, fields.raw("step") != "preview"), typed, fields.errors


def _name(fields: Fields) -> str:
    text = fields.text(_F.NAME, most=NAME_LENGTH)
    try:
        return clean_name(text) if text else ""
    except ValueError:
        fields.errors.add(_F.NAME, NAME_WRONG)
        return ""


def _places(fields: Fields, country: str, present: str) -> str:
    lines = places_of(fields.text(_F.PLACES, required=bool(present), most=MOST_PLACES * 120))
    if len(lines) > MOST_PLACES:
        fields.errors.add(_F.PLACES, TOO_MANY)
    for line in lines[:MOST_PLACES]:
        postcode, name = place_of(line)
        if line in places_of(present):
            continue
        if len(name) > SHORT or locate(country, name, postcode) is None:
            fields.errors.add(
                _F.PLACES, gettext("Diesen Ort finden wir nicht: %(place)s", place=line)
            )
    return "\n".join(lines)


def _line(fields: Fields, name: str) -> str:
    return " ".join(fields.text(name, required=False, most=SHORT).split())


def _email(fields: Fields) -> str:
    text = fields.text(_F.EMAIL, required=False)
    if not text:
        return ""
    try:
        found = validate_email(text, check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError:
        fields.errors.add(_F.EMAIL, EMAIL_WRONG)
        return ""
    if "." not in found.domain:
        fields.errors.add(_F.EMAIL, EMAIL_WRONG)
    return found.normalized


def _phone(fields: Fields) -> str:
    text = _line(fields, _F.PHONE)
    if text and not _PHONE.fullmatch(text):
        fields.errors.add(_F.PHONE, PHONE_WRONG)
    return text


def _web(fields: Fields) -> str:
    text = fields.text(_F.WEB, required=False, most=300)
    if text and not _is_address(text):
        fields.errors.add(_F.WEB, WEB_WRONG)
    return text


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        odd = parts.port is not None or parts.username is not None
    except ValueError:
        return False
    host = parts.hostname or ""
    return parts.scheme == "https" and not odd and " " not in text and bool(website_domain(host))
