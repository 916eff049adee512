"""An author's answers to late feedback that an agency offers."""

from collections.abc import Awaitable
from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from resonanz.accounts.guards import signed_in, signed_in_account
from resonanz.agencies import service as agencies
from resonanz.agencies.service import profiles
from resonanz.agencies.views.profiles import stated_view
from resonanz.kernel import clock
from resonanz.kernel.errors import ConflictError
from resonanz.kernel.fields import FieldErrors, Fields, Typed
from resonanz.kernel.i18n import current_language, gettext, lazy
from resonanz.scoring.domain.ledger import Concreteness
from resonanz.web import pages, posted

from ..domain import MONTHS, months_back
from ..domain.late_feedback import JOB_LIMIT, Release, late_days
from ..service import late_answers
from ..views.late_feedback import own_late_view

Web = Request[Any, Any, Any]
Page = Response[Any]

_FIELDS = ("job", "month", "days", "concreteness")
for _name, _text in {
    "late_self": lazy("Gut. Wir fragen in einigen Tagen, ob die Rückmeldung kam."),
    "late_named": lazy("Freigegeben. Ab morgen früh kann die Agentur Stelle und Monat lesen."),
    "late_declined": lazy("In Ordnung. Dazu fragen wir Sie nicht mehr."),
    "late_came": lazy("Danke. Die späte Rückmeldung steht jetzt neben Ihrer Angabe."),
    "late_missed": lazy("Danke, dass Sie es sagen. Es zählt in den Zahlen der Agentur."),
}.items():
    pages.add_message(_name, _text)


class OwnLateFeedback(Controller):
    """`/my/late-feedback`: the author alone, for all others there is no such thing (TRUST 42)."""

    path = "/my/late-feedback/{number:str}"
    guards = (signed_in,)

    @get()
    async def show(self, request: Web, number: FromPath[str]) -> Page:
        """The choice, or the question whether it came."""
        return await _page(request, number)

    @post("/self")
    async def choose_self(self, request: Web, number: FromPath[str]) -> Page:
        """The author will get in touch."""
        act = late_answers.choose_self(number, _account(request), clock.now())
        return await _answer(request, number, act, "late_self")

    @post("/named")
    async def choose_named(self, request: Web, number: FromPath[str]) -> Page:
        """Show what the agency would read, or let it."""
        form = await posted.form(request)
        fields = Fields(form)
        job = fields.text("job", most=JOB_LIMIT)
        months = [f"{month:%Y-%m}" for month in months_back(clock.today(), MONTHS)]
        month = fields.choice("month", months, required=False)
        typed = Typed((name, fields.raw(name)) for name in _FIELDS)
        action = fields.raw("_action")
        if fields.errors:
            return await _page(request, number, typed=typed, errors=fields.errors, status=422)
        release = Release(" ".join(job.split()), month or "")
        if action != "send":
            shown = release if action != "edit" else None
            return await _page(request, number, typed=typed, preview=shown)
        act = late_answers.choose_named(number, _account(request), release, clock.now())
        return await _answer(request, number, act, "late_named")

    @post("/decline")
    async def decline(self, request: Web, number: FromPath[str]) -> Page:
        """No late feedback, or not any more."""
        act = late_answers.decline(number, _account(request), clock.now())
        return await _answer(request, number, act, "late_declined")

    @post("/came")
    async def came(self, request: Web, number: FromPath[str]) -> Page:
        """It came."""
        offer = await late_answers.own_offer(number, _account(request))
        fields = Fields(await posted.form(request))
        classes = [str(days) for days in late_days(offer.line.to_dict())]
        days = fields.choice("days", classes)
        concreteness = fields.choice("concreteness", [str(c.value) for c in Concreteness])
        if days is None or concreteness is None or fields.errors:
            typed = Typed((name, fields.raw(name)) for name in _FIELDS)
            return await _page(request, number, typed=typed, errors=fields.errors, status=422)
        act = late_answers.came(
            number, _account(request), int(days), int(concreteness), clock.now()
        )
        return await _answer(request, number, act, "late_came")

    @post("/missed")
    async def missed(self, request: Web, number: FromPath[str]) -> Page:
        """Nothing came."""
        act = late_answers.missed(number, _account(request), clock.now())
        return await _answer(request, number, act, "late_missed")


def _account(request: Web) -> int:
    return signed_in_account(request).account_id


async def _answer(request: Web, number: str, act: Awaitable[None], said: str) -> Page:
    try:
        await act
    except ConflictError:
        notice = gettext("Nicht ausgeführt: Hier hat sich inzwischen etwas geändert.")
        return await _page(request, number, notice=notice, status=409)
    return pages.see_other(f"/my/late-feedback/{number}", flash=said, request=request)


async def _page(
    request: Web,
    number: str,
    *,
    typed: Typed | None = None,
    errors: FieldErrors | None = None,
    preview: Release | None = None,
    notice: str = "",
    status: int = 200,
) -> Page:
    offer = await late_answers.own_offer(number, _account(request))
    stated = stated_view((await profiles.profile(offer.agency_id)).stated, current_language())
    agency = (await agencies.agencies_by_id([offer.agency_id]))[offer.agency_id]
    view = own_late_view(
        offer,
        agency,
        clock.today(),
        typed=typed,
        errors=errors,
        preview=preview,
        contacts=tuple(row for row in stated.rows if row[2]),
        notice=notice,
    )
    return pages.page(
        request,
        "reviews/late/show.html",
        view,
        title=gettext("Späte Rückmeldung"),
        status=status,
        private=True,
    )
