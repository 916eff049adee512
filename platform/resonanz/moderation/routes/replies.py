"""The moderators' check of an agency's reply."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from resonanz.accounts.guards import moderator
from resonanz.kernel import clock
from resonanz.kernel.errors import ConflictError
from resonanz.kernel.fields import Typed
from resonanz.kernel.i18n import gettext, lazy
from resonanz.web import pages, posted

from .. import forms
from ..domain import Verdict
from ..service import text_blocks
from ..service.errors import ClaimedError
from ..service.reply_checks import claim_reply, release_reply, reply_check
from ..service.reply_decisions import decide_reply
from ..views.replies import reply_check_view
from .cases import acting, chosen, go_on

Web = Request[Any, Any, Any]
Page = Response[Any]

_DONE = {
    Verdict.APPROVE: "reply_approved",
    Verdict.RETURN: "reply_returned",
    Verdict.REJECT: "reply_rejected",
}
pages.add_message("reply_approved", lazy("Die Antwort ist freigegeben und öffentlich."))
pages.add_message("reply_returned", lazy("Die Antwort ist zurückgegeben, die Nachricht ist da."))
pages.add_message("reply_rejected", lazy("Die Antwort ist abgelehnt, die Begründung ist da."))


class Replies(Controller):
    """`/moderation/replies`: agencies' replies wait beside the reviews (TRUST 22)."""

    path = "/moderation/replies/{public_id:str}"
    guards = (moderator,)

    @get()
    async def check(self, request: Web, public_id: FromPath[str]) -> Page:
        """A reply; looking changes nothing."""
        return await _page(request, public_id)

    @post("/claim")
    async def claim(self, request: Web, public_id: FromPath[str]) -> Page:
        """Take a reply over."""
        try:
            await claim_reply(public_id, acting(request), clock.now())
        except ConflictError as error:
            return await _page(request, public_id, notice=_notice(error), status=409)
        return pages.see_other(f"/moderation/replies/{public_id}")

    @post("/release")
    async def release(self, request: Web, public_id: FromPath[str]) -> Page:
        """Leave a reply to others."""
        await release_reply(public_id, acting(request))
        return pages.see_other("/moderation", flash="case_released", request=request)

    @post("/decision")
    async def decide(self, request: Web, public_id: FromPath[str]) -> Page:
        """Decide, and go on to what is due next."""
        now = clock.now()
        form = await posted.form(request)
        check = await reply_check(public_id, acting(request), now)
        given, errors = forms.read_decision(form, check.version.text)
        typed = forms.typed_of(form)
        if given is None:
            return await _page(request, public_id, typed=typed, errors=errors, status=422)
        try:
            await decide_reply(
                public_id, acting(request), given.verdict, given.ground, given.explanation, now
            )
        except ConflictError as error:
            notice = _notice(error)
            return await _page(request, public_id, typed=typed, notice=notice, status=409)
        return await go_on(request, _DONE[given.verdict])

    @post("/insert")
    async def insert(self, request: Web, public_id: FromPath[str]) -> Page:
        """Put a text block into the message; nothing is kept."""
        form = await posted.form(request)
        typed = forms.inserted(forms.typed_of(form), await text_blocks.words_of(chosen(form)))
        return await _page(request, public_id, typed=typed)


def _notice(error: ConflictError) -> str:
    if isinstance(error, ClaimedError):
        return gettext("Nicht ausgeführt: Der Fall ist gerade nicht bei Ihnen.")
    return gettext("Nicht ausgeführt: Über diese Antwort wird nicht mehr entschieden.")


async def _page(
    request: Web,
    public_id: str,
    *,
    typed: Typed | None = None,
    errors: Any = None,
    notice: str = "",
    status: int = 200,
) -> Page:
    now = clock.now()
    check = await reply_check(public_id, acting(request), now)
    blocks = await text_blocks.offered()
    view = reply_check_view(check, now, blocks, typed=typed, errors=errors, notice=notice)
    return pages.page(
        request,
        "moderation/reply.html",
        view,
        title=f"{view.title} · {view.agency_name}",
        status=status,
        private=True,
    )
