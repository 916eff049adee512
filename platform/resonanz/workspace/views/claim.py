"""How somebody claims an agency's profile, and where the claim stands."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from resonanz.accounts.views import add_link_page
from resonanz.agencies.domain.claims import (
    DNS_LABEL,
    FILE_PATH,
    OPEN,
    PREFIX,
    ClaimState,
    End,
    Finding,
    Shortfall,
    Way,
)
from resonanz.agencies.domain.domains import Refusal
from resonanz.agencies.domain.members import MemberRole, Objection
from resonanz.agencies.queries.claims import Claim
from resonanz.agencies.queries.proofs import Proof
from resonanz.agencies.service.claims import ENDS, LINK_PURPOSE, SHORTFALLS, Standing
from resonanz.kernel.clock import site_day
from resonanz.kernel.fields import Typed
from resonanz.kernel.i18n import LazyText, format_day, format_moment, gettext, lazy
from resonanz.moderation.domain.evidence import FILES_LIMIT, PAGES_LIMIT

from .invited import OBJECTIONS

add_link_page(
    LINK_PURPOSE,
    lazy("Profil übernehmen"),
    lazy("Ein Klick noch, dann sind Sie mit dieser Adresse angemeldet und verwalten das Profil."),
    lazy("Anmelden und übernehmen"),
)

REFUSALS: Final = {
    Refusal.NO_WEBSITE: lazy("Zu dieser Agentur kennen wir keine Website."),
    Refusal.SHARED: lazy("Die Website dieser Agentur liegt bei einem Anbieter, den viele nutzen."),
    Refusal.FREE_MAIL: lazy("Bei diesem Anbieter bekommt jeder eine Adresse."),
    Refusal.OTHER_DOMAIN: lazy("Diese Adresse liegt nicht bei der Domain der Agentur."),
}
_FINDINGS: Final = {
    Finding.FOUND: lazy("gefunden"),
    Finding.MISSING: lazy("noch nicht gefunden"),
    Finding.DIFFERENT: lazy("gefunden, aber mit anderem Inhalt"),
    Finding.UNREACHABLE: lazy("nicht erreichbar"),
    Finding.PRIVATE: lazy("die Domain führt zu keiner öffentlichen Adresse"),
    Finding.MOVED: lazy("die Adresse leitet weiter; bitte ohne Weiterleitung ablegen"),
}
_WAYS: Final = {
    Way.MAIL: lazy("durch einen Link an eine Adresse bei %(domain)s"),
    Way.DNS: lazy("durch einen DNS-Eintrag bei %(domain)s"),
    Way.FILE: lazy("durch eine Datei bei %(domain)s"),
    Way.DOCUMENT: lazy("durch ein Dokument"),
}


@dataclass(frozen=True, slots=True)
class OpenClaim:
    """A claim that is not decided; `lines` are what has to be put up, by name."""

    way: str
    state: str
    lines: tuple[tuple[str, str], ...]
    checked: str
    until: str


@dataclass(frozen=True, slots=True)
class ClaimView:
    """The page of a claim.

    `step` is `owner`, `member`, `objection`, `open`, `managed` or `choose`; `refusal` says why no
    domain can be shown.
    """

    slug: str
    agency_name: str
    email: str
    step: str
    objection: str
    author: bool
    domain: str
    refusal: str
    open: OpenClaim | None
    ended: str
    proof: str
    proof_fails: bool
    typed: Typed
    error: Typed
    errors: tuple[tuple[str, str], ...]
    files_wrong: bool
    limit_files: int
    limit_pages: int


def claim_view(
    standing: Standing,
    email: str,
    now: dt.datetime,
    *,
    typed: Typed | None = None,
    errors: Mapping[str, LazyText | str] | None = None,
    files: Sequence[tuple[str, str]] = (),
) -> ClaimView:
    """Build the page."""
    found = errors or {}
    claim = standing.claim
    return ClaimView(
        slug=standing.agency.slug,
        agency_name=standing.agency.name,
        email=email,
        step=_step(standing),
        objection=str(OBJECTIONS[standing.objection]) if standing.objection else "",
        author=standing.objection is Objection.AUTHOR,
        domain=standing.domain or "",
        refusal=str(REFUSALS[standing.refusal]) if standing.refusal else "",
        open=_open(claim, standing.host, now) if claim and claim.state in OPEN else None,
        ended=_ended(claim),
        proof=_proof(standing.proof),
        proof_fails=standing.proof is not None and standing.proof.failures > 0,
        typed=typed or Typed(),
        error=Typed((name, str(text)) for name, text in found.items()),
        errors=(*((name, str(text)) for name, text in found.items()), *files),
        files_wrong=bool(files),
        limit_files=FILES_LIMIT,
        limit_pages=PAGES_LIMIT,
    )


def _step(standing: Standing) -> str:
    if standing.claim and standing.claim.state in OPEN:
        return "open"
    if standing.role is not None:
        return "owner" if standing.role is MemberRole.OWNER else "member"
    if standing.objection:
        return "objection"
    return "managed" if standing.managed else "choose"


def _open(claim: Claim, host: str, now: dt.datetime) -> OpenClaim:
    domain = claim.domain or ""
    lines: tuple[tuple[str, str], ...] = ()
    if claim.way is Way.DNS:
        lines = (
            (gettext("Art"), "TXT"),
            (gettext("Name"), f"{DNS_LABEL}.{domain}"),
            (gettext("Wert"), PREFIX + claim.challenge),
        )
    elif claim.way is Way.FILE:
        lines = (
            (gettext("Adresse"), f"https://{host}{FILE_PATH}"),
            (gettext("Inhalt"), PREFIX + claim.challenge),
        )
    return OpenClaim(
        way=claim.way.value,
        state=claim.state.value,
        lines=lines if claim.state is ClaimState.CHECKING else (),
        checked=_checked(claim, now),
        until=format_day(site_day(claim.due_at)) if claim.due_at else "",
    )


def _checked(claim: Claim, now: dt.datetime) -> str:
    if claim.finding is None or claim.check_at is None:
        return ""
    if claim.check_at <= now:
        return gettext("Wir sehen gleich nach.")
    return gettext(
        "Zuletzt: %(finding)s. Wir sehen wieder nach: %(moment)s.",
        finding=_FINDINGS[claim.finding],
        moment=format_moment(claim.check_at),
    )


def _ended(claim: Claim | None) -> str:
    if claim is None or claim.reason is None:
        return ""
    if claim.state is ClaimState.REFUSED:
        return str(SHORTFALLS[Shortfall(claim.reason)])
    return str(ENDS[End(claim.reason)]) if claim.reason == End.LAPSED else ""


def _proof(proof: Proof | None) -> str:
    if proof is None:
        return ""
    return gettext(
        "Gezeigt am %(day)s %(way)s.",
        day=format_day(site_day(proof.proven_at)),
        way=gettext(_WAYS[Way(proof.way)].message, domain=proof.domain or ""),
    )
