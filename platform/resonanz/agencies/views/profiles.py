"""What an agency says of itself, as the public reads it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from resonanz.kernel.clock import site_day
from resonanz.kernel.i18n import LANGUAGES, Language, format_day, gettext, lazy

from ..domain.job_fields import JobField
from ..domain.profiles import (
    PRIVATE,
    Change,
    ChangeState,
    Kind,
    Licence,
    ProfileField,
    Stated,
    places_of,
    shown_text,
)
from . import JOB_FIELDS

_F = ProfileField
FIELDS: Final = {
    _F.NAME: lazy("Name"),
    _F.PLACES: lazy("Orte"),
    _F.LEGAL_FORM: lazy("Rechtsform"),
    _F.KINDS: lazy("Was die Agentur macht"),
    _F.JOB_FIELDS: lazy("Berufsfelder"),
    _F.LICENCE: lazy("Erlaubnis zur Arbeitnehmerüberlassung"),
    _F.LICENCE_AUTHORITY: lazy("Wer die Erlaubnis erteilt hat"),
    _F.EMAIL: lazy("E-Mail für Kandidat:innen"),
    _F.PHONE: lazy("Telefon für Kandidat:innen"),
    _F.WEB: lazy("Kontaktseite im Netz"),
    _F.TEXT_DE: lazy("Text auf Deutsch"),
    _F.TEXT_EN: lazy("Text auf Englisch"),
    _F.TEXT_ES: lazy("Text auf Spanisch"),
}
STATED_KINDS: Final = {
    Kind.TEMP: lazy("Zeitarbeit"),
    Kind.PLACEMENT: lazy("Personalvermittlung"),
    Kind.SEARCH: lazy("Executive Search"),
    Kind.FREELANCE: lazy("Vermittlung von Freiberufler:innen"),
    Kind.PAYROLLING: lazy("Payrolling"),
}
LICENCES: Final = {
    Licence.UNLIMITED: lazy("unbefristet erteilt"),
    Licence.LIMITED: lazy("befristet erteilt"),
    Licence.NOT_NEEDED: lazy("nicht nötig: überlässt keine Arbeitnehmer:innen"),
}


@dataclass(frozen=True, slots=True)
class StatedView:
    """Rows of (what, value, address or ""), and a text with its language; all may be empty."""

    rows: tuple[tuple[str, str, str], ...]
    language: str
    paragraphs: tuple[str, ...]

    @property
    def says_something(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.rows or self.paragraphs)


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A change in a history; `before` and `after` are "" where they are not shown."""

    day: str
    field: str
    before: str
    after: str
    state: str
    message: tuple[str, ...]


def stated_view(stated: Stated, language: Language) -> StatedView:
    """Build what a page in a language shows."""
    rows = []
    for field in (_F.KINDS, _F.JOB_FIELDS, _F.LEGAL_FORM, _F.LICENCE):
        if value := value_words(field, stated.get(field, "")):
            if field is _F.LICENCE and stated.get(_F.LICENCE_AUTHORITY):
                value = f"{value}, {stated[_F.LICENCE_AUTHORITY]}"
            rows.append((str(FIELDS[field]), value, ""))
    for field, scheme in ((_F.EMAIL, "mailto:"), (_F.PHONE, "tel:"), (_F.WEB, "")):
        if value := stated.get(field, ""):
            target = _dialled(value) if field is _F.PHONE else value
            rows.append((str(FIELDS[field]), value, scheme + target))
    code, text = shown_text(stated, language, LANGUAGES)
    return StatedView(tuple(rows), code, tuple(part for part in text.split("\n") if part))


def _dialled(phone: str) -> str:
    return "".join(char for char in phone if char.isdigit() or char == "+")


def value_words(field: ProfileField, value: str) -> str:
    """A value in words; "" for none."""
    match field:
        case _F.KINDS:
            return _listed(STATED_KINDS, value.split())
        case _F.JOB_FIELDS:
            return _listed(JOB_FIELDS, value.split())
        case _F.LICENCE:
            return str(LICENCES[Licence(value)]) if value in set(Licence) else ""
        case _F.PLACES:
            return ", ".join(places_of(value))
    return value


def _listed(words: Mapping[Kind, object] | Mapping[JobField, object], keys: Collection[str]) -> str:
    return ", ".join(str(word) for key, word in words.items() if key.value in keys)


def public_changes(changes: Collection[Change]) -> tuple[ChangeView, ...]:
    """What the public reads of changes: no persons, no old texts, nothing that was taken back."""
    rows = []
    for one in changes:
        if one.state not in {ChangeState.PUBLIC, ChangeState.REVERTED}:
            continue
        shown = one.state is ChangeState.PUBLIC and one.field not in PRIVATE
        reverted = one.state is ChangeState.REVERTED
        rows.append(
            ChangeView(
                day=format_day(site_day(one.made_at)),
                field=str(FIELDS[one.field]),
                before=value_words(one.field, one.before) if shown else "",
                after=value_words(one.field, one.after) if shown else "",
                state=gettext("von der Moderation zurückgenommen") if reverted else "",
                message=(),
            )
        )
    return tuple(rows)


STATES: Final = {
    ChangeState.PUBLIC: lazy("öffentlich"),
    ChangeState.WAITING: lazy("wartet auf die Moderation"),
    ChangeState.REFUSED: lazy("von der Moderation abgelehnt"),
    ChangeState.REVERTED: lazy("von der Moderation zurückgenommen"),
    ChangeState.WITHDRAWN: lazy("von Ihnen zurückgezogen"),
}


def own_changes(changes: Collection[Change]) -> tuple[ChangeView, ...]:
    """What an agency's members read of its changes."""
    return tuple(
        ChangeView(
            day=format_day(site_day(one.made_at)),
            field=str(FIELDS[one.field]),
            before=value_words(one.field, one.before),
            after=value_words(one.field, one.after),
            state=str(STATES[one.state]),
            message=tuple(part for part in one.message.split("\n") if part),
        )
        for one in changes
    )
