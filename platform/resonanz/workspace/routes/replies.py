"""An agency replies to a review."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from resonanz.accounts.guards import signed_in_account
from resonanz.kernel import clock
from resonanz.kernel.errors import ConflictError
from resonanz.kernel.fields import FieldErrors, Typed
from resonanz.kernel.i18n import gettext, lazy
from resonanz.reviews import service as reviews
from resonanz.web import limits, pages, posted

from ..forms.replies import read_reply
from ..guards import branch_member, membership_of
from ..service.replies import ReplyPage, reply_page, send
from ..views.replies import reply_form_view

Web = Request[Any, Any, Any]
Page = Response[bytes]

_FIELDS = ("text", "language")
pages.add_message(
    "reply_sent",
    lazy(
        "Gesendet. Ein Mensch liest Ihre Antwort innerhalb von drei Arbeitstagen, dann erscheint "
        "sie."
    ),
)
pages.add_message("reply_withdrawn", lazy("Ihre Antwort ist zurückgenommen."))


class Replies(Controller):
    """`/desk/agencies/{slug}/reviews/{public_id}/reply`."""

    path = "/desk/agencies/{slug:str}/reviews/{public_id:str}/reply"
    guards = (branch_member,)

    @get()
    async def show(self, request: Web, slug: FromPath[str], public_id: FromPath[str]) -> Page:
        """The review, the reply with its history, and the form."""
        return _page(request, await reply_page(membership_of(request), public_id))

    @post()
    async def send(self, request: Web, slug: FromPath[str], public_id: FromPath[str]) -> Page:
        """Send a reply or a new version; the same words as elsewhere get a hint first."""
        membership, account = membership_of(request), signed_in_account(request)
        page = await reply_page(membership, public_id)
        form = await posted.form(request)
        given, errors = read_reply(form)
        typed = Typed((name, (form.get(name) or [""])[0]) for name in _FIELDS)
        if given is None:
            return _page(request, page, typed=typed, errors=errors)
        await limits.check(request, "reply_by_account", account.public_id)
        try:
            times = await send(
                membership,
                account.public_id,
                page.review,
                given.text,
                given.language,
                clock.now(),
                again=given.again,
            )
        except ValueError:
            errors.add("text", lazy("Genau so steht Ihre Antwort schon da."))
            return _page(request, page, typed=typed, errors=errors)
        if times:
            return _page(request, page, typed=typed, times=times)
        return pages.see_other(_path(request, public_id), flash="reply_sent", request=request)

    @get("/withdraw")
    async def ask_withdraw(
        self, request: Web, slug: FromPath[str], public_id: FromPath[str]
    ) -> Page:
        """Ask before the reply is taken back."""
        page = await reply_page(membership_of(request), public_id)
        return pages.page(
            request,
            "workspace/reply_withdraw.html",
            reply_form_view(page, membership_of(request)),
            title=gettext("Antwort zurücknehmen?"),
            private=True,
        )

    @post("/withdraw")
    async def withdraw(self, request: Web, slug: FromPath[str], public_id: FromPath[str]) -> Page:
        """Take the reply back."""
        membership, account = membership_of(request), signed_in_account(request)
        try:
            await reviews.withdraw_reply(
                public_id, membership.agency.id, account.public_id, clock.now()
            )
        except ConflictError:
            return pages.see_other(_path(request, public_id))
        return pages.see_other(_path(request, public_id), flash="reply_withdrawn", request=request)


def _path(request: Web, public_id: str) -> str:
    return f"/desk/agencies/{membership_of(request).agency.slug}/reviews/{public_id}/reply"


def _page(
    request: Web,
    page: ReplyPage,
    *,
    typed: Typed | None = None,
    errors: FieldErrors | None = None,
    times: int = 0,
) -> Page:
    view = reply_form_view(page, membership_of(request), typed=typed, errors=errors, times=times)
    return pages.page(
        request,
        "workspace/reply.html",
        view,
        title=gettext("Auf eine Bewertung antworten"),
        status=422 if errors else 200,
        private=True,
    )
