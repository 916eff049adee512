"""The questions about data conduct, for a review's author alone."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from resonanz.accounts.guards import signed_in, signed_in_account
from resonanz.agencies import service as agencies
from resonanz.kernel import clock
from resonanz.kernel.errors import ConflictError, NotFoundError
from resonanz.kernel.fields import FieldErrors, Fields
from resonanz.kernel.i18n import gettext, lazy
from resonanz.web import pages, posted

from .. import service
from ..domain import PROVABLE_STATES
from ..domain.conduct import Conduct
from ..service import conduct
from ..views.conduct import NO, NONE, YES, chosen_of, conduct_view

pages.add_message("conduct_kept", lazy("Danke. Ihre Angaben sind gespeichert."))

Web = Request[Any, Any, Any]
Page = Response[Any]


class OwnConduct(Controller):
    """`/my/reviews/{public_id}/conduct`."""

    path = "/my/reviews/{public_id:str}/conduct"
    guards = (signed_in,)

    @get()
    async def show(self, request: Web, public_id: FromPath[str]) -> Page:
        """The questions with what was answered."""
        record = await _own(request, public_id)
        return await _page(request, record, chosen_of(record.conduct))

    @post()
    async def answer(self, request: Web, public_id: FromPath[str]) -> Page:
        """Keep the answers."""
        record = await _own(request, public_id)
        fields = Fields(await posted.form(request))
        said = {one: fields.choice(one.value, (YES, NO, NONE), required=False) for one in Conduct}
        if fields.errors:
            typed = {one.value: fields.raw(one.value) for one in Conduct}
            return await _page(request, record, typed, fields.errors)
        answers = {one: value == YES for one, value in said.items() if value in {YES, NO}}
        await conduct.answer_conduct(
            public_id, signed_in_account(request).account_id, answers, clock.now()
        )
        return pages.see_other(f"/my/reviews/{public_id}", flash="conduct_kept", request=request)


async def _own(request: Web, public_id: str) -> service.ReviewRecord:
    record = await service.of_account(public_id, signed_in_account(request).account_id)
    if record is None:
        raise NotFoundError("review")
    if record.state not in PROVABLE_STATES:
        raise ConflictError("the review has ended")
    return record


async def _page(
    request: Web,
    record: service.ReviewRecord,
    chosen: dict[str, str],
    errors: FieldErrors | None = None,
) -> Page:
    agency = (await agencies.agencies_by_id([record.agency_id]))[record.agency_id]
    return pages.page(
        request,
        "reviews/conduct.html",
        conduct_view(record, agency, chosen, errors or {}),
        title=gettext("Ihre Daten, Ihr Vertrag"),
        private=True,
        status=422 if errors else 200,
    )
