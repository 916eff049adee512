"""An author's answer to an agency that calls one fact wrong."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from resonanz.accounts.guards import signed_in, signed_in_account
from resonanz.agencies import service as agencies
from resonanz.kernel import clock
from resonanz.kernel.errors import ConflictError
from resonanz.kernel.i18n import gettext, lazy
from resonanz.web import pages

from ..service import correction_answers
from ..views.corrections import own_correction_view

Web = Request[Any, Any, Any]
Page = Response[Any]

pages.add_message(
    "correction_agreed", lazy("Danke. Die Angabe ist berichtigt, der Wert ist neu berechnet.")
)
pages.add_message(
    "correction_kept", lazy("Danke. Ihre Angabe gilt; danach fragen wir nicht noch einmal.")
)


class OwnCorrections(Controller):
    """`/my/corrections`: the author alone, for everybody else there is no such thing (TRUST 42)."""

    path = "/my/corrections"
    guards = (signed_in,)

    @get("/{number:str}")
    async def show(self, request: Web, number: FromPath[str]) -> Page:
        """Both versions, and three answers."""
        return await _page(request, number)

    @post("/{number:str}/agree")
    async def agree(self, request: Web, number: FromPath[str]) -> Page:
        """The agency is right: the line changes, and the score with it."""
        account_id = signed_in_account(request).account_id
        try:
            record = await correction_answers.agree(number, account_id, clock.now())
        except ConflictError:
            return await _late(request, number)
        path = f"/my/reviews/{record.review_public_id}"
        return pages.see_other(path, flash="correction_agreed", request=request)

    @post("/{number:str}/keep")
    async def keep(self, request: Web, number: FromPath[str]) -> Page:
        """The line stands."""
        account_id = signed_in_account(request).account_id
        try:
            record = await correction_answers.keep(number, account_id, clock.now())
        except ConflictError:
            return await _late(request, number)
        path = f"/my/reviews/{record.review_public_id}"
        return pages.see_other(path, flash="correction_kept", request=request)


async def _late(request: Web, number: str) -> Page:
    return await _page(request, number, gettext("Nicht ausgeführt: Die Frage ist schon beendet."))


async def _page(request: Web, number: str, notice: str = "") -> Page:
    account_id = signed_in_account(request).account_id
    record = await correction_answers.own_correction(number, account_id)
    agency = (await agencies.agencies_by_id([record.agency_id]))[record.agency_id]
    return pages.page(
        request,
        "moderation/corrections/show.html",
        own_correction_view(record, agency, notice),
        title=gettext("Stimmt diese Angabe?"),
        status=409 if notice else 200,
        private=True,
    )
