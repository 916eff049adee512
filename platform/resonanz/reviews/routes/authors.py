"""An author's own reviews, signed in or by the status link of a mail."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, FromQuery

from resonanz.accounts import service as accounts
from resonanz.accounts.guards import account_of, signed_in
from resonanz.agencies import service as agencies
from resonanz.agencies.service import branches
from resonanz.kernel import clock
from resonanz.kernel.errors import ConflictError, NotFoundError
from resonanz.kernel.events import emit
from resonanz.kernel.i18n import current_language, gettext, lazy
from resonanz.web import limits, pages, posted
from resonanz.web.guards import anyone

from .. import forms, service
from ..domain import EDITABLE_STATES, OPEN_REVISIONS, OwnReviewShown, Part, RevisionState, State
from ..views.late_feedback import LATE_PART, late_part
from ..views.mine import MyReviewsView, MyReviewView, StatusView, my_review_view
from ..views.waiting import waiting_words
from . import drafting
from .sending import SUSPENDED

pages.add_message(
    "review_confirmed", lazy("Danke. Ihre Bewertung ist bestätigt und wird jetzt geprüft.")
)

pages.add_message("edit_withdrawn", lazy("Ihre Änderung ist zurückgezogen."))

Web = Request[Any, Any, Any]
Page = Response[Any]


class MyReviews(Controller):
    """`/my/reviews` and the status link."""

    path = ""
    guards = (anyone,)

    @get("/my/reviews", guards=[signed_in])
    async def index(self, request: Web) -> Page:
        """All reviews of the account."""
        records = await service.mine(_account(request))
        briefs = await agencies.agencies_by_id([record.agency_id for record in records])
        edits = await service.revision_states(_account(request))
        offers = await service.offers_on([record.id for record in records])
        view = MyReviewsView(
            tuple(
                my_review_view(
                    record,
                    briefs[record.agency_id],
                    edited=edits.get(record.id),
                    offer=offers.get(record.id),
                )
                for record in records
            )
        )
        return pages.page(
            request, "reviews/mine.html", view, title=gettext("Meine Bewertungen"), private=True
        )

    @get("/my/reviews/{public_id:str}", guards=[signed_in])
    async def show(
        self,
        request: Web,
        public_id: FromPath[str],
        earlier: FromQuery[bool] = False,
        draft: FromQuery[bool] = False,
    ) -> Page:
        """One review with its state and the messages about it."""
        record = await _own(request, public_id)
        other = await drafting.agency_name((await drafting.load(request)).values) if draft else ""
        shown = OwnReviewShown(record.id, public_id, [])
        await emit(shown)
        view = StatusView(
            await _view(record),
            own=True,
            earlier=earlier,
            refused=_never_queued(record) and await agencies.is_member(_account(request)),
            other_draft=other,
            parts=(*shown.parts, *await _late_parts(record)),
            waiting=await _waiting(record),
        )
        title = gettext("Ihre Bewertung")
        return pages.page(request, "reviews/my_review.html", view, title=title, private=True)

    @get("/my/reviews/{public_id:str}/confirmed", guards=[signed_in])
    async def confirmed(self, request: Web, public_id: FromPath[str]) -> Page:
        """Where the mailed link leads: to the review, or to the one that was there before."""
        record = await _own(request, public_id)
        first = None
        if _never_queued(record):
            first = await service.earlier_review(public_id, clock.now())
            if first is None and await service.is_suspended(_account(request), clock.now()):
                return pages.see_other(SUSPENDED)
        target = f"/my/reviews/{first}?earlier=1" if first else f"/my/reviews/{public_id}"
        thanks = "review_confirmed" if record.state is State.PRE_CHECK else None
        return pages.see_other(target, flash=thanks, request=request)

    @post("/my/reviews/{public_id:str}/edit", guards=[signed_in])
    async def edit(self, request: Web, public_id: FromPath[str]) -> Page:
        """Open a review in the form again; a draft that was begun there goes on.

        A returned review is sent again, a public one gets an edit with a check of its own.
        """
        record = await _own(request, public_id)
        source = await _to_change(record)
        draft = (await drafting.load(request)).values
        if draft.get(drafting.REVIEW_KEY) == public_id:
            return pages.see_other("/reviews/new")
        if drafting.AGENCY_KEY in draft and not (await posted.form(request)).get("replace"):
            return pages.see_other(f"/my/reviews/{public_id}?draft=1")
        brief = (await agencies.agencies_by_id([record.agency_id]))[record.agency_id]
        values = forms.values_of(source, brief.slug) | {
            "branch": await branches.public_id_of(record.agency_id, source.branch_id),
            drafting.REVIEW_KEY: public_id,
            drafting.AGENCY_KEY: str(record.agency_id),
        }
        if record.state is not State.RETURNED:
            values[drafting.EDITS_KEY] = "yes"
        return await drafting.keep(request, values, pages.see_other("/reviews/new"))

    @post("/my/reviews/{public_id:str}/edit/withdraw", guards=[signed_in])
    async def withdraw_edit(self, request: Web, public_id: FromPath[str]) -> Page:
        """Take back an edit that is not published yet; the review stays as it is."""
        await service.withdraw_revision(public_id, _account(request), clock.now())
        return pages.see_other(f"/my/reviews/{public_id}", flash="edit_withdrawn", request=request)

    @get("/my/reviews/{public_id:str}/withdraw", guards=[signed_in])
    async def ask_withdraw(self, request: Web, public_id: FromPath[str]) -> Page:
        """Ask before the review is withdrawn."""
        view = await _view(await _own(request, public_id))
        return pages.page(
            request,
            "reviews/withdraw.html",
            StatusView(view, own=True),
            title=gettext("Bewertung zurückziehen?"),
            private=True,
        )

    @post("/my/reviews/{public_id:str}/withdraw", guards=[signed_in])
    async def withdraw(self, request: Web, public_id: FromPath[str]) -> Page:
        """Withdraw the review."""
        await service.withdraw(public_id, _account(request), clock.now())
        return pages.see_other(f"/my/reviews/{public_id}")

    @get("/reviews/status/{secret:str}", guards=[anyone])
    async def status(
        self, request: Web, secret: FromPath[str], sent: FromQuery[bool] = False
    ) -> Page:
        """The state of a review for whoever holds its status link."""
        record = await service.by_status_secret(secret)
        if record is None:
            raise NotFoundError("status")
        view = StatusView(
            await _view(record),
            own=False,
            secret=secret,
            link_sent=sent,
            waiting=await _waiting(record),
        )
        return pages.page(
            request, "reviews/my_review.html", view, title=gettext("Ihre Bewertung"), private=True
        )

    @post("/reviews/status/{secret:str}/link", guards=[anyone])
    async def status_link(self, request: Web, secret: FromPath[str]) -> Page:
        """Mail the author a link that signs in, to change or withdraw the review."""
        record = await service.by_status_secret(secret)
        if record is None:
            raise NotFoundError("status")
        email = await service.author_email(record.public_id)
        if email is not None:
            await limits.check_all(request, {"link_by_network": None, "link_by_address": email})
            await accounts.request_sign_in_link(
                email, current_language(), payload={"next": f"/my/reviews/{record.public_id}"}
            )
        return pages.see_other(f"/reviews/status/{secret}?sent=1")


def _account(request: Web) -> int:
    account = account_of(request)
    if account is None:
        raise NotFoundError("account")
    return account.account_id


def _never_queued(record: service.ReviewRecord) -> bool:
    return record.state is State.WITHDRAWN and record.submitted_at is None


async def _own(request: Web, public_id: str) -> service.ReviewRecord:
    record = await service.of_account(public_id, _account(request))
    if record is None:
        raise NotFoundError("review")
    return record


async def _to_change(record: service.ReviewRecord) -> service.ReviewRecord:
    """What the form begins with: a returned review or edit as it was sent, else the review."""
    if record.state is State.RETURNED:
        return record
    edit = await service.newest_revision(record)
    if record.state not in EDITABLE_STATES:
        raise ConflictError("not to be edited")
    if edit is not None and edit.state is RevisionState.RETURNED:
        return edit.review
    if edit is not None and edit.state in OPEN_REVISIONS:
        raise ConflictError("an edit waits")
    return record


async def _view(record: service.ReviewRecord) -> MyReviewView:
    brief = (await agencies.agencies_by_id([record.agency_id]))[record.agency_id]
    replies = await service.replies_to([record.id])
    edit = await service.newest_revision(record)
    offers = await service.offers_on([record.id])
    return my_review_view(record, brief, replies.get(record.id), edit, offer=offers.get(record.id))


async def _late_parts(record: service.ReviewRecord) -> tuple[Part, ...]:
    """What the agency offers, on the author's page of the review."""
    offer = (await service.offers_on([record.id])).get(record.id)
    shown = late_part(offer) if offer and offer.public else None
    return (Part(LATE_PART, shown),) if shown else ()


async def _waiting(record: service.ReviewRecord) -> str:
    if record.state is not State.PRE_CHECK:
        return ""
    days = await service.days_to_wait(clock.now())
    return waiting_words(days) if days else ""
