"""An agency's disputes, and its answer to what an author released."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from resonanz.accounts.guards import signed_in_account
from resonanz.agencies.guards import any_member
from resonanz.agencies.service import claims
from resonanz.kernel import clock
from resonanz.kernel.errors import ConflictError
from resonanz.kernel.fields import Typed
from resonanz.kernel.i18n import current_language, gettext, lazy
from resonanz.web import limits, pages, posted

from .. import service
from ..domain import Step
from ..forms.desk import read_dispute, read_rejoinder
from ..service import AgencyMember
from ..service.desk import desk_case, desk_review, extract_page
from ..service.misuse_suspension import SuspendedError, agency_party, suspension_of
from ..views.desk import desk_case_view, dispute_view
from .images import webp
from .suspended import suspended_page

Web = Request[Any, Any, Any]
Page = Response[Any]

pages.add_message(
    "dispute_sent",
    lazy("Beanstandet. Ein Mensch sieht sich den Fall innerhalb von zwei Arbeitstagen an."),
)
pages.add_message("rejoinder_sent", lazy("Danke. Ihre Antwort ist bei der Moderation."))


class Desk(Controller):
    """`/desk`: members of agencies dispute, each only for the own agency (TRUST 42)."""

    path = "/desk"
    guards = (any_member,)

    @get("/reviews/{public_id:str}/dispute")
    async def ask(self, request: Web, public_id: FromPath[str]) -> Page:
        """How to dispute a review: "no contact" with one press, or with words."""
        _, agency = await desk_review(public_id, signed_in_account(request).account_id)
        suspension = await suspension_of(agency_party(agency.id), clock.now())
        if suspension is not None:
            return suspended_page(request, suspension)
        return await _dispute_page(request, public_id)

    @post("/reviews/{public_id:str}/dispute")
    async def dispute(self, request: Web, public_id: FromPath[str]) -> Page:
        """Dispute a review; "no contact" needs no reasons (TRUST 13)."""
        member = _member(request)
        await desk_review(public_id, member.account_id)
        form = await posted.form(request)
        given, errors = read_dispute(form)
        if given is None:
            fields = ("ground", "explanation", "new_facts")
            typed = Typed((name, (form.get(name) or [""])[0]) for name in fields)
            return await _dispute_page(request, public_id, typed, errors)
        await limits.check_all(request, {"notice_by_network": None})
        try:
            receipt = await service.dispute(
                public_id, member, given.ground, given.text, clock.now(), new_facts=given.new_facts
            )
        except service.JustClaimedError:
            return await _dispute_page(request, public_id)
        except SuspendedError as error:
            return suspended_page(request, error.suspension)
        if receipt.decided:
            return pages.see_other(f"/notices/{receipt.secret}")
        return pages.see_other(
            f"/desk/cases/{receipt.number}", flash="dispute_sent", request=request
        )

    @get("/cases/{number:str}")
    async def case(self, request: Web, number: FromPath[str]) -> Page:
        """Where a dispute stands, and what the agency may read."""
        return await _case_page(request, number)

    @post("/cases/{number:str}/rejoinder")
    async def rejoin(self, request: Web, number: FromPath[str]) -> Page:
        """Leave it at that, or go on disputing, within seven days."""
        member = _member(request)
        await service.dispute_of(number, member)
        form = await posted.form(request)
        given, errors = read_rejoinder(form)
        if given is None:
            typed = Typed(
                (name, (form.get(name) or [""])[0]) for name in ("verdict", "explanation")
            )
            return await _case_page(request, number, typed, errors)
        send = service.concede if given.step is Step.CONCEDE else service.deny
        try:
            await send(number, member, given.text, clock.now())
        except ConflictError:
            text = gettext("Nicht ausgeführt: Der Fall ist inzwischen weiter.")
            return await _case_page(request, number, notice=text)
        return pages.see_other(f"/desk/cases/{number}", flash="rejoinder_sent", request=request)

    @get("/cases/{number:str}/pages/{page:int}")
    async def image(self, request: Web, number: FromPath[str], page: FromPath[int]) -> Page:
        """A page that the author released and the moderation passed on."""
        return webp(await extract_page(number, page, _member(request)), page)


def _member(request: Web) -> AgencyMember:
    account = signed_in_account(request)
    return AgencyMember(account.account_id, account.public_id, account.email, current_language())


async def _dispute_page(
    request: Web, public_id: str, typed: Typed | None = None, errors: Any = None
) -> Page:
    review, agency = await desk_review(public_id, signed_in_account(request).account_id)
    opens_at = await claims.disputes_open(agency.id, clock.now())
    return pages.page(
        request,
        "moderation/desk/dispute.html",
        dispute_view(review, agency, typed, errors, opens_at),
        title=gettext("Bewertung beanstanden"),
        status=409 if opens_at and request.method == "POST" else 422 if errors else 200,
        private=True,
    )


async def _case_page(
    request: Web,
    number: str,
    typed: Typed | None = None,
    errors: Any = None,
    notice: str = "",
) -> Page:
    found = await desk_case(number, _member(request))
    return pages.page(
        request,
        "moderation/desk/case.html",
        desk_case_view(found, typed, errors, notice),
        title=gettext("Ihre Beanstandung"),
        status=409 if notice else 422 if errors else 200,
        private=True,
    )
