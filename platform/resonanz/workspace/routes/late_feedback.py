"""An agency offers late feedback, and says that it is on its way."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, FromQuery

from resonanz.accounts.guards import signed_in_account
from resonanz.kernel import clock
from resonanz.kernel.errors import ConflictError, ForbiddenError
from resonanz.kernel.i18n import LazyText, gettext, lazy
from resonanz.reviews import service as reviews
from resonanz.web import limits, pages

from ..guards import branch_member, membership_of
from ..service.late_feedback import late_page, offer
from ..views.corrections import SUSPENDED
from ..views.late_feedback import REFUSALS, late_list_view, late_offer_view

Web = Request[Any, Any, Any]
Page = Response[Any]

pages.add_message(
    "late_offered",
    lazy("Angeboten. Sobald Stelle und Monat genannt sind, schreiben wir Ihnen."),
)
pages.add_message(
    "late_delivered", lazy("Danke. Wir fragen nach, ob die Rückmeldung angekommen ist.")
)
_MOVED = lazy("Nicht ausgeführt: Hier hat sich inzwischen etwas geändert.")


class LateFeedbackPages(Controller):
    """`/desk/agencies/{slug}/late-feedback`, and the offer on each review (TRUST 42)."""

    path = "/desk/agencies/{slug:str}"
    guards = (branch_member,)

    @get("/late-feedback")
    async def index(self, request: Web, slug: FromPath[str], before: FromQuery[str] = "") -> Page:
        """All offers with what came of them."""
        membership = membership_of(request)
        found = await reviews.offers_of_agency(
            membership.agency.id, before, branch_id=membership.branch_id
        )
        return pages.page(
            request,
            "workspace/late_feedback/index.html",
            late_list_view(membership, found, clock.now()),
            title=gettext("Späte Rückmeldung"),
            private=True,
        )

    @get("/reviews/{public_id:str}/late-feedback")
    async def show(self, request: Web, slug: FromPath[str], public_id: FromPath[str]) -> Page:
        """The review with its offer, or the way to make one."""
        return await _page(request, public_id)

    @post("/reviews/{public_id:str}/late-feedback")
    async def offer(self, request: Web, slug: FromPath[str], public_id: FromPath[str]) -> Page:
        """Make the offer."""
        membership, account = membership_of(request), signed_in_account(request)
        await limits.check(request, "late_feedback_by_account", account.public_id)
        try:
            await offer(membership, account.public_id, public_id, clock.now())
        except ForbiddenError:
            return await _page(request, public_id, SUSPENDED, 403)
        except reviews.LateRefusedError as refused:
            return await _page(request, public_id, REFUSALS[refused.refusal], 409)
        return pages.see_other(_index(request), flash="late_offered", request=request)

    @post("/reviews/{public_id:str}/late-feedback/delivered")
    async def deliver(self, request: Web, slug: FromPath[str], public_id: FromPath[str]) -> Page:
        """Say that the feedback is on its way."""
        agency, account = membership_of(request).agency, signed_in_account(request)
        try:
            await reviews.deliver_late(public_id, agency.id, account.public_id, clock.now())
        except ConflictError:
            return await _page(request, public_id, _MOVED, 409)
        return pages.see_other(_index(request), flash="late_delivered", request=request)


def _index(request: Web) -> str:
    return f"/desk/agencies/{membership_of(request).agency.slug}/late-feedback"


async def _page(
    request: Web, public_id: str, notice: LazyText | str = "", status: int = 200
) -> Page:
    membership, now = membership_of(request), clock.now()
    page = await late_page(membership, public_id, now)
    return pages.page(
        request,
        "workspace/late_feedback/offer.html",
        late_offer_view(membership, page.found, page.suspension, now, notice),
        title=gettext("Späte Rückmeldung anbieten"),
        status=status,
        private=True,
    )
