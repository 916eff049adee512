"""An author's pages: prove contact after sending, black out what nobody needs to see."""

from typing import Any, Final

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, FromQuery

from resonanz.accounts.guards import signed_in, signed_in_account
from resonanz.agencies import service as agencies
from resonanz.kernel import clock
from resonanz.kernel.errors import NotFoundError
from resonanz.kernel.i18n import gettext, lazy
from resonanz.web import csrf, limits, pages, posted

from ..domain.evidence import BYTES_LIMIT, FILES_LIMIT
from ..forms.evidence import NO_FILE
from ..service import evidence
from ..views.evidence import page_view, proof_view, refusals
from .images import webp

Web = Request[Any, Any, Any]
Page = Response[Any]

LARGEST_UPLOAD: Final = FILES_LIMIT * BYTES_LIMIT + 1024 * 1024
"""Bytes of a form with files; every other form keeps the site's small limit."""

pages.add_message("proof_sent", lazy("Ihr Nachweis ist unterwegs zur Moderation."))
pages.add_message("proof_destroyed", lazy("Das Dokument ist vernichtet."), "info")
pages.add_message("page_saved", lazy("Die Seite ist gespeichert."))


class Proof(Controller):
    """`/my/reviews/{id}/proof` and `/my/evidence`: authors alone."""

    path = "/my"
    guards = (signed_in,)

    @get("/reviews/{public_id:str}/proof")
    async def show(self, request: Web, public_id: FromPath[str]) -> Page:
        """Where the proof stands, and what can be done."""
        return await _proof_page(request, public_id)

    @post(
        "/reviews/{public_id:str}/proof/files",
        request_max_body_size=LARGEST_UPLOAD,
        opt=csrf.UPLOADS,
    )
    async def add(self, request: Web, public_id: FromPath[str]) -> Page:
        """Take files in; what was wrong with one keeps none of the others out."""
        account = signed_in_account(request)
        await limits.check(request, "proof_by_account", account.public_id)
        # Before the files are read: whose review it is, and whether it needs a proof.
        state = await evidence.proof_state(public_id, account.account_id)
        if not state.offered:
            raise evidence.NotOfferedError(public_id)
        uploads = [evidence.Upload(one.name, one.content) for one in await posted.files(request)]
        if not uploads:
            return await _proof_page(request, public_id, [("files", str(NO_FILE))])
        refused = await evidence.add(public_id, account.account_id, uploads, clock.now())
        if refused:
            return await _proof_page(request, public_id, refusals(refused))
        return pages.see_other(f"/my/reviews/{public_id}/proof")

    @post("/reviews/{public_id:str}/proof/send")
    async def send(self, request: Web, public_id: FromPath[str]) -> Page:
        """Hand the documents over to the moderation."""
        account = signed_in_account(request)
        if not await evidence.send(public_id, account.account_id, clock.now()):
            return pages.see_other(f"/my/reviews/{public_id}/proof")
        return pages.see_other(
            f"/my/reviews/{public_id}/proof", flash="proof_sent", request=request
        )

    @get("/evidence/{public_id:str}/pages/{number:int}")
    async def page(self, request: Web, public_id: FromPath[str], number: FromPath[int]) -> Page:
        """A page under a grid of fields that can be blacked out."""
        file, back = await _own_file(request, public_id, number)
        if file.sent_at is not None:
            raise evidence.SentError(public_id)
        view = page_view(file, number, back)
        return pages.page(
            request, "moderation/evidence/page.html", view, title=view.title, private=True
        )

    @post("/evidence/{public_id:str}/pages/{number:int}")
    async def change_page(
        self, request: Web, public_id: FromPath[str], number: FromPath[int]
    ) -> Page:
        """Keep what is black and whether the page may be forwarded."""
        account = signed_in_account(request)
        await limits.check(request, "blackout_by_account", account.public_id)
        file, back = await _own_file(request, public_id, number)
        form = await posted.form(request)
        await evidence.change_page(
            public_id,
            account.account_id,
            number,
            form.get("cell", []),
            released=bool(form.get("released")) and file.case_public_id is not None,
        )
        if form.get("go") == ["next"] and number < len(file.pages):
            back = f"/my/evidence/{public_id}/pages/{number + 1}"
        return pages.see_other(back, flash="page_saved", request=request)

    @get("/evidence/{public_id:str}/pages/{number:int}/image")
    async def image(
        self,
        request: Web,
        public_id: FromPath[str],
        number: FromPath[int],
        below: FromQuery[bool] = False,
    ) -> Page:
        """A page as others get to see it, or what is below the black."""
        account = signed_in_account(request)
        body = await evidence.own_image(public_id, account.account_id, number, below=below)
        return webp(body, number)

    @post("/evidence/{public_id:str}/destroy")
    async def destroy(self, request: Web, public_id: FromPath[str]) -> Page:
        """Destroy a document."""
        _, back = await _own_file(request, public_id)
        account = signed_in_account(request)
        await evidence.destroy(public_id, account.account_id, clock.now())
        return pages.see_other(back, flash="proof_destroyed", request=request)


async def _own_file(
    request: Web, public_id: str, number: int | None = None
) -> tuple[evidence.File, str]:
    """An author's own document, and the page it belongs to."""
    account = signed_in_account(request)
    file, record = await evidence.own_file(public_id, account.account_id)
    if number is not None and not 1 <= number <= len(file.pages):
        raise NotFoundError("page")
    if file.case_public_id is not None:
        return file, f"/my/cases/{file.case_public_id}"
    return file, f"/my/reviews/{record.public_id}/proof"


async def _proof_page(
    request: Web, public_id: str, errors: list[tuple[str, str]] | None = None
) -> Page:
    state = await evidence.proof_state(public_id, signed_in_account(request).account_id)
    agency_id = state.review.agency_id
    agency = (await agencies.agencies_by_id([agency_id]))[agency_id]
    return pages.page(
        request,
        "moderation/evidence/proof.html",
        proof_view(state, agency.name, errors or ()),
        title=gettext("Kontakt belegen"),
        status=422 if errors else 200,
        private=True,
    )
