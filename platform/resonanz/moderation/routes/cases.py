"""The moderators' page of a case."""

from typing import Any

from email_validator import EmailNotValidError, validate_email
from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from resonanz.accounts.guards import moderator, signed_in_account
from resonanz.kernel import clock
from resonanz.kernel.errors import ConflictError
from resonanz.kernel.fields import FieldErrors, Fields, Typed
from resonanz.kernel.i18n import current_language, gettext, lazy
from resonanz.web import pages, posted

from .. import forms, service
from ..domain import CaseState, Step
from ..domain.work import WorkKind
from ..forms.cases import (
    ComplaintInput,
    StepInput,
    fault_errors,
    read_complaint,
    read_step,
)
from ..service import CASE_VERDICTS, ClaimedError, Moderator, text_blocks
from ..service.case_files import CaseFile, case_file
from ..service.next_work import claim_next_work
from ..service.verdicts import case_faults
from ..views.matter import matter_view

Web = Request[Any, Any, Any]
Page = Response[Any]

_FOLDERS = {
    WorkKind.REQUEST: "authorities",
    WorkKind.LETTER: "authorities",
    WorkKind.COMPLAINT: "cases",
    WorkKind.CASE: "cases",
    WorkKind.PROOF: "proofs",
    WorkKind.AGENCY: "claims",
    WorkKind.REVIEW: "reviews",
    WorkKind.REPLY: "replies",
    WorkKind.PROFILE: "profiles",
}
_DONE = {
    Step.KEEP: "case_kept",
    Step.SETTLE_EDITED: "case_kept",
    Step.REMOVE: "case_removed",
    Step.LABEL: "case_labelled",
    Step.HIDE: "case_hidden",
    Step.OPEN_HEARING: "case_asked",
    Step.ASK_MORE: "case_asked",
    Step.FORWARD: "case_forwarded",
    Step.BOUNCE: "case_bounced",
}
pages.add_message("case_kept", lazy("Entschieden: Der Beitrag bleibt online."))
pages.add_message("case_removed", lazy("Entschieden: Der Beitrag ist entfernt."))
pages.add_message("case_labelled", lazy("Entschieden: Der Hinweis ist angebracht."))
pages.add_message("case_hidden", lazy("Die Bewertung ist vorläufig ausgeblendet."))
pages.add_message("case_asked", lazy("Die Frage ist unterwegs."))
pages.add_message(
    "case_held",
    lazy("Die Frage wartet: Wegen dieser Agentur werden gerade schon genug Menschen gefragt."),
    "info",
)
pages.add_message("case_forwarded", lazy("Die Agentur ist an der Reihe."))
pages.add_message(
    "case_bounced", lazy("Die Frist ruht, bis die Autorin oder der Autor erreicht ist.")
)
pages.add_message("complaint_done", lazy("Über die Beschwerde ist entschieden."))
pages.add_message("guest_invited", lazy("Die Einladung ist unterwegs."))


class Cases(Controller):
    """`/moderation/cases`: notices, disputes, and complaints against decisions."""

    path = "/moderation/cases"
    guards = (moderator,)

    @get("/{number:str}")
    async def case(self, request: Web, number: FromPath[str]) -> Page:
        """A case; looking changes nothing."""
        return await case_page(request, number)

    @post("/{number:str}/claim")
    async def claim(self, request: Web, number: FromPath[str]) -> Page:
        """Take a case over."""
        try:
            await service.claim_case(number, acting(request), clock.now())
        except ConflictError as error:
            return await case_page(request, number, notice=_notice(error), status=409)
        return pages.see_other(f"/moderation/cases/{number}")

    @post("/{number:str}/release")
    async def release(self, request: Web, number: FromPath[str]) -> Page:
        """Leave a case to others."""
        await service.release_case(number, acting(request))
        return pages.see_other("/moderation", flash="case_released", request=request)

    @post("/{number:str}/decision")
    async def decide(self, request: Web, number: FromPath[str]) -> Page:
        """Take the next step, and go on to the next case."""
        form = await posted.form(request)
        typed = forms.typed_of(form)
        file = await case_file(number, acting(request), clock.now())
        try:
            if file.case.state is CaseState.COMPLAINT:
                decision, errors = read_complaint(form)
                done = await _complaint(request, file, decision, errors)
            else:
                step, errors = read_step(form, file.steps or tuple(_DONE))
                done = await _step(request, file, step, errors)
        except ConflictError as error:
            return await case_page(request, number, typed=typed, notice=_notice(error), status=409)
        if errors:
            return await case_page(request, number, typed=typed, errors=errors, status=422)
        if done == "case_hidden":
            return pages.see_other(f"/moderation/cases/{number}", flash=done, request=request)
        return await go_on(request, done)

    @post("/{number:str}/insert")
    async def insert(self, request: Web, number: FromPath[str]) -> Page:
        """Put a text block into the message; nothing is kept."""
        form = await posted.form(request)
        typed = forms.inserted(forms.typed_of(form), await text_blocks.words_of(chosen(form)))
        return await case_page(request, number, typed=typed)

    @post("/{number:str}/guest")
    async def invite(self, request: Web, number: FromPath[str]) -> Page:
        """Let somebody from outside decide the complaint (TRUST 16a)."""
        fields = Fields(await posted.form(request))
        email = fields.text("email", most=254)
        try:
            validate_email(email, check_deliverability=False)
        except EmailNotValidError:
            fields.errors.add("email", lazy("Bitte prüfen Sie die E-Mail-Adresse."))
        if fields.errors:
            return await case_page(request, number, errors=fields.errors, status=422)
        try:
            await service.invite_guest(
                number, acting(request), email, current_language(), clock.now()
            )
        except ConflictError as error:
            return await case_page(request, number, notice=_notice(error), status=409)
        return pages.see_other(
            f"/moderation/cases/{number}", flash="guest_invited", request=request
        )


