"""Notices by anyone, their status behind a secret link, and complaints."""

from typing import Any
from urllib.parse import urlencode

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, FromQuery

from resonanz.accounts.guards import account_of, maybe_signed_in
from resonanz.agencies import service as agencies
from resonanz.kernel import clock, settings
from resonanz.kernel.errors import ConflictError, NotFoundError
from resonanz.kernel.fields import Typed
from resonanz.kernel.i18n import current_language, gettext
from resonanz.kernel.templates import link
from resonanz.reviews import service as reviews
from resonanz.web import limits, pages, posted

from .. import service
from ..domain import SubjectType, grounds_for
from ..forms.notices import FIELDS, read_notice, read_own_complaint
from ..service import flaggers
from ..service.complaints import ComplaintAccess
from ..service.misuse_suspension import SuspendedError
from ..service.openings import NewNotice, Subject
from ..views.notices import (
    NoticeFormView,
    case_status_view,
    error_texts,
    grounds,
)
from .suspended import suspended_page

Web = Request[Any, Any, Any]
Page = Response[Any]


class Notices(Controller):
    """`/notices` and `/complaints`: no sign-in needed (TRUST 12)."""

    path = ""
    guards = (maybe_signed_in,)

    @get("/notices/new")
    async def ask(
        self,
        request: Web,
        review: FromQuery[str] = "",
        agency: FromQuery[str] = "",
        reply: FromQuery[str] = "",
    ) -> Page:
        """The form; `review`, `agency` or `reply` (to a review) says what it is about."""
        subject, about, address = await _subject_of(review, agency, reply)
        return _form(request, subject, about, address, _query(review, agency, reply))

    @post("/notices/new")
    async def send(
        self,
        request: Web,
        review: FromQuery[str] = "",
        agency: FromQuery[str] = "",
        reply: FromQuery[str] = "",
    ) -> Page:
        """Take the notice in, acknowledge it at once (TRUST 14)."""
        subject, about, address = await _subject_of(review, agency, reply)
        form = await posted.form(request)
        found, errors = read_notice(form, grounds_for(subject.type))
        if found is None:
            typed = Typed((name, (form.get(name) or [""])[0]) for name in FIELDS)
            query = _query(review, agency, reply)
            return _form(request, subject, about, address, query, typed, errors)
        await limits.check_all(request, {"notice_by_network": None})
        account = account_of(request)
        if found.by_machine:
            return pages.see_other("/notices/thanks")
        try:
            receipt = await service.submit_notice(
                subject,
                NewNotice(
                    ground=found.ground,
                    text=found.text,
                    address=settings.current().base_url + address,
                    name=found.name,
                    email=found.email,
                    good_faith=found.good_faith,
                    language=current_language(),
                    source=await flaggers.source_of(account.email if account else "", clock.now()),
                    account_id=account.account_id if account else None,
                ),
                clock.now(),
            )
        except SuspendedError as error:
            # Whoever typed the address need not be its owner.
            return suspended_page(request, error.suspension, known=False)
        return pages.see_other(f"/notices/{receipt.secret}?sent=1")

    @get("/notices/thanks")
    async def thanks(self, request: Web) -> Page:
        """What a machine gets to see."""
        return pages.page(
            request,
            "moderation/notices/thanks.html",
            None,
            title=gettext("Ihre Meldung ist angekommen"),
            private=True,
        )

    @get(["/notices/{secret:str}", "/complaints/{secret:str}"])
    async def status(
        self, request: Web, secret: FromPath[str], sent: FromQuery[bool] = False
    ) -> Page:
        """State, steps and decision of a case for one of its parties."""
        return await _status(request, secret, await _access(secret), thanks=sent)

    @post("/complaints/{secret:str}")
    async def complain(self, request: Web, secret: FromPath[str]) -> Page:
        """Complain about the decision; free, for six months (TRUST 17)."""
        access = await _access(secret)
        text, errors = read_own_complaint(await posted.form(request))
        if errors:
            typed = Typed(explanation=text)
            return await _status(request, secret, access, typed, errors)
        await limits.check_all(request, {"notice_by_network": None})
        try:
            await service.complain(access, text, clock.now())
        except ConflictError:
            return await _status(request, secret, access)
        return pages.see_other(f"/complaints/{secret}")


async def _subject_of(review: str, agency: str, reply: str) -> tuple[Subject, str, str]:
    if reply:
        subject = await service.reply_subject(reply)
        found = (await agencies.agencies_by_id([subject.agency_id]))[subject.agency_id]
        about = gettext("Antwort von %(name)s auf eine Bewertung", name=found.name)
        return subject, about, link(f"/reviews/{reply}")
    if review:
        record = await reviews.record(review)
        subject = await service.review_subject(review)
        if record is None:
            raise NotFoundError("review")
        found = (await agencies.agencies_by_id([record.agency_id]))[record.agency_id]
        about = gettext("Bewertung zu %(name)s", name=found.name)
        return subject, about, link(f"/reviews/{review}")
    profile = await agencies.find_for_review(agency)
    if profile is None or profile.state != "listed":
        raise NotFoundError("agency")
    about = gettext("Profil von %(name)s", name=profile.name)
    return service.profile_subject(profile.id), about, link(f"/agencies/{agency}")


def _query(review: str, agency: str, reply: str) -> str:
    given = {"reply": reply, "review": review, "agency": agency}
    return urlencode({name: value for name, value in given.items() if value})


def _form(
    request: Web,
    subject: Subject,
    about: str,
    address: str,
    query: str,
    typed: Typed | None = None,
    errors: Any = None,
) -> Page:
    found = errors or {}
    view = NoticeFormView(
        about=about,
        address=address,
        query=query,
        typed=typed or Typed(),
        error=error_texts(found),
        errors=tuple((name, str(text)) for name, text in found.items()),
        grounds=grounds(subject.type),
        listing=subject.type is SubjectType.PROFILE,
    )
    return pages.page(
        request,
        "moderation/notices/new.html",
        view,
        title=gettext("Etwas melden"),
        private=True,
        status=422 if found else 200,
    )


async def _access(secret: str) -> ComplaintAccess:
    access = await service.complaint_access(secret)
    if access is None:
        raise NotFoundError("case")
    return access


async def _status(
    request: Web,
    secret: str,
    access: ComplaintAccess,
    typed: Typed | None = None,
    errors: Any = None,
    *,
    thanks: bool = False,
) -> Page:
    own = tuple(one for one in await service.complaints_in(access.case) if access.made(one))
    view = case_status_view(
        access.case,
        access.notice,
        own,
        secret=secret,
        may_complain=await service.may_complain(access, clock.now()),
        reasons=await service.reasons_for(access),
        thanks=thanks,
        typed=typed,
        errors=errors,
    )
    return pages.page(
        request,
        "moderation/notices/status.html",
        view,
        title=gettext("Fall %(number)s", number=access.case.public_id),
        private=True,
        status=422 if errors else 200,
    )
