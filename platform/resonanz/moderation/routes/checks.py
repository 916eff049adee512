"""The moderators' pages: the queue and the check of a review."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, FromQuery

from resonanz.accounts.guards import moderator
from resonanz.agencies import service as agencies
from resonanz.kernel import clock
from resonanz.kernel.errors import ConflictError
from resonanz.kernel.fields import CHOOSE, FieldErrors, Fields, Typed
from resonanz.kernel.i18n import gettext, lazy
from resonanz.reviews.service import ReviewedTwiceError
from resonanz.web import pages, posted

from .. import forms, service
from ..domain import Verdict
from ..service import (
    ClaimedError,
    Moderator,
    QueuePage,
    agency_claims,
    evidence,
    merges,
    proposals,
    signals,
    text_blocks,
)
from ..service.authorities import waiting_requests
from ..service.errors import OpenCasesError, RefusedAgencyError
from ..service.next_work import Today, today
from ..service.profile_checks import waiting_changes
from ..service.reach import reach_of
from ..service.reply_checks import waiting_replies
from ..service.waiting_cases import SHOWN, waiting_cases
from ..views import QueueView, case_view, figures_view, queue_view
from ..views.agency_claims import claim_row
from ..views.profiles import change_row
from .cases import acting, chosen, go_on

Web = Request[Any, Any, Any]
Page = Response[Any]

_DONE = {
    Verdict.APPROVE: "review_approved",
    Verdict.RETURN: "review_returned",
    Verdict.REJECT: "review_rejected",
}
pages.add_message("review_approved", lazy("Die Bewertung ist freigegeben."))
pages.add_message("review_returned", lazy("Die Bewertung ist zurückgegeben, die Nachricht ist da."))
pages.add_message("review_rejected", lazy("Die Bewertung ist abgelehnt, die Begründung ist da."))
pages.add_message("proposal_joined", lazy("Die Bewertung gehört jetzt zur gelisteten Agentur."))
pages.add_message("case_released", lazy("Der Fall ist wieder frei."), "info")
pages.add_message("queue_empty", lazy("Gerade ist kein Fall frei."), "info")


class Moderation(Controller):
    """`/moderation`: whoever enters is a moderator with password and second factor (TRUST 36)."""

    path = "/moderation"
    guards = (moderator,)

    @get("/")
    async def queue(self, request: Web, after: FromQuery[str] = "") -> Page:
        """What waits, by due date."""
        now = clock.now()
        position = service.read_position(after)
        page = await service.queue_page(acting(request), position, now)
        totals = await today(acting(request), now)
        if position is None:
            view = await _first_page(acting(request), page, totals, now)
        else:
            view = queue_view(page, totals, now, first=False)
        return pages.page(
            request,
            "moderation/queue.html",
            view,
            title=gettext("Warteschlange"),
            private=True,
        )

    @post("/next")
    async def next_case(self, request: Web) -> Page:
        """Claim what is most urgent, of whatever kind."""
        return await go_on(request, None)

    @get("/reviews/{public_id:str}")
    async def case(self, request: Web, public_id: FromPath[str]) -> Page:
        """A case; looking changes nothing."""
        return await review_page(request, public_id)

    @post("/reviews/{public_id:str}/claim")
    async def claim(self, request: Web, public_id: FromPath[str]) -> Page:
        """Take a case over."""
        try:
            await service.claim(public_id, acting(request), clock.now())
        except ConflictError as error:
            return await review_page(request, public_id, notice=_notice(error), status=409)
        return pages.see_other(f"/moderation/reviews/{public_id}")

    @post("/reviews/{public_id:str}/release")
    async def release(self, request: Web, public_id: FromPath[str]) -> Page:
        """Leave a case to others."""
        await service.release(public_id, acting(request))
        return pages.see_other("/moderation", flash="case_released", request=request)

    @post("/reviews/{public_id:str}/decision")
    async def decide(self, request: Web, public_id: FromPath[str]) -> Page:
        """Decide, and go on to the next case."""
        now = clock.now()
        form = await posted.form(request)
        case = await service.case(public_id, acting(request), now)
        decision, errors = forms.read_decision(form, case.review.text)
        typed = forms.typed_of(form)
        if decision is None:
            ticks = forms.read_ticks(form)
            return await review_page(
                request, public_id, typed=typed, errors=errors, ticks=ticks, status=422
            )
        try:
            await service.decide(
                public_id,
                acting(request),
                decision.verdict,
                decision.ground,
                decision.explanation,
                now,
            )
        except ConflictError as error:
            notice = _notice(error)
            return await review_page(request, public_id, typed=typed, notice=notice, status=409)
        await signals.judge_signals(public_id, forms.read_ticks(form), acting(request), now)
        return await go_on(request, _DONE[decision.verdict])

    @post("/reviews/{public_id:str}/insert")
    async def insert(self, request: Web, public_id: FromPath[str]) -> Page:
        """Put a text block into the message; nothing is kept, the author's text stays as it is."""
        form = await posted.form(request)
        typed = forms.inserted(forms.typed_of(form), await text_blocks.words_of(chosen(form)))
        return await review_page(request, public_id, typed=typed, ticks=forms.read_ticks(form))

    @post("/reviews/{public_id:str}/agency")
    async def join(self, request: Web, public_id: FromPath[str]) -> Page:
        """The proposed agency is a listed one; the review stays in the check."""
        slug = Fields(await posted.form(request)).text("same", required=False)
        if not slug:
            errors = FieldErrors(same=CHOOSE)
            return await review_page(request, public_id, errors=errors, status=422)
        try:
            await proposals.join(public_id, slug, acting(request), clock.now())
        except ConflictError as error:
            return await review_page(request, public_id, notice=_notice(error), status=409)
        path = f"/moderation/reviews/{public_id}"
        return pages.see_other(path, flash="proposal_joined", request=request)

    @get("/signals")
    async def figures(self, request: Web) -> Page:
        """How often each signal was right."""
        view = figures_view(await signals.signal_figures(), signals.tone_figures())
        return pages.page(
            request,
            "moderation/signals.html",
            view,
            title=gettext("Hinweise"),
            private=True,
        )


