"""What an author sees of late feedback, and what both sides read of a release."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from resonanz.agencies.service import AgencyRef
from resonanz.kernel.clock import site_day
from resonanz.kernel.fields import Typed
from resonanz.kernel.i18n import LazyText, format_day, format_month, gettext, lazy
from resonanz.scoring import views as words
from resonanz.scoring.domain.ledger import Concreteness, DaysClass

from ..domain import MONTHS, months_back
from ..domain.late_feedback import CONFIRMABLE, LateState, Release, late_days
from ..service import LateOffer

LATE_PART: Final = "reviews/late/_part.html"
Options = tuple[tuple[str, str], ...]
Pairs = tuple[tuple[str, str], ...]

OWN_STATES: Final = {
    LateState.OFFERED: lazy("wartet auf Ihre Wahl"),
    LateState.SELF: lazy("Sie melden sich selbst"),
    LateState.NAMED: lazy("Stelle und Monat sind für die Agentur freigegeben"),
    LateState.DELIVERED: lazy("die Agentur sagt, die Rückmeldung ist unterwegs"),
    LateState.DECLINED: lazy("Sie möchten keine späte Rückmeldung"),
    LateState.LAPSED: lazy("ohne Antwort beendet"),
    LateState.UNCONFIRMED: lazy("beendet, nicht bestätigt"),
    LateState.CAME: lazy("die Rückmeldung kam"),
    LateState.MISSED: lazy("die Rückmeldung kam nicht"),
}
_PARTS: Final = {
    LateState.OFFERED: lazy("Die Agentur möchte Ihnen noch eine Rückmeldung geben."),
    LateState.SELF: lazy("Sie wollten sich bei der Agentur melden. Kam die Rückmeldung?"),
    LateState.NAMED: lazy("Die Agentur darf Stelle und Monat lesen. Kam die Rückmeldung?"),
    LateState.DELIVERED: lazy("Die Agentur sagt, die Rückmeldung ist unterwegs. Kam sie?"),
}


@dataclass(frozen=True, slots=True)
class LatePartView:
    """The way to an offer, on the author's page of the review."""

    public_id: str
    words: str
    link: str


@dataclass(frozen=True, slots=True)
class OwnLateView:
    """An offer for its author.

    `released` is what the agency may read, `preview` what it would; () without. `contacts` are the
    agency's own for candidates (name, text, address). At most one of `choosing` and `confirming`
    is true.
    """

    public_id: str
    agency_name: str
    agency_slug: str
    review_id: str
    stage: str
    line: str
    state: str
    due_on: str
    choosing: bool
    confirming: bool
    takes_back: bool
    waits_for_agency: bool
    released: Pairs
    preview: Pairs
    months: Options
    days: Options
    concreteness: Options
    contacts: tuple[tuple[str, str, str], ...]
    typed: Typed
    error: Typed
    errors: tuple[tuple[str, str], ...]
    notice: str
    came: str


def late_part(offer: LateOffer) -> LatePartView | None:
    """Build the way to an offer; None once it has ended."""
    if offer.state not in _PARTS:
        return None
    chooses = offer.state is LateState.OFFERED
    return LatePartView(
        offer.public_id,
        str(_PARTS[offer.state]),
        gettext("Ansehen und wählen") if chooses else gettext("Ansehen und antworten"),
    )


def own_late_view(
    offer: LateOffer,
    agency: AgencyRef,
    today: dt.date,
    *,
    typed: Typed | None = None,
    errors: Mapping[str, LazyText | str] | None = None,
    preview: Release | None = None,
    contacts: tuple[tuple[str, str, str], ...] = (),
    notice: str = "",
) -> OwnLateView:
    """Build the author's page of an offer."""
    texts = tuple((name, str(text)) for name, text in (errors or {}).items())
    late = offer.late
    return OwnLateView(
        public_id=offer.public_id,
        agency_name=agency.name,
        agency_slug=agency.slug if agency.state == "listed" else "",
        review_id=offer.review_public_id,
        stage=str(words.STAGES[offer.line.stage]),
        line=words.line_words(offer.line),
        state=str(OWN_STATES[offer.state]),
        due_on=format_day(site_day(offer.due_at)) if offer.due_at else "",
        choosing=offer.public and offer.state is LateState.OFFERED,
        confirming=offer.public and offer.state in CONFIRMABLE,
        takes_back=offer.state in {LateState.SELF, LateState.NAMED},
        waits_for_agency=offer.state is LateState.NAMED,
        released=release_pairs(offer.release) if offer.release else (),
        preview=release_pairs(preview) if preview else (),
        months=tuple((f"{m:%Y-%m}", format_month(m)) for m in months_back(today, MONTHS)),
        days=tuple(
            (str(days), str(words.DAYS[DaysClass(days)]))
            for days in late_days(offer.line.to_dict())
        ),
        concreteness=tuple((str(c.value), str(words.CONCRETENESS[c])) for c in Concreteness),
        contacts=contacts,
        typed=typed or Typed(),
        error=Typed(texts),
        errors=texts,
        notice=notice,
        came=words.late_words(DaysClass(late.days), Concreteness(late.concreteness))
        if late
        else "",
    )


def release_pairs(release: Release) -> Pairs:
    """What an agency reads of a release: the same for its author beforehand."""
    month = release.month
    return (
        (gettext("Stelle"), release.job),
        (
            gettext("Letzter Kontakt"),
            format_month(dt.date.fromisoformat(f"{month}-01")) if month else gettext("ohne Angabe"),
        ),
    )
