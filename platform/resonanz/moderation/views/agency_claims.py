"""What moderators see of claims of agencies."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from resonanz.agencies.domain.claims import ClaimState, DocumentKind, Shortfall, Way
from resonanz.agencies.service.claims import SHORTFALLS
from resonanz.kernel.clock import site_day
from resonanz.kernel.i18n import format_day, format_moment, gettext, lazy

from ..service.agency_claims import ClaimFile, WaitingClaim
from .queue import QueueRow, due_words

Options = tuple[tuple[str, str], ...]

KINDS: Final = {
    DocumentKind.REGISTER: lazy("Handelsregisterauszug"),
    DocumentKind.TRADE: lazy("Gewerbeanmeldung"),
    DocumentKind.LICENCE: lazy("Erlaubnis zur Überlassung (AÜG)"),
    DocumentKind.AUTHORITY: lazy("Vollmacht der Agentur"),
    DocumentKind.OTHER: lazy("anderes Dokument"),
}


@dataclass(frozen=True, slots=True)
class SheetView:
    """A page of a document; `image` is an address without its language."""

    image: str
    width: int
    height: int
    label: str


@dataclass(frozen=True, slots=True)
class ClaimFileView:
    """A claim to decide; `lock` is free, me, other or closed."""

    public_id: str
    agency_name: str
    agency_slug: str
    facts: Options
    owners: Options
    due: str
    late: bool
    lock: str
    until: str
    result: str
    sheets: tuple[SheetView, ...]
    kinds: Options
    shortfalls: Options
    error: str
    notice: str


def claim_row(one: WaitingClaim, now: dt.datetime) -> QueueRow:
    """A claim that waits."""
    chips = [_way(one.way)]
    if one.succeeds:
        chips.append(gettext("Verantwortliche antworten nicht"))
    return QueueRow(
        path=f"/moderation/claims/{one.public_id}",
        title=gettext("Profil übernehmen"),
        agency=one.agency.name,
        due=due_words(one.due_at, now),
        due_iso=one.due_at.isoformat(timespec="seconds"),
        late=one.due_at < now,
        chips=tuple(chips),
        signals=(),
        claim=one.claim,
    )


def claim_file_view(
    file: ClaimFile, now: dt.datetime, *, error: str = "", notice: str = ""
) -> ClaimFileView:
    """Build the page of a claim."""
    claim, open_now = file.claim, file.lock != "closed"
    return ClaimFileView(
        public_id=claim.public_id,
        agency_name=file.agency.name,
        agency_slug=file.agency.slug,
        facts=_facts(file),
        owners=tuple((one.email, _last_seen(one.last_sign_in_at)) for one in file.owners),
        due=due_words(claim.due_at, now) if open_now and claim.due_at else "",
        late=open_now and claim.due_at is not None and claim.due_at < now,
        lock=file.lock,
        until=format_moment(file.until) if file.until else "",
        result=_result(file),
        sheets=tuple(
            SheetView(
                f"/moderation/claims/documents/{sheet.document}/pages/{sheet.number}",
                sheet.width,
                sheet.height,
                gettext("Seite %(page)s", page=number),
            )
            for number, sheet in enumerate(file.sheets, 1)
        ),
        kinds=_kinds(claim.way),
        shortfalls=tuple((f"shortfall:{key}", str(text)) for key, text in _shortfalls(file)),
        error=error,
        notice=notice,
    )


def _facts(file: ClaimFile) -> Options:
    claim = file.claim
    rows = [
        (gettext("Agentur"), file.agency.name),
        (gettext("Ort"), file.agency.city or gettext("unbekannt")),
        (gettext("Website"), file.website or gettext("unbekannt")),
        (gettext("Konto"), file.claimant or gettext("gelöscht")),
        (gettext("Nachweis"), _way(claim.way)),
        (gettext("Beantragt"), format_day(site_day(claim.created_at))),
    ]
    if claim.domain:
        rows.append((gettext("Domain"), claim.domain))
    return tuple(rows)


def _kinds(way: Way) -> Options:
    if way is Way.DOCUMENT:
        return tuple((f"kind:{key}", str(text)) for key, text in KINDS.items())
    return ((f"kind:{DocumentKind.DOMAIN}", gettext("Die Domain ist gezeigt")),)


def _shortfalls(file: ClaimFile) -> list[tuple[Shortfall, object]]:
    by_document = {Shortfall.ILLEGIBLE, Shortfall.OUTDATED, Shortfall.OTHER_AGENCY}
    return [
        (key, text)
        for key, text in SHORTFALLS.items()
        if (file.claim.way is Way.DOCUMENT or key not in by_document)
        and (file.owners or key is not Shortfall.OWNERS_ACTIVE)
    ]


def _way(way: Way) -> str:
    return {
        Way.MAIL: gettext("Link an die Domain"),
        Way.DNS: gettext("DNS-Eintrag"),
        Way.FILE: gettext("Datei auf der Website"),
        Way.DOCUMENT: gettext("Dokument"),
    }[way]


def _last_seen(moment: dt.datetime | None) -> str:
    if moment is None:
        return gettext("noch nie angemeldet")
    return gettext("zuletzt angemeldet am %(day)s", day=format_day(site_day(moment)))


def _result(file: ClaimFile) -> str:
    claim = file.claim
    if claim.state is ClaimState.GRANTED:
        return gettext("Das Profil ist übernommen.")
    if claim.state is ClaimState.REFUSED and claim.reason:
        return gettext("Abgelehnt: %(why)s", why=SHORTFALLS[Shortfall(claim.reason)])
    return gettext("Hier ist nichts mehr zu entscheiden.")
