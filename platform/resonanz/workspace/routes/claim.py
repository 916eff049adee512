"""Claiming an agency's profile (TRUST 21)."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from resonanz.accounts.guards import signed_in, signed_in_account
from resonanz.agencies import service as agencies
from resonanz.agencies.service import AgencyRef, claims
from resonanz.kernel import clock
from resonanz.kernel.errors import NotFoundError
from resonanz.kernel.fields import FieldErrors, Typed
from resonanz.kernel.i18n import current_language, gettext, lazy
from resonanz.moderation.forms.evidence import NO_FILE
from resonanz.moderation.routes.proof import LARGEST_UPLOAD
from resonanz.moderation.service import agency_claims
from resonanz.moderation.service.evidence import Upload
from resonanz.moderation.views.evidence import refusals
from resonanz.web import csrf, limits, pages, posted

from ..forms.claim import read_address, read_way
from ..views.claim import REFUSALS, claim_view

Web = Request[Any, Any, Any]
Page = Response[bytes]

pages.add_message("document_sent", lazy("Ihr Nachweis ist da, versiegelt."))
pages.add_message("access_asked", lazy("Die Verantwortlichen haben eine Mail bekommen."))
pages.add_message("claim_checked", lazy("Wir sehen jetzt nach. Laden Sie die Seite gleich neu."))
pages.add_message("claim_withdrawn", lazy("Ihr Antrag ist zurückgezogen."), "info")


class Claims(Controller):
    """`/desk/claim/{slug}`: everybody who signed in; each sees the own claim alone (TRUST 42)."""

    path = "/desk/claim/{slug:str}"
    guards = (signed_in,)

    @get()
    async def show(self, request: Web, slug: FromPath[str]) -> Page:
        """The ways to claim, or where the own claim stands."""
        return await _page(request, await _listed(slug))

    @post("/mail")
    async def by_mail(self, request: Web, slug: FromPath[str]) -> Page:
        """Mail a link to an address at the agency's domain."""
        agency = await _listed(slug)
        form = await posted.form(request)
        email, errors = read_address(form)
        if errors:
            return await _page(request, agency, form=form, errors=errors)
        await _limit(request, {"claim_by_address": email})
        try:
            await claims.by_mail(agency, email, current_language(), clock.now())
        except claims.DomainRefusedError as error:
            errors.add("email", REFUSALS[error.refusal])
            return await _page(request, agency, form=form, errors=errors)
        return pages.see_other("/sign-in/sent")

    @post("/domain")
    async def by_domain(self, request: Web, slug: FromPath[str]) -> Page:
        """Have the worker look for a record or a file."""
        agency = await _listed(slug)
        form = await posted.form(request)
        way, errors = read_way(form)
        if way is None:
            return await _page(request, agency, form=form, errors=errors)
        await _limit(request, {})
        try:
            await claims.by_domain(agency, _claimant(request), way, clock.now())
        except claims.DomainRefusedError as error:
            errors.add("way", REFUSALS[error.refusal])
            return await _page(request, agency, form=form, errors=errors)
        return pages.see_other(_own(agency))

    @post("/document", request_max_body_size=LARGEST_UPLOAD, opt=csrf.UPLOADS)
    async def by_document(self, request: Web, slug: FromPath[str]) -> Page:
        """Seal documents for the moderator who decides."""
        agency = await _listed(slug)
        await _limit(request, {})
        uploads = [Upload(one.name, one.content) for one in await posted.files(request)]
        if not uploads:
            return await _page(request, agency, files=[("files", str(NO_FILE))])
        refused = await agency_claims.hand_in(agency, _claimant(request), uploads, clock.now())
        if refused:
            return await _page(request, agency, files=refusals(refused))
        return pages.see_other(_own(agency), flash="document_sent", request=request)

    @post("/check")
    async def check(self, request: Web, slug: FromPath[str]) -> Page:
        """Look at once."""
        agency, account = await _listed(slug), signed_in_account(request)
        await limits.check(request, "claim_check_by_account", account.public_id)
        await claims.check_soon(agency, account.account_id, clock.now())
        return pages.see_other(_own(agency), flash="claim_checked", request=request)

    @post("/withdraw")
    async def withdraw(self, request: Web, slug: FromPath[str]) -> Page:
        """End the own claim."""
        agency = await _listed(slug)
        await claims.withdraw(agency, _claimant(request), clock.now())
        return pages.see_other(_own(agency), flash="claim_withdrawn", request=request)

    @post("/access")
    async def ask_for_access(self, request: Web, slug: FromPath[str]) -> Page:
        """Tell the present owners who would like to act for the agency too."""
        agency, account = await _listed(slug), signed_in_account(request)
        await limits.check_all(
            request,
            {"access_by_account": account.public_id, "access_by_agency": agency.public_id},
        )
        await claims.ask_for_access(agency, _claimant(request), clock.now())
        return pages.see_other(_own(agency), flash="access_asked", request=request)


def _claimant(request: Web) -> claims.Claimant:
    account = signed_in_account(request)
    return claims.Claimant(account.account_id, account.public_id, account.email)


async def _listed(slug: str) -> AgencyRef:
    agency = await agencies.find_for_review(slug)
    if agency is None or agency.state != "listed":
        raise NotFoundError("agency")
    return agency


def _own(agency: AgencyRef) -> str:
    return f"/desk/claim/{agency.slug}"


async def _limit(request: Web, keys: dict[str, str | None]) -> None:
    account = signed_in_account(request)
    await limits.check_all(
        request, {"claim_by_network": None, "claim_by_account": account.public_id} | keys
    )


async def _page(
    request: Web,
    agency: AgencyRef,
    *,
    form: dict[str, list[str]] | None = None,
    errors: FieldErrors | None = None,
    files: list[tuple[str, str]] | None = None,
) -> Page:
    account = signed_in_account(request)
    standing = await claims.standing(agency, account.account_id)
    typed = Typed((name, values[0]) for name, values in (form or {}).items())
    view = claim_view(
        standing, account.email, clock.now(), typed=typed, errors=errors, files=files or ()
    )
    return pages.page(
        request,
        "workspace/claim.html",
        view,
        title=gettext("Profil von %(name)s übernehmen", name=agency.name),
        status=422 if errors or files else 200,
        private=True,
    )
