"""The moderators' pages about voluntary proofs, and the images of evidence."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from resonanz.accounts.guards import moderator, signed_in_account
from resonanz.agencies import service as agencies
from resonanz.kernel import clock
from resonanz.kernel.errors import ConflictError
from resonanz.kernel.fields import FieldErrors, Typed
from resonanz.kernel.i18n import gettext, lazy
from resonanz.web import pages, posted

from ..domain.evidence import DocumentKind
from ..forms.evidence import NO_FINDING, read_finding
from ..service import ClaimedError, Moderator, evidence
from ..views.evidence import check_view, queue_view
from .images import webp

Web = Request[Any, Any, Any]
Page = Response[Any]

pages.add_message("proof_accepted", lazy("Der Kontakt ist belegt, der Nachweis vernichtet."))
pages.add_message("proof_refused", lazy("Die Nachricht ist da, der Nachweis vernichtet."))
pages.add_message("proof_released", lazy("Der Nachweis ist wieder frei."), "info")


class Proofs(Controller):
    """`/moderation/proofs`, and `/moderation/evidence` for whoever has the case or the check."""

    path = "/moderation"
    guards = (moderator,)

    @get("/proofs")
    async def queue(self, request: Web) -> Page:
        """The proofs that wait, by due date."""
        now = clock.now()
        waiting = await evidence.queue(_moderator(request), now)
        refs = await agencies.agencies_by_id({check.agency_id for check in waiting})
        return pages.page(
            request,
            "moderation/evidence/queue.html",
            queue_view(waiting, refs, now),
            title=gettext("Nachweise"),
            private=True,
        )

    @get("/proofs/{public_id:str}")
    async def show(self, request: Web, public_id: FromPath[str]) -> Page:
        """A proof; its pages are shown to whoever claimed it."""
        return await check_page(request, public_id)

    @post("/proofs/{public_id:str}/claim")
    async def claim(self, request: Web, public_id: FromPath[str]) -> Page:
        """Take a proof over."""
        try:
            await evidence.claim(public_id, _moderator(request), clock.now())
        except ConflictError as error:
            return await check_page(request, public_id, notice=_notice(error), status=409)
        return pages.see_other(f"/moderation/proofs/{public_id}")

    @post("/proofs/{public_id:str}/release")
    async def release(self, request: Web, public_id: FromPath[str]) -> Page:
        """Leave a proof to others."""
        await evidence.release(public_id, _moderator(request))
        return pages.see_other("/moderation/proofs", flash="proof_released", request=request)

    @post("/proofs/{public_id:str}/decision")
    async def decide(self, request: Web, public_id: FromPath[str]) -> Page:
        """Decide; the proof is destroyed with it."""
        finding = read_finding(await posted.form(request))
        if finding is None:
            errors = FieldErrors(finding=NO_FINDING)
            return await check_page(request, public_id, errors=errors, status=422)
        try:
            await evidence.decide(public_id, _moderator(request), finding, clock.now())
        except ConflictError as error:
            return await check_page(request, public_id, notice=_notice(error), status=409)
        proven = isinstance(finding, DocumentKind)
        flash = "proof_accepted" if proven else "proof_refused"
        return pages.see_other("/moderation/proofs", flash=flash, request=request)

    @get("/evidence/{public_id:str}/pages/{number:int}")
    async def image(self, request: Web, public_id: FromPath[str], number: FromPath[int]) -> Page:
        """A page of a document; each look is written down."""
        body = await evidence.image(public_id, number, _moderator(request), clock.now())
        return webp(body, number)


def _moderator(request: Web) -> Moderator:
    account = signed_in_account(request)
    return Moderator(account.account_id, account.public_id)


def _notice(error: ConflictError) -> str:
    if isinstance(error, ClaimedError):
        return gettext("Nicht ausgeführt: Der Nachweis ist gerade nicht bei Ihnen.")
    return gettext("Nicht ausgeführt: Dieser Nachweis wird nicht mehr geprüft.")


async def check_page(
    request: Web,
    public_id: str,
    *,
    typed: Typed | None = None,
    errors: FieldErrors | None = None,
    notice: str = "",
    status: int = 200,
) -> Page:
    """The page of a proof; `notice` says why something was not carried out."""
    now = clock.now()
    check = await evidence.check(public_id, _moderator(request), now)
    refs = await agencies.agencies_by_id({alert.other_agency_id for alert in check.alerts})
    return pages.page(
        request,
        "moderation/evidence/check.html",
        check_view(check, refs, now, typed=typed, errors=errors, notice=notice),
        title=gettext("Nachweis prüfen"),
        status=status,
        private=True,
    )