async def _first_page(
    who: Moderator, page: QueuePage, totals: Today, now: dt.datetime
) -> QueueView:
    """Everything but reviews stands on the first page only."""
    proofs = (await evidence.queue(who, now))[:SHOWN]
    refs = await agencies.agencies_by_id({one.agency_id for one in proofs})
    reach = await reach_of(who)
    claims = await agency_claims.queue(reach, who, now)
    return queue_view(
        page,
        totals,
        now,
        first=True,
        requests=await waiting_requests(reach, who, now),
        cases=await waiting_cases(who, now),
        proofs=[(one, refs[one.agency_id].name) for one in proofs],
        replies=await waiting_replies(who, now),
        claims=[claim_row(one, now) for one in claims[:SHOWN]],
        profiles=[change_row(one, now) for one in (await waiting_changes(reach))[:SHOWN]],
        proposals=await proposals.count(reach),
        merges=len(await merges.waiting(reach, who)),
    )


def open_cases_words(error: OpenCasesError) -> str:
    """Which cases have to be decided before."""
    return gettext(
        "Nicht ausgeführt: Erst sind diese Fälle zu entscheiden: %(numbers)s.",
        numbers=", ".join(error.numbers),
    )


def _notice(error: ConflictError) -> str:
    if isinstance(error, ClaimedError):
        return gettext("Nicht ausgeführt: Der Fall ist gerade nicht bei Ihnen.")
    if isinstance(error, RefusedAgencyError):
        return gettext(
            "Nicht ausgeführt: Die Agentur ist abgelehnt. Lehnen Sie auch die Bewertung ab."
        )
    if isinstance(error, OpenCasesError):
        return open_cases_words(error)
    if isinstance(error, ReviewedTwiceError):
        return gettext(
            "Nicht ausgeführt: Wer hier bewertet, hat die andere Agentur schon bewertet. "
            "Lehnen Sie die Bewertung als doppelt ab."
        )
    return gettext("Nicht ausgeführt: Über diese Bewertung wird nicht mehr entschieden.")


async def review_page(
    request: Web,
    public_id: str,
    *,
    typed: Typed | None = None,
    errors: FieldErrors | None = None,
    ticks: Mapping[int, bool] | None = None,
    notice: str = "",
    status: int = 200,
) -> Page:
    """The page of a review's check; `notice` says why a decision was not carried out."""
    now = clock.now()
    case = await service.case(public_id, acting(request), now)
    blocks = await text_blocks.offered()
    view = case_view(case, now, blocks, typed=typed, errors=errors, notice=notice, ticks=ticks)
    return pages.page(
        request,
        "moderation/case.html",
        view,
        title=f"{view.title} · {view.agency_name}",
        status=status,
        private=True,
    )
