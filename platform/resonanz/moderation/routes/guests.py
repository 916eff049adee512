"""The page of a guest reviewer: one complaint, nothing else (TRUST 16a)."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from resonanz.accounts.guards import signed_in
from resonanz.kernel import clock
from resonanz.kernel.errors import ConflictError
from resonanz.kernel.fields import FieldErrors, Typed
from resonanz.kernel.i18n import gettext, lazy
from resonanz.web import pages, posted

from .. import forms, service
from ..forms.cases import fault_errors, read_complaint
from ..service import text_blocks
from ..service.case_files import CaseFile, file_of
from ..views.matter import matter_view
from .cases import acting, chosen, complaint_faults

Web = Request[Any, Any, Any]
Page = Response[Any]

pages.add_message("guest_done", lazy("Danke. Ihre Entscheidung gilt, alle Beteiligten lesen sie."))


class Guests(Controller):
    """`/moderation/guest`: for accounts that were invited to one case."""

    path = "/moderation/guest"
    guards = (signed_in,)

    @get("/{number:str}")
    async def case(self, request: Web, number: FromPath[str]) -> Page:
        """The case of the complaint."""
        return await _page(request, await _file(request, number))

    @post("/{number:str}/decision")
    async def decide(self, request: Web, number: FromPath[str]) -> Page:
        """Decide the complaint."""
        form = await posted.form(request)
        typed = forms.typed_of(form)
        file = await _file(request, number)
        decision, errors = read_complaint(form)
        if decision is not None:
            errors.update(fault_errors(await complaint_faults(file, decision)))
        if decision is None or errors:
            return await _page(request, file, typed=typed, errors=errors, status=422)
        try:
            await service.guest_decides(
                number,
                acting(request),
                uphold=decision.uphold,
                ground=decision.ground,
                answer=decision.answer,
                now=clock.now(),
            )
        except ConflictError:
            notice = gettext("Nicht ausgeführt: Der Fall ist inzwischen weiter.")
            file = await _file(request, number)
            return await _page(request, file, typed=typed, notice=notice, status=409)
        return pages.see_other(f"/moderation/guest/{number}", flash="guest_done", request=request)

    @post("/{number:str}/insert")
    async def insert(self, request: Web, number: FromPath[str]) -> Page:
        """Put a text block into the answer; nothing is kept."""
        form = await posted.form(request)
        typed = forms.inserted(forms.typed_of(form), await text_blocks.words_of(chosen(form)))
        return await _page(request, await _file(request, number), typed=typed)


async def _file(request: Web, number: str) -> CaseFile:
    now = clock.now()
    record = await service.guest_case(number, acting(request), now)
    return await file_of(record, acting(request), now)


async def _page(
    request: Web,
    file: CaseFile,
    *,
    typed: Typed | None = None,
    errors: FieldErrors | None = None,
    notice: str = "",
    status: int = 200,
) -> Page:
    blocks = await text_blocks.offered()
    view = matter_view(
        file, clock.now(), blocks, typed=typed, errors=errors, notice=notice, guest=True
    )
    return pages.page(
        request,
        "moderation/matter.html",
        view,
        title=f"{view.title} · {view.agency_name}",
        status=status,
        private=True,
    )
