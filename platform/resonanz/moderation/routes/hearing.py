"""An author's cases: the objection, the answer with documents, and what follows."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from resonanz.accounts.guards import signed_in, signed_in_account
from resonanz.kernel import clock
from resonanz.kernel.errors import ConflictError
from resonanz.kernel.fields import Typed
from resonanz.kernel.i18n import gettext, lazy
from resonanz.web import csrf, limits, pages, posted

from .. import service
from ..domain import CaseState
from ..forms.evidence import NO_FILE
from ..forms.hearing import read_answer
from ..service import correction_answers, evidence, own_cases
from ..views.evidence import refusals
from ..views.hearing import hearing_view, own_cases_view
from .proof import LARGEST_UPLOAD

Web = Request[Any, Any, Any]
Page = Response[Any]

pages.add_message("hearing_answered", lazy("Danke. Ihre Antwort ist bei der Moderation."))
pages.add_message(
    "hearing_refused", lazy("Die Bewertung ist entfernt. Niemand nennt sie falsch."), "info"
)


class OwnCases(Controller):
    """`/my/cases`: the author alone, for everybody else there is no such case (TRUST 42)."""

    path = "/my/cases"
    guards = (signed_in,)

    @get()
    async def index(self, request: Web) -> Page:
        """All cases about own reviews."""
        records, refs = await own_cases.own_cases(_account(request))
        corrections = await correction_answers.own_corrections(_account(request))
        return pages.page(
            request,
            "moderation/hearing/cases.html",
            own_cases_view(records, corrections, refs),
            title=gettext("Fälle zu meinen Bewertungen"),
            private=True,
        )

    @get("/{number:str}")
    async def show(self, request: Web, number: FromPath[str]) -> Page:
        """The objection, until when to answer, and what silence means."""
        return await _page(request, number)

    @post("/{number:str}/files", request_max_body_size=LARGEST_UPLOAD, opt=csrf.UPLOADS)
    async def add(self, request: Web, number: FromPath[str]) -> Page:
        """Take documents in; only the author sees them until the answer is sent."""
        account = signed_in_account(request)
        await limits.check(request, "proof_by_account", account.public_id)
        # Before the files are read: whose case it is, and whether an answer is awaited.
        await own_cases.require_turn(number, account.account_id)
        uploads = [evidence.Upload(one.name, one.content) for one in await posted.files(request)]
        if not uploads:
            return await _page(request, number, errors={"files": NO_FILE})
        refused = await own_cases.add_files(number, account.account_id, uploads, clock.now())
        if refused:
            return await _page(request, number, errors=dict(refusals(refused)))
        return pages.see_other(f"/my/cases/{number}#files-h")

    @post("/{number:str}/answer")
    async def answer(self, request: Web, number: FromPath[str]) -> Page:
        """Show what the agency would read, or send the answer."""
        await own_cases.own_case(number, _account(request))
        form = await posted.form(request)
        given, errors = read_answer(form)
        typed = Typed({name: (form.get(name) or [""])[0] for name in ("account", "released")})
        preview = form.get("_action") == ["preview"]
        if errors or preview:
            return await _page(request, number, typed=typed, errors=errors, preview=preview)
        try:
            await own_cases.answer_with_files(number, _account(request), given, clock.now())
        except ConflictError:
            return await _late(request, number)
        return pages.see_other(f"/my/cases/{number}", flash="hearing_answered", request=request)

    @post("/{number:str}/refuse")
    async def refuse(self, request: Web, number: FromPath[str]) -> Page:
        """Show nothing: the review goes."""
        await own_cases.own_case(number, _account(request))
        try:
            await service.refuse(number, _account(request), clock.now())
        except ConflictError:
            return await _late(request, number)
        return pages.see_other(f"/my/cases/{number}", flash="hearing_refused", request=request)


async def _late(request: Web, number: str) -> Page:
    text = gettext("Nicht ausgeführt: Der Fall ist inzwischen weiter.")
    return await _page(request, number, notice=text)


async def _page(
    request: Web,
    number: str,
    *,
    typed: Typed | None = None,
    errors: Any = None,
    preview: bool = False,
    notice: str = "",
) -> Page:
    own = await own_cases.own_case(number, _account(request))
    preview = preview and not errors and own.case.state is CaseState.AUTHOR_HEARING
    view = hearing_view(
        own,
        f"/complaints/{service.author_secret(number)}",
        typed=typed,
        errors=errors,
        preview=preview,
        notice=notice,
    )
    return pages.page(
        request,
        "moderation/hearing/case.html",
        view,
        title=gettext("Ihre Bewertung wird beanstandet"),
        status=409 if notice else 422 if errors else 200,
        private=True,
    )


def _account(request: Web) -> int:
    return signed_in_account(request).account_id
