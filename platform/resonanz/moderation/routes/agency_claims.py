"""The moderators' pages about claims of agencies (TRUST 21)."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from resonanz.accounts.guards import moderator
from resonanz.agencies.domain.claims import Shortfall
from resonanz.kernel import clock
from resonanz.kernel.errors import ConflictError
from resonanz.kernel.i18n import gettext, lazy
from resonanz.web import pages, posted

from ..forms.agency_claims import NO_CHOICE, read_decision
from ..service import ClaimedError, agency_claims
from ..views.agency_claims import claim_file_view
from .cases import acting, go_on
from .images import webp

Web = Request[Any, Any, Any]
Page = Response[Any]

pages.add_message("claim_granted", lazy("Das Profil ist übernommen, die Dokumente vernichtet."))
pages.add_message("claim_refused", lazy("Abgelehnt. Die Mail mit dem Grund ist unterwegs."))
pages.add_message("claim_released", lazy("Der Antrag ist wieder frei."), "info")


class AgencyClaims(Controller):
    """`/moderation/claims`: who may manage an agency's profile."""

    path = "/moderation/claims"
    guards = (moderator,)

    @get("/{public_id:str}")
    async def show(self, request: Web, public_id: FromPath[str]) -> Page:
        """A claim; its pages are shown to whoever took it over."""
        return await _page(request, public_id)

    @post("/{public_id:str}/claim")
    async def take(self, request: Web, public_id: FromPath[str]) -> Page:
        """Take a claim over."""
        try:
            await agency_claims.take(public_id, acting(request), clock.now())
        except ConflictError as error:
            return await _page(request, public_id, notice=_notice(error), status=409)
        return pages.see_other(f"/moderation/claims/{public_id}")

    @post("/{public_id:str}/release")
    async def release(self, request: Web, public_id: FromPath[str]) -> Page:
        """Leave a claim to others."""
        await agency_claims.release(public_id, acting(request))
        return pages.see_other("/moderation", flash="claim_released", request=request)

    @post("/{public_id:str}/decision")
    async def decide(self, request: Web, public_id: FromPath[str]) -> Page:
        """Decide; the documents are destroyed with it."""
        found = read_decision(await posted.form(request))
        if found is None:
            return await _page(request, public_id, error=str(NO_CHOICE), status=422)
        try:
            await agency_claims.decide(public_id, acting(request), found, clock.now())
        except ConflictError as error:
            return await _page(request, public_id, notice=_notice(error), status=409)
        refused = isinstance(found, Shortfall)
        return await go_on(request, "claim_refused" if refused else "claim_granted")

    @get("/documents/{public_id:str}/pages/{number:int}")
    async def image(self, request: Web, public_id: FromPath[str], number: FromPath[int]) -> Page:
        """A page of a document; each look is written down."""
        body = await agency_claims.image(public_id, number, acting(request), clock.now())
        return webp(body, number)


def _notice(error: ConflictError) -> str:
    if isinstance(error, ClaimedError):
        return gettext("Nicht ausgeführt: Der Antrag ist gerade nicht bei Ihnen.")
    return gettext("Nicht ausgeführt: Über diesen Antrag wird nicht mehr entschieden.")


async def _page(
    request: Web, public_id: str, *, error: str = "", notice: str = "", status: int = 200
) -> Page:
    now = clock.now()
    file = await agency_claims.show(public_id, acting(request), now)
    return pages.page(
        request,
        "moderation/agency_claim.html",
        claim_file_view(file, now, error=error, notice=notice),
        title=f"{gettext('Profil übernehmen')} · {file.agency.name}",
        status=status,
        private=True,
    )
