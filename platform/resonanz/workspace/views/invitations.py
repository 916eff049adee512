"""The desk's pages of invitations: link, poster, words to copy, numbers, lists."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from resonanz.agencies.domain.invites import InviteCode
from resonanz.agencies.queries.members import Membership
from resonanz.agencies.service.invites import open_quarters
from resonanz.kernel.clock import site_day
from resonanz.kernel.fields import FieldErrors, Fields, Typed
from resonanz.kernel.i18n import (
    LANGUAGES,
    Language,
    format_day,
    format_number,
    format_percent,
    gettext,
    lazy,
    use_language,
)
from resonanz.scoring.views.quarters import quarter_name

from ..domain.mailings import MOST_IN_PERIOD, Recent
from ..queries.mailings import Mailing
from ..service.invitations import InvitationDesk, QuarterFigures
from .frame import DeskFrame, frame

LANGUAGE_NAMES: Final = {"de": "Deutsch", "en": "English", "es": "Español"}
_REASONS: Final = (
    ("routine", lazy("Ich möchte einen neuen Link"), lazy("der alte endet sofort")),
    (
        "leaked",
        lazy("Der Link ist in fremden Händen"),
        lazy(
            "Bewertungen seit diesem Tag, die noch nicht erschienen sind, gelten dann nicht als "
            "eingeladen"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class LinkView:
    """The link as people read it, and the words of a mail that agencies send themselves."""

    address: str
    code: str
    until: str
    posters: tuple[tuple[str, str], ...]
    letters: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class QuarterRow:
    """A quarter's numbers in words."""

    quarter: str
    entered: str
    mailed: str
    came: str
    share: str


@dataclass(frozen=True, slots=True)
class InvitationsView:
    """The page; `link` is None before the agency began."""

    frame: DeskFrame
    link: LinkView | None
    quarters: tuple[QuarterRow, ...]
    open_quarters: tuple[tuple[str, str], ...]
    reasons: tuple[tuple[str, str, str], ...]
    typed: Typed
    error: Typed
    errors: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MailingRow:
    """A list that got its mails."""

    day: str
    addresses: str
    bounced: str
    consent: str


@dataclass(frozen=True, slots=True)
class MailingView:
    """The page of a new list; `blocked` says why there can be none now, "" if there can."""

    frame: DeskFrame
    blocked: str
    room: str
    subject: str
    words: str
    languages: tuple[tuple[str, str], ...]
    mailings: tuple[MailingRow, ...]
    addresses: str
    typed: Typed
    error: Typed
    errors: tuple[tuple[str, str], ...] = field(default=())


def invitations_view(
    desk: InvitationDesk,
    membership: Membership,
    base_url: str,
    today: dt.date,
    fields: Fields | None = None,
) -> InvitationsView:
    """Build the page; `fields` is a form that has to be corrected."""
    shown = frame(membership, "invitations")
    found = fields.errors if fields else FieldErrors()
    names = ("reason", "since", "quarter", "invited")
    return InvitationsView(
        frame=shown,
        link=_link(desk.code, shown, base_url) if desk.code else None,
        quarters=tuple(_quarter_row(one) for one in desk.figures),
        open_quarters=tuple((one.isoformat(), quarter_words(one)) for one in open_quarters(today)),
        reasons=tuple((key, str(label), str(hint)) for key, label, hint in _REASONS),
        typed=Typed((name, fields.raw(name)) for name in names) if fields else Typed(),
        error=Typed((name, str(text)) for name, text in found.items()),
        errors=tuple((name, str(text)) for name, text in found.items()),
    )


