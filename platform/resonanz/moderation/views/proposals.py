"""The pages of proposed agencies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from resonanz.kernel.fields import Typed
from resonanz.kernel.i18n import LazyText, format_moment, gettext, ngettext
from resonanz.reviews.views.screens import COUNTRY_NAMES

from ..domain import EXPLANATION_LIMIT
from ..service.proposals import ProposalFile, ProposedAgency, WaitingReview
from .case import SimilarView, similar_views
from .queue import QueueRow


@dataclass(frozen=True, slots=True)
class ProposalListView:
    """A page of proposed agencies; `next` is where the following begins, "" on the last one."""

    rows: tuple[QueueRow, ...]
    first: bool
    next: str


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A proposed agency with its forms; `same` are the choices of "this is".

    `returned` if a review is approved or lies with its author: then it cannot be refused.
    """

    public_id: str
    name: str
    country: str
    similar: tuple[SimilarView, ...]
    same: tuple[tuple[str, str], ...]
    reviews: tuple[tuple[str, str], ...]
    returned: bool
    notice: str
    limit: int
    typed: Typed
    error: Typed
    errors: tuple[tuple[str, str], ...]


def proposal_list_view(
    found: Sequence[ProposedAgency], following: int | None, *, first: bool
) -> ProposalListView:
    """Build the list."""
    return ProposalListView(
        tuple(_row(one) for one in found), first, str(following) if following else ""
    )


def _row(one: ProposedAgency) -> QueueRow:
    country = str(COUNTRY_NAMES.get(one.country, one.country))
    return QueueRow(
        path=f"/moderation/proposals/{one.public_id}",
        title=one.name,
        agency=" · ".join(part for part in (one.city, country, one.website) if part),
        due=gettext("vorgeschlagen am %(day)s", day=format_moment(one.proposed_at)),
        due_iso=one.proposed_at.isoformat(timespec="seconds"),
        late=False,
        chips=(ngettext("%(num)s Bewertung wartet", "%(num)s Bewertungen warten", one.reviews),),
        signals=tuple(
            gettext("ähnlich: %(name)s", name=each.agency.name) for each in one.similar[:2]
        ),
        claim="",
    )


def proposal_view(
    file: ProposalFile,
    *,
    typed: Typed | None = None,
    errors: Mapping[str, LazyText | str] | None = None,
    notice: str = "",
) -> ProposalView:
    """Build the page of one; without `typed` its form shows what the candidate wrote."""
    agency, found, similar = file.agency, errors or {}, similar_views(file.similar)
    written = Typed(name=agency.name, city=agency.city or "", website=file.website or "")
    return ProposalView(
        public_id=agency.public_id,
        name=agency.name,
        country=str(COUNTRY_NAMES.get(agency.country, agency.country)),
        similar=similar,
        same=tuple((one.slug, one.name) for one in similar),
        reviews=tuple(
            (f"/moderation/reviews/{one.public_id}", _words(one)) for one in file.reviews
        ),
        returned=any(one.state != "pre_check" for one in file.reviews),
        notice=notice,
        limit=EXPLANATION_LIMIT,
        typed=written if typed is None else Typed({**written, **typed}),
        error=Typed((name, str(text)) for name, text in found.items()),
        errors=tuple((name, str(text)) for name, text in found.items()),
    )


def _words(one: WaitingReview) -> str:
    moment = format_moment(one.submitted_at)
    match one.state:
        case "returned":
            return gettext("gesendet am %(moment)s, liegt bei der Verfasser:in", moment=moment)
        case "approved":
            return gettext("gesendet am %(moment)s, freigegeben", moment=moment)
    return gettext("gesendet am %(moment)s, wartet auf die Prüfung", moment=moment)
