"""Where moderators reject what is obviously mass-produced, together but each for itself."""

from typing import Any

from litestar import Controller, Request, Response, get, post

from resonanz.accounts.guards import moderator
from resonanz.kernel import clock
from resonanz.kernel.fields import FieldErrors, Typed
from resonanz.kernel.i18n import gettext, lazy
from resonanz.web import pages, posted

from ..domain.text_blocks import Purpose
from ..forms.batches import read_ticked
from ..forms.spam import read_spam
from ..service import spam, text_blocks
from ..service.text_blocks import TextBlock
from ..views.spam import spam_view
from .batches import left_words
from .cases import acting

Web = Request[Any, Any, Any]
Page = Response[Any]

pages.add_message("spam_rejected", lazy("Abgelehnt. Jede und jeder hat eine eigene Begründung."))


class Spam(Controller):
    """`/moderation/spam`: reviews at which several signals of mass production point."""

    path = "/moderation/spam"
    guards = (moderator,)

    @get("/")
    async def show(self, request: Web) -> Page:
        """At most thirty; none is ticked."""
        return await _page(request)

    @post("/")
    async def reject(self, request: Web) -> Page:
        """Ask whether it is sure, then reject each with its own statement of reasons."""
        form = await posted.form(request)
        blocks = await _blocks()
        given, errors = read_spam(form, [one.key for one in blocks])
        if given is None or not given.sure:
            return await _page(request, form, errors, sure=given is not None)
        words = next((one for one in blocks if one.key == given.block), None)
        done, left = await spam.reject(
            given.ticked, given.ground, words, acting(request), clock.now()
        )
        if not left:
            return pages.see_other("/moderation/spam", flash="spam_rejected", request=request)
        notice = gettext("Abgelehnt: %(done)s. %(left)s", done=done, left=left_words(left))
        return await _page(request, notice=notice)


async def _blocks() -> list[TextBlock]:
    return [one for one in await text_blocks.offered() if one.purpose is Purpose.REJECT]


async def _page(
    request: Web,
    form: dict[str, list[str]] | None = None,
    errors: FieldErrors | None = None,
    *,
    sure: bool = False,
    notice: str = "",
) -> Page:
    sent = form or {}
    view = spam_view(
        await spam.suspects(acting(request), clock.now()),
        await _blocks(),
        ticked=set(read_ticked(sent)),
        sure=sure,
        typed=Typed((name, (sent.get(name) or [""])[0]) for name in ("ground", "block")),
        errors=errors,
        notice=notice,
    )
    return pages.page(
        request,
        "moderation/spam.html",
        view,
        title=gettext("Verdächtig gleiche Bewertungen"),
        status=422 if errors else 409 if notice else 200,
        private=True,
    )
