"""Where moderators log requests of authorities and letters of lawyers, and their answers."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from resonanz.accounts.guards import moderator
from resonanz.kernel import clock
from resonanz.kernel.errors import ConflictError, NotFoundError
from resonanz.kernel.fields import FieldErrors, Typed
from resonanz.kernel.i18n import gettext, lazy
from resonanz.web import pages, posted

from ..forms.authorities import NOTHING_THERE, read_answer, read_request
from ..service import ClaimedError, authorities
from ..views.authorities import SENDERS, authorities_view, authority_view
from .cases import acting, go_on

Web = Request[Any, Any, Any]
Page = Response[Any]

_FIELDS = ("sender", "received", "due", "about", "asked")
pages.add_message("authority_entered", lazy("Eingetragen."))
pages.add_message("authority_released", lazy("Der Vorgang ist wieder frei."), "info")


class Authorities(Controller):
    """`/moderation/authorities`: an append-only log."""

    path = "/moderation/authorities"
    guards = (moderator,)

    @get("/")
    async def show(self, request: Web) -> Page:
        """The log: what is open first."""
        return await _page(request)

    @post("/")
    async def enter(self, request: Web) -> Page:
        """Enter a request."""
        form = await posted.form(request)
        typed = Typed((name, (form.get(name) or [""])[0]) for name in _FIELDS)
        given, errors = read_request(form)
        if given is None:
            return await _page(request, typed, errors)
        try:
            await authorities.enter(
                given.sender,
                given.received_on,
                given.due_on,
                given.asked,
                given.about,
                acting(request),
                clock.now(),
            )
        except NotFoundError:
            errors.add("about", NOTHING_THERE)
            return await _page(request, typed, errors)
        return pages.see_other(
            "/moderation/authorities", flash="authority_entered", request=request
        )

    @get("/{public_id:str}")
    async def one(self, request: Web, public_id: FromPath[str]) -> Page:
        """A request, what was answered, and the form for more."""
        return await _request_page(request, public_id)

    @post("/{public_id:str}/claim")
    async def claim(self, request: Web, public_id: FromPath[str]) -> Page:
        """Take a request over."""
        try:
            await authorities.claim(public_id, acting(request), clock.now())
        except ConflictError as error:
            return await _request_page(request, public_id, notice=_notice(error), status=409)
        return pages.see_other(f"/moderation/authorities/{public_id}")

    @post("/{public_id:str}/release")
    async def release(self, request: Web, public_id: FromPath[str]) -> Page:
        """Leave a request to others."""
        await authorities.release(public_id, acting(request))
        return pages.see_other("/moderation", flash="authority_released", request=request)

    @post("/{public_id:str}/answers")
    async def answer(self, request: Web, public_id: FromPath[str]) -> Page:
        """Enter what was answered, and go on to what is due next."""
        form = await posted.form(request)
        typed = Typed((name, (form.get(name) or [""])[0]) for name in ("answer", "closes"))
        given, errors = read_answer(form)
        if given is None:
            return await _request_page(request, public_id, typed, errors, status=422)
        try:
            await authorities.answer(
                public_id, given.text, acting(request), clock.now(), closes=given.closes
            )
        except ConflictError as error:
            notice = _notice(error)
            return await _request_page(request, public_id, typed, notice=notice, status=409)
        return await go_on(request, "authority_entered")


def _notice(error: ConflictError) -> str:
    if isinstance(error, ClaimedError):
        return gettext("Nicht ausgeführt: Der Vorgang ist gerade bei jemand anderem.")
    return gettext("Nicht ausgeführt: Der Vorgang ist schon erledigt.")


async def _page(
    request: Web, typed: Typed | None = None, errors: FieldErrors | None = None
) -> Page:
    now = clock.now()
    view = authorities_view(await authorities.log(acting(request), now), now, typed, errors)
    return pages.page(
        request,
        "moderation/authorities.html",
        view,
        title=gettext("Behörden und Anwaltsbriefe"),
        status=422 if errors else 200,
        private=True,
    )


async def _request_page(
    request: Web,
    public_id: str,
    typed: Typed | None = None,
    errors: FieldErrors | None = None,
    *,
    notice: str = "",
    status: int = 200,
) -> Page:
    now = clock.now()
    found = await authorities.request(public_id, acting(request), now)
    return pages.page(
        request,
        "moderation/authority.html",
        authority_view(found, now, typed, errors, notice),
        title=str(SENDERS[found.sender]),
        status=status,
        private=True,
    )
