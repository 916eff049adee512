"""An agency corrects one fact: pick a line, correct it, look at it, send it."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, FromQuery

from resonanz.accounts.guards import signed_in_account
from resonanz.kernel import clock
from resonanz.kernel.errors import ConflictError, ForbiddenError, NotFoundError
from resonanz.kernel.fields import Typed
from resonanz.kernel.i18n import LazyText, current_language, gettext, lazy
from resonanz.moderation.service import AgencyMember, corrections
from resonanz.moderation.service.corrections import CorrectableLine, CorrectableReview
from resonanz.scoring.domain.ledger import LedgerLine
from resonanz.web import limits, pages, posted

from ..forms.corrections import FIELDS, read_proposal, values_of
from ..guards import branch_member, membership_of
from ..views.corrections import (
    NOT_PUBLIC,
    REFUSALS,
    SUSPENDED,
    corrections_view,
    pick_view,
    proposal_view,
)

Web = Request[Any, Any, Any]
Page = Response[Any]

pages.add_message(
    "correction_sent", lazy("Gesendet. Wir fragen nach, und Sie erfahren hier das Ergebnis.")
)


class Corrections(Controller):
    """`/desk/agencies/{slug}/corrections`: each agency its own reviews alone (TRUST 42)."""

    path = "/desk/agencies/{slug:str}/corrections"
    guards = (branch_member,)

    @get()
    async def index(self, request: Web, before: FromQuery[str] = "") -> Page:
        """All corrections with their results."""
        membership = membership_of(request)
        found = await corrections.corrections_of_agency(
            membership.agency.id, before, branch_id=membership.branch_id
        )
        return pages.page(
            request,
            "workspace/corrections/index.html",
            corrections_view(membership, found),
            title=gettext("Berichtigungen"),
            private=True,
        )

    @get("/reviews/{public_id:str}")
    async def pick(self, request: Web, public_id: FromPath[str]) -> Page:
        """The lines of a review."""
        found = await _review(request, public_id)
        return pages.page(
            request,
            "workspace/corrections/pick.html",
            pick_view(membership_of(request), found),
            title=gettext("Eine Angabe berichtigen"),
            private=True,
        )

    @get("/reviews/{public_id:str}/{stage:str}")
    async def ask(self, request: Web, public_id: FromPath[str], stage: FromPath[str]) -> Page:
        """One line with what it says now."""
        found = await _review(request, public_id)
        chosen = _line(found, stage)
        return _page(request, found, chosen, Typed(values_of(chosen.line)))

    @post("/reviews/{public_id:str}/{stage:str}")
    async def propose(self, request: Web, public_id: FromPath[str], stage: FromPath[str]) -> Page:
        """Show what the author will read, or send it."""
        found = await _review(request, public_id)
        chosen = _line(found, stage)
        form = await posted.form(request)
        typed = Typed((name, (form.get(name) or [""])[0]) for name in FIELDS)
        if form.get("_action") == ["edit"]:
            return _page(request, found, chosen, typed)
        proposed, errors = read_proposal(form, chosen.line, chosen.fields)
        if proposed is None:
            return _page(request, found, chosen, typed, errors=errors, status=422)
        if form.get("_action") != ["send"]:
            return _page(request, found, chosen, typed, proposed=proposed)
        account = signed_in_account(request)
        await limits.check(request, "correction_by_account", account.public_id)
        who = AgencyMember(account.account_id, account.public_id, account.email, current_language())
        try:
            await corrections.propose(public_id, who, proposed, clock.now())
        except ForbiddenError:
            return _page(request, found, chosen, typed, notice=SUSPENDED, status=403)
        except corrections.RefusedError as refused:
            notice = REFUSALS[refused.refusal]
            return _page(request, found, chosen, typed, notice=notice, status=409)
        except ConflictError:
            return _page(request, found, chosen, typed, notice=NOT_PUBLIC, status=409)
        path = f"/desk/agencies/{membership_of(request).agency.slug}/corrections"
        return pages.see_other(path, flash="correction_sent", request=request)


async def _review(request: Web, public_id: str) -> CorrectableReview:
    agency = membership_of(request).agency
    return await corrections.correctable_review(public_id, agency.id, clock.now())


def _line(found: CorrectableReview, stage: str) -> CorrectableLine:
    chosen = [one for one in found.lines if one.line.stage == stage]
    if not chosen:
        raise NotFoundError("stage")
    return chosen[0]


def _page(
    request: Web,
    found: CorrectableReview,
    chosen: CorrectableLine,
    typed: Typed,
    *,
    errors: Any = None,
    proposed: LedgerLine | None = None,
    notice: LazyText | str = "",
    status: int = 200,
) -> Page:
    """The form, or the preview; a line that cannot be corrected now says why."""
    if not notice and found.suspended:
        notice = SUSPENDED
    if not notice and chosen.refusal:
        notice = REFUSALS[chosen.refusal]
    return pages.page(
        request,
        "workspace/corrections/propose.html",
        proposal_view(
            membership_of(request),
            found,
            chosen,
            typed,
            errors=errors,
            proposed=proposed,
            notice=notice,
        ),
        title=gettext("Eine Angabe berichtigen"),
        status=status,
        private=True,
    )
