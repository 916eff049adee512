"""Moderators look at agencies that candidates proposed."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, FromQuery

from resonanz.accounts.guards import moderator
from resonanz.kernel import clock
from resonanz.kernel.errors import ConflictError
from resonanz.kernel.fields import CHOOSE, FieldErrors, Fields, Typed
from resonanz.kernel.i18n import gettext, lazy
from resonanz.reviews.service import ReviewedTwiceError
from resonanz.web import pages, posted

from ..forms.checks import FAULTS
from ..forms.proposals import read_corrected, read_refusal
from ..service import proposals
from ..service.errors import ClaimedError, OpenCasesError
from ..service.proposals import ReturnedError
from ..service.reach import reach_of
from ..views.proposals import proposal_list_view, proposal_view
from .cases import acting
from .checks import open_cases_words

Web = Request[Any, Any, Any]
Page = Response[Any]

_LIST = "/moderation/proposals"
_TYPED = ("name", "city", "website", "same", "explanation")
_LONGEST = 1000

pages.add_message(
    "agency_accepted", lazy("Die Agentur ist gelistet. Ihre Bewertungen warten noch.")
)
pages.add_message("agency_joined", lazy("Die Bewertungen gehören jetzt zur gelisteten Agentur."))
pages.add_message(
    "agency_refused", lazy("Die Agentur ist abgelehnt, die Begründungen sind unterwegs.")
)


class Proposals(Controller):
    """`/moderation/proposals`."""

    path = _LIST
    guards = (moderator,)

    @get()
    async def index(self, request: Web, after: FromQuery[str] = "") -> Page:
        """What waits, the oldest first."""
        start = int(after) if after.isascii() and after.isdigit() and len(after) < 19 else 0
        found, following = await proposals.waiting_proposals(await reach_of(acting(request)), start)
        return pages.page(
            request,
            "moderation/proposals.html",
            proposal_list_view(found, following, first=not start),
            title=gettext("Vorgeschlagene Agenturen"),
            private=True,
        )

    @get("/{public_id:str}")
    async def show(self, request: Web, public_id: FromPath[str]) -> Page:
        """A proposed agency; looking changes nothing."""
        return await _page(request, public_id)

    @post("/{public_id:str}/accept")
    async def accept(self, request: Web, public_id: FromPath[str]) -> Page:
        """List it as it is called."""
        form = await posted.form(request)
        given, errors = read_corrected(form)
        if given is None:
            return await _page(request, public_id, form, errors, status=422)
        await proposals.accept(
            public_id, given.name, given.city, given.website, acting(request), clock.now()
        )
        return pages.see_other(_LIST, flash="agency_accepted", request=request)

    @post("/{public_id:str}/same")
    async def same(self, request: Web, public_id: FromPath[str]) -> Page:
        """It is a listed one."""
        form = await posted.form(request)
        slug = Fields(form).text("same", required=False)
        if not slug:
            return await _page(request, public_id, form, FieldErrors(same=CHOOSE), status=422)
        try:
            await proposals.join_proposed(public_id, slug, acting(request), clock.now())
        except ConflictError as error:
            return await _page(request, public_id, form, notice=_notice(error), status=409)
        return pages.see_other(_LIST, flash="agency_joined", request=request)

    @post("/{public_id:str}/refuse")
    async def refuse(self, request: Web, public_id: FromPath[str]) -> Page:
        """It is no recruitment agency, or there is none of that name."""
        form = await posted.form(request)
        explanation, errors = read_refusal(form)
        if explanation is None:
            return await _page(request, public_id, form, errors, status=422)
        try:
            await proposals.refuse(public_id, explanation, acting(request), clock.now())
        except ConflictError as error:
            return await _page(request, public_id, form, notice=_notice(error), status=409)
        except ValueError as error:
            faulty = FieldErrors((name, FAULTS[fault]) for name, fault in error.args[0].items())
            return await _page(request, public_id, form, faulty, status=422)
        return pages.see_other(_LIST, flash="agency_refused", request=request)


def _notice(error: ConflictError) -> str:
    if isinstance(error, OpenCasesError):
        return open_cases_words(error)
    if isinstance(error, ReviewedTwiceError):
        return gettext(
            "Nicht ausgeführt: Jemand hat beide Agenturen bewertet. "
            "Lehnen Sie die neue Bewertung erst als doppelt ab."
        )
    if isinstance(error, ClaimedError):
        return gettext("Nicht ausgeführt: Jemand anderes prüft gerade eine der Bewertungen.")
    if isinstance(error, ReturnedError):
        return gettext("Nicht ausgeführt: Eine der Bewertungen liegt nicht bei der Moderation.")
    return gettext("Nicht ausgeführt: Über diesen Vorschlag wird nicht mehr entschieden.")


async def _page(
    request: Web,
    public_id: str,
    form: dict[str, list[str]] | None = None,
    errors: FieldErrors | None = None,
    *,
    notice: str = "",
    status: int = 200,
) -> Page:
    file = await proposals.proposal(public_id, acting(request))
    typed = Typed((name, form[name][0][:_LONGEST]) for name in _TYPED if form and form.get(name))
    view = proposal_view(file, typed=typed, errors=errors, notice=notice)
    return pages.page(
        request,
        "moderation/proposal.html",
        view,
        title=gettext("Vorgeschlagen: %(name)s", name=view.name),
        status=status,
        private=True,
    )
