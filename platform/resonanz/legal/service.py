"""Legal texts: Markdown with marks that the operator's settings fill; versions of the terms."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from resonanz.audit import service as audit
from resonanz.kernel import db, i18n, markdown, settings, templates
from resonanz.kernel.errors import ConflictError, NotFoundError
from resonanz.kernel.i18n import Language
from resonanz.kernel.markdown import Text
from resonanz.kernel.operator import NONE
from resonanz.kernel.paths import data_dir
from resonanz.kernel.settings import PREFIX, Settings

from . import mails, queries
from .domain import NOTICE_DAYS, Standing, Version, effective_on, standing

PAGES: Final = ("imprint", "contact", "privacy", "accessibility")
_TERMS: Final = "terms"
_SHOWN: Final = (
    "operator_name", "operator_address", "operator_represented_by", "operator_phone",
    "operator_register", "operator_vat_id", "editor", "privacy_contact", "privacy_authority",
    "accessibility_authority", "contact_email",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Announcement:
    """A version that members of agencies were told of, from when it holds, and how many know."""

    version: int
    effective: dt.date
    members: int


def text(name: str, language: Language) -> Text:
    """A legal page in a language, filled."""
    return _filled(name, language, settings.current())


def terms(number: int, language: Language) -> Text:
    """A version of the terms in a language, filled."""
    return _filled(f"{_TERMS}/{number}", language, settings.current())


async def terms_standing(today: dt.date) -> tuple[Standing, Mapping[int, dt.date]]:
    """Which version of the terms holds today, and from which day each holds that is public."""
    known, announced = versions(), await queries.announced()
    days = {one.number: effective_on(one, known[0], announced.get(one.number)) for one in known}
    public = {number: day for number, day in days.items() if day is not None}
    return standing(known, announced, today), public


async def announce(number: int, now: dt.datetime, today: dt.date) -> Announcement:
    """Tell everybody who acts for an agency that a version of the terms is coming.

    Raises NotFoundError for an unknown version, ConflictError for the first and for one that was
    announced before.
    """
    known = versions()
    found = next((one for one in known if one.number == number), None)
    if found is None:
        raise NotFoundError(f"terms {number}")
    if found == known[0]:
        raise ConflictError("The first version needs no announcement.")
    effective = effective_on(found, known[0], today)
    assert effective is not None
    async with db.transaction():
        members = await queries.members()
        if not await queries.insert(number, today, len(members)):
            raise ConflictError(f"Version {number} was announced before.")
        await mails.terms_change(members, number, effective)
        await audit.record(
            "system", "terms.announced", "terms", str(number), detail={"days": NOTICE_DAYS}, now=now
        )
    return Announcement(number, effective, len(members))


def versions() -> tuple[Version, ...]:
    """All versions of the terms, the first one first."""
    return _versions(settings.current().legal_dir)


@lru_cache(maxsize=8)
def _versions(own: str) -> tuple[Version, ...]:
    folders = [data_dir("templates") / "legal", *([Path(own)] if own else [])]
    numbers = {
        int(path.stem)
        for folder in folders
        for path in (folder / i18n.SOURCE_LANGUAGE / _TERMS).glob("*.md")
        if path.stem.isdigit()
    }
    return tuple(
        Version(number, markdown.given(found.front, "valid_from", dt.date, f"{_TERMS}/{number}"))
        for number in sorted(numbers)
        if (found := terms(number, i18n.SOURCE_LANGUAGE))
    )


@lru_cache(maxsize=64)
def _filled(name: str, language: Language, present: Settings) -> Text:
    source = _source(name, language, present.legal_dir)
    with i18n.use_language(language):
        values = _values(present)
    raw = {"contact_email": present.contact_email}
    made = templates.fill(source, o=values, raw=raw, site=present.site_name, lines=_lines)
    return markdown.read(name, language, made)


def _source(name: str, language: Language, own: str) -> str:
    for folder in ([Path(own)] if own else []) + [data_dir("templates") / "legal"]:
        path = folder / language / f"{name}.md"
        if path.is_file():
            return path.read_text(encoding="utf-8")
    raise NotFoundError(name)


def _values(present: Settings) -> dict[str, Any]:
    """What the marks stand for: "" for none, the setting's name where it is not filled."""
    values: dict[str, Any] = {name: _said(name, getattr(present, name)) for name in _SHOWN}
    values["eu_representative"] = markdown.escape(present.eu_representative)
    processors = _said("processors", present.processors)
    values["processors"] = [one.strip() for one in processors.split(";") if one.strip()]
    country = present.operator_country.upper()
    values["country"] = i18n.locale().territories.get(country, "") or _said(
        "operator_country", country
    )
    values["outside"] = bool(country) and present.outside_europe()
    names = i18n.locale().languages
    languages = [names[code] for code in present.contact_languages]
    values["languages"] = ", ".join(languages) or _said("contact_languages", "")
    return values


def _said(name: str, value: str) -> str:
    if not value:
        return markdown.escape(f"[{PREFIX}{name.upper()}]")
    return "" if value.strip().lower() == NONE else markdown.escape(value)


def _lines(address: str) -> str:
    return "\\\n".join(part.strip() for part in address.split(","))
