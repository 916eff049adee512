"""The form's first screen: whom, in which role, when, how far."""

from collections.abc import Mapping

from litestar import Controller, get, post
from litestar.params import FromQuery

from resonanz.accounts.guards import account_of, maybe_signed_in
from resonanz.agencies import service as agencies
from resonanz.agencies.domain.senders import sender_domain
from resonanz.agencies.service import branches
from resonanz.kernel import clock
from resonanz.kernel.fields import clean
from resonanz.kernel.i18n import lazy
from resonanz.web import limits, pages, posted

from .. import forms, service
from ..forms import START_FIELDS
from ..views import screens
from .drafting import (
    ABOUT,
    AGENCY_KEY,
    REVIEW_KEY,
    Page,
    Web,
    agency_name,
    forget,
    invited_to,
    keep,
    load,
    screen,
    show,
    token_of,
)
from .sending import SUSPENDED

FOUND = 8
REPLACES = "replaces"
"""In the form: the agency of the draft that its author was told will be replaced."""
_LONGEST_QUERY = 120
_LONGEST_CODE = 20
_NOT_FOUND = lazy("Diese Agentur haben wir nicht gefunden.")
_NOT_LISTED = lazy(
    "Diese Agentur steht nicht mehr im Verzeichnis und lässt sich hier nicht bewerten."
)
_WHOM = ("agency", "new_name", "new_country")


class StartScreen(Controller):
    """`/reviews/new`: the agency, known or proposed, and what the contact was."""

    path = "/reviews/new"
    guards = (maybe_signed_in,)

    @get("")
    async def start(
        self,
        request: Web,
        agency: FromQuery[str] = "",
        q: FromQuery[str] = "",
        instead: FromQuery[bool] = False,
        invite: FromQuery[str] = "",
    ) -> Page:
        """The first screen; `agency` names the one to review, `q` looks for it.

        `invite` is the code of the agency's invitation; it is remembered with the first answers.

        Who has begun a review of another agency is asked first, unless the agency was chosen
        `instead` of the draft's.
        """
        if domain := sender_domain(q):
            return pages.again(request, q=domain)
        account = account_of(request)
        if account and await service.is_suspended(account.account_id, clock.now()):
            return pages.see_other(SUSPENDED)
        values = (await load(request)).values
        if invite:
            values = {**values, "invite": clean(invite)[:_LONGEST_CODE]}
        query = clean(q)[:_LONGEST_QUERY]
        errors: forms.Errors = {}
        other, status = "", 200
        if agency:
            chosen = await _listed(clean(agency))
            if chosen is None:
                query, errors = clean(agency)[:_LONGEST_QUERY], {"agency": _NOT_FOUND}
                status = 404
                values = {**values, "agency": ""}
            elif _is_other(values, chosen.id) and not (instead and REVIEW_KEY not in values):
                other = await agency_name(values)
                values = {
                    "agency": chosen.slug,
                    "invite": values.get("invite", ""),
                    REPLACES: values[AGENCY_KEY],
                }
            else:
                values = {**values, "agency": chosen.slug}
        elif query:
            values = {**values, "agency": ""}
        return await _page(request, values, errors, query=query, other=other, status=status)

    @post("")
    async def sent(self, request: Web) -> Page:
        """Keep the first screen and go on; a proposed agency is created here."""
        await limits.check(request, "draft_by_network")
        form = await posted.form(request)
        sent = forms.typed(form, START_FIELDS)
        kept = (await load(request)).values
        about = kept.get(AGENCY_KEY, "")
        replaces = bool(about) and (form.get(REPLACES) or [""])[0] == about
        instead = (form.get(ABOUT) or [""])[0] == about and REVIEW_KEY not in kept
        start, errors = forms.read_start(sent, clock.today())
        found = None
        try:
            found = await _agency(request, start, kept) if start else None
            if start and found is None:
                errors = {"agency": _NOT_FOUND}
        except agencies.NotListedError:
            errors = {"new_name": _NOT_LISTED}
        if found is None:
            if replaces:
                return await _page(
                    request, {**sent, REPLACES: about}, errors, other=await agency_name(kept)
                )
            another = any(kept.get(name, "") != sent[name] for name in _WHOM)
            if another and any(sent[name] for name in _WHOM) and REVIEW_KEY not in kept:
                kept.pop(AGENCY_KEY, None)
            return await keep(request, kept | sent, await _page(request, kept | sent, errors))
        if about and found != int(about) and not instead:
            if not replaces:
                asked = {**sent, REPLACES: about}
                return await _page(request, asked, {}, other=await agency_name(kept), status=409)
            kept = {}
        values = kept | sent | {AGENCY_KEY: str(found)}
        return await keep(request, values, pages.see_other("/reviews/new/ledger"))

    @post("/discard")
    async def discard(self, request: Web) -> Page:
        """Throw the draft away, as its author asked."""
        if token := token_of(request):
            await service.discard_draft(token)
        return forget(request, pages.see_other("/reviews/new"))


async def _branches(known: agencies.AgencyRef | None) -> tuple[screens.Option, ...]:
    """The branches to choose from."""
    if known is None:
        return ()
    return tuple((one.public_id, one.label) for one in await branches.branches_of(known.id))


async def _listed(slug: str) -> agencies.AgencyRef | None:
    """The listed agency of a slug, also of one that it had before."""
    found = await agencies.find_for_review(slug)
    if found is None and (now := await agencies.current_slug(slug)):
        found = await agencies.find_for_review(now)
    return found if found is not None and found.state == "listed" else None


def _is_other(values: Mapping[str, str], agency_id: int) -> bool:
    return values.get(AGENCY_KEY, str(agency_id)) != str(agency_id)


async def _agency(request: Web, start: forms.Start, kept: Mapping[str, str]) -> int | None:
    """The agency's id; a proposal of a known name is that agency. None for an unknown slug."""
    if start.proposal is None:
        slug = start.agency or ""
        if AGENCY_KEY in kept and kept.get("agency") == slug:
            return int(kept[AGENCY_KEY])
        found = await _listed(slug)
        return found.id if found else None
    if AGENCY_KEY in kept and start.proposal == forms.proposal_of(kept):
        return int(kept[AGENCY_KEY])
    await limits.check(request, "propose_by_network")
    new = start.proposal
    return await agencies.propose(new.name, new.country, new.city, new.website, clock.now())


async def _page(
    request: Web,
    values: Mapping[str, str],
    errors: forms.Errors,
    *,
    query: str = "",
    other: str = "",
    status: int = 0,
) -> Page:
    slug = values.get("agency", "")
    known = await agencies.find_for_review(clean(slug)) if slug else None
    found = []
    if query:
        await limits.check(request, "search_by_network")
        found = await agencies.search(query, FOUND)
    name = known.name if known else values.get("new_name", "")
    missing = bool(query and not found)
    if missing and not errors and not name:
        values = {**values, "new_name": query}
    shown = screen(1, name, values, errors)
    proposing = any(values.get(name) for name in forms.PROPOSAL_FIELDS)
    view = screens.StartView(
        screen=shown,
        agency=screens.AgencyChoice(known.slug, known.name, known.city or "") if known else None,
        query=query,
        found=tuple(screens.AgencyChoice(a.slug, a.name, a.city or "") for a in found),
        proposing=proposing or missing,
        other_draft=other,
        replaces=values.get(REPLACES, ""),
        invited=await invited_to(values, known.id) if known else False,
        branches=await _branches(known),
        months=screens.month_options(clock.today()),
    )
    return show(request, "reviews/start.html", view, shown, status)