def quarter_words(first: dt.date) -> str:
    """A quarter as people say it."""
    return quarter_name(first.year, (first.month + 2) // 3)


def _link(code: InviteCode, of: DeskFrame, base_url: str) -> LinkView:
    address = f"{base_url}/i/{code.shown}"
    return LinkView(
        address=address,
        code=code.shown,
        until=format_day(code.last_on),
        posters=tuple(
            (LANGUAGE_NAMES[language], f"{of.base}/invitations/poster/{language}")
            for language in LANGUAGES
        ),
        letters=tuple(
            (language, LANGUAGE_NAMES[language], *_letter(of.agency_name, address, language))
            for language in LANGUAGES
        ),
    )


def _letter(agency: str, address: str, language: Language) -> tuple[str, str]:
    """Subject and text of a mail to everybody, in a language."""
    with use_language(language):
        parts = (
            gettext("Guten Tag,"),
            gettext(
                "wie haben wir uns gemeldet, als Sie sich bei uns beworben haben? Ob Zusage, "
                "Absage oder keine Antwort: Wir bitten alle um eine Bewertung, nicht nur manche."
            ),
            address,
            gettext(
                "Es dauert etwa drei Minuten und geht ohne Konto. Wir erfahren nicht, wer "
                "geschrieben hat. Die Bewertung trägt den Hinweis „eingeladen“, weil wir darum "
                "bitten."
            ),
            gettext(
                "Möchten Sie solche Mails nicht? Antworten Sie kurz, dann schreiben wir Ihnen "
                "keine mehr."
            ),
            agency,
        )
        return gettext("Wie war der Kontakt mit uns?"), "\n\n".join(parts)


def _quarter_row(one: QuarterFigures) -> QuarterRow:
    share = one.came / one.invited if one.came is not None and one.invited else None
    return QuarterRow(
        quarter=quarter_words(one.quarter),
        entered=format_number(one.entered),
        mailed=format_number(one.mailed),
        came="–" if one.came is None else format_number(one.came),
        share="–" if share is None or share > 1 else format_percent(share),
    )


def mailing_view(
    membership: Membership,
    recent: Recent,
    mailings: Sequence[Mailing],
    *,
    has_code: bool,
    blocked: str = "",
    addresses: str = "",
    fields: Fields | None = None,
) -> MailingView:
    """Build the page of a new list."""
    shown = frame(membership, "invitations")
    found = fields.errors if fields else FieldErrors()
    names = ("language", "everyone", "consent", "consent_where", "consent_when")
    return MailingView(
        frame=shown,
        blocked=blocked or _blocked(recent, has_code=has_code),
        room=format_number(max(0, MOST_IN_PERIOD - recent.addresses)),
        subject=gettext("Ihre Erfahrung mit %(agency)s", agency=shown.agency_name),
        words=gettext(
            "%(agency)s bittet alle, mit denen sie in dieser Zeit zu tun hatte, um eine Bewertung: "
            "Kam eine Antwort, wann, und half sie? Ob Zusage, Absage oder Schweigen, jede "
            "Erfahrung zählt gleich.",
            agency=shown.agency_name,
        ),
        languages=tuple((code, LANGUAGE_NAMES[code]) for code in LANGUAGES),
        mailings=tuple(_mailing_row(one) for one in mailings),
        addresses=addresses,
        typed=Typed((name, fields.raw(name)) for name in names) if fields else Typed(),
        error=Typed((name, str(text)) for name, text in found.items()),
        errors=tuple((name, str(text)) for name, text in found.items()),
    )


def _blocked(recent: Recent, *, has_code: bool) -> str:
    if not has_code:
        return gettext("Legen Sie zuerst den Einladungslink an.")
    if recent.paused:
        return gettext(
            "Zu viele Adressen der letzten Listen gab es nicht mehr. Solche Listen sind meist alt, "
            "und mit ihnen die Einwilligungen. Nach 30 Tagen geht es weiter."
        )
    if not recent.has_room(1):
        return gettext("In den letzten 30 Tagen gingen schon so viele Mails hinaus wie möglich.")
    return ""


def _mailing_row(one: Mailing) -> MailingRow:
    return MailingRow(
        day=format_day(site_day(one.sent_at)),
        addresses=format_number(one.addresses),
        bounced=format_number(one.bounced),
        consent=f"{one.consent_where}, {one.consent_when}",
    )
