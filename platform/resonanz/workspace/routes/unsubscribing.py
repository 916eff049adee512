"""The end of mails by one click: invitations, and the desk's figures (TRUST 56, RFC 8058)."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from resonanz.kernel import clock
from resonanz.kernel.errors import NotFoundError
from resonanz.kernel.i18n import gettext
from resonanz.web import csrf, pages
from resonanz.web.guards import anyone

from ..service import figures_mail, mailings
from ..views.codes import NoInvitationsView
from ..views.figures_mail import NoFiguresView

Web = Request[Any, Any, Any]
Page = Response[bytes]


class NoInvitations(Controller):
    """`/no-invitations/{secret}`: looking changes nothing, one POST ends them for an address."""

    path = "/no-invitations"
    guards = (anyone,)

    @get("/{secret:str}")
    async def ask(self, request: Web, secret: FromPath[str]) -> Page:
        """What the button does."""
        if not mailings.knows(secret):
            raise NotFoundError("unsubscribe")
        return _page(request, secret)

    @post("/{secret:str}", opt=csrf.ONE_CLICK)
    async def end(self, request: Web, secret: FromPath[str]) -> Page:
        """End them: by the button, or by a mail program that sends nothing but the address."""
        await mailings.unsubscribe(secret, clock.now())
        return _page(request, secret, done=True)


class NoFigures(Controller):
    """`/no-figures/{secret}`: looking changes nothing, one POST ends one member's mails."""

    path = "/no-figures"
    guards = (anyone,)

    @get("/{secret:str}")
    async def ask(self, request: Web, secret: FromPath[str]) -> Page:
        """What the button does."""
        return await _figures_page(request, secret)

    @post("/{secret:str}", opt=csrf.ONE_CLICK)
    async def end(self, request: Web, secret: FromPath[str]) -> Page:
        """End them: by the button, or by a mail program that sends nothing but the address."""
        await figures_mail.unsubscribe(secret)
        return await _figures_page(request, secret, done=True)


async def _figures_page(request: Web, secret: str, *, done: bool = False) -> Page:
    agency = await figures_mail.about(secret)
    title = gettext("Sie bekommen keine Zahlen mehr per Mail")
    if not done:
        title = gettext("Keine Zahlen mehr per Mail")
    view = NoFiguresView(secret, agency.name, done)
    return pages.page(request, "workspace/no_figures.html", view, title=title, private=True)


def _page(request: Web, secret: str, *, done: bool = False) -> Page:
    title = gettext("Sie bekommen keine Einladungen mehr") if done else gettext("Keine Einladungen")
    view = NoInvitationsView(secret, done)
    return pages.page(request, "workspace/no_invitations.html", view, title=title, private=True)
