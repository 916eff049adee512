"""Links from mails: a page with one button, because mail scanners open links (TRUST 40)."""

from litestar import Controller, get, post
from litestar.params import FromPath

from resonanz.kernel.i18n import gettext as _
from resonanz.web import limits, pages
from resonanz.web.guards import anyone

from ..guards import session_token
from ..service import links
from ..views import FormView, LinkView, link_page
from .entry import KIND, Page, Web, device_of, enter


class LinkPages(Controller):
    """`/link/{token}`: looking changes nothing, the button does."""

    path = "/link"
    guards = (anyone,)

    @get("/{token:str}")
    async def show(self, request: Web, token: FromPath[str]) -> Page:
        """What the link is for."""
        try:
            link = await links.look_at(token)
        except links.LinkInvalidError:
            return link_over(request)
        if link.purpose == links.RESET:
            return pages.see_other(f"/reset/{token}")
        words = link_page(link.purpose)
        return pages.page(
            request,
            "accounts/link.html",
            LinkView(token, link.email, str(words.text), str(words.button)),
            title=str(words.title),
            private=True,
            kind=KIND,
        )

    @post("/{token:str}")
    async def use(self, request: Web, token: FromPath[str]) -> Page:
        """Use the link up: the address is confirmed and one is signed in."""
        await limits.check(request, "confirm_by_network")
        try:
            done = await links.confirm(token, device_of(request), session_token(request))
        except links.LinkInvalidError:
            return link_over(request)
        return enter(request, done.session, done.next)


def link_over(request: Web) -> Page:
    """Say that a link does not work any more, and offer a new one (410)."""
    return pages.page(
        request,
        "accounts/link_over.html",
        FormView(),
        title=_("Dieser Link gilt nicht mehr"),
        status=410,
        private=True,
        kind=KIND,
    )