def acting(request: Web) -> Moderator:
    """The moderator who is signed in."""
    account = signed_in_account(request)
    return Moderator(account.account_id, account.public_id)


def chosen(form: dict[str, list[str]]) -> str:
    """The text block that was chosen."""
    return (form.get("block") or [""])[0]


async def go_on(request: Web, done: str | None, empty: str = "queue_empty") -> Page:
    """On to what is due next; back to the queue if there is nothing."""
    work = await claim_next_work(acting(request), clock.now())
    if work is None:
        return pages.see_other("/moderation", flash=done or empty, request=request)
    path = f"/moderation/{_FOLDERS[work.kind]}/{work.public_id}"
    return pages.see_other(path, flash=done, request=request)


async def _step(request: Web, file: CaseFile, given: StepInput | None, errors: FieldErrors) -> str:
    """Take a step; the message that says so, or what is wrong in `errors`."""
    if given is None:
        return ""
    number, who, now = file.case.public_id, acting(request), clock.now()
    ground = given.ground if given.step in _NEEDS_GROUND else None
    if given.step in {*CASE_VERDICTS, Step.HIDE}:
        found = await case_faults(file.case, given.step, ground, given.text)
        errors.update(fault_errors(found))
        if found:
            return ""
    match given.step:
        case Step.OPEN_HEARING:
            if not await service.open_hearing(number, who, given.text, now):
                return "case_held"
        case Step.ASK_MORE:
            await service.ask_more(number, who, given.text, now)
        case Step.FORWARD:
            await service.forward(number, who, given.text, now)
        case Step.BOUNCE:
            await service.bounced(number, now, who)
        case Step.HIDE if ground is not None:
            await service.hide_for_now(number, who, ground, given.text, now)
        case _:
            await service.decide_case(number, who, given.step, ground, given.text, now)
    return _DONE[given.step]


_NEEDS_GROUND = frozenset({Step.REMOVE, Step.LABEL, Step.HIDE})


async def _complaint(
    request: Web, file: CaseFile, given: ComplaintInput | None, errors: FieldErrors
) -> str:
    if given is None:
        return ""
    errors.update(fault_errors(await complaint_faults(file, given)))
    if errors:
        return ""
    await service.decide_complaints(
        file.case.public_id,
        acting(request),
        uphold=given.uphold,
        ground=given.ground,
        answer=given.answer,
        now=clock.now(),
    )
    return "complaint_done"


async def complaint_faults(file: CaseFile, given: ComplaintInput) -> dict[str, Any]:
    """What is wrong with the decision on a complaint: removing needs a ground."""
    author = any(one.by_whom == "author" and one.upheld is None for one in file.complaints)
    step = Step.UPHOLD_REMOVE if given.uphold and not author else Step.DISMISS
    return dict(await case_faults(file.case, step, given.ground, given.answer))


def _notice(error: ConflictError) -> str:
    if isinstance(error, ClaimedError):
        return gettext("Nicht ausgeführt: Der Fall ist gerade nicht bei Ihnen.")
    return gettext("Nicht ausgeführt: Der Fall ist inzwischen weiter.")


async def case_page(
    request: Web,
    number: str,
    *,
    typed: Typed | None = None,
    errors: FieldErrors | None = None,
    notice: str = "",
    status: int = 200,
) -> Page:
    """The page of a case; `notice` says why something was not carried out."""
    now = clock.now()
    file = await case_file(number, acting(request), now)
    blocks = await text_blocks.offered()
    view = matter_view(file, now, blocks, typed=typed, errors=errors, notice=notice)
    return pages.page(
        request,
        "moderation/matter.html",
        view,
        title=f"{view.title} · {view.agency_name}",
        status=status,
        private=True,
    )
