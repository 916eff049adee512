"""Making, changing and withdrawing an agency's pledge; nothing is published at the first press."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from resonanz.accounts.guards import signed_in_account
from resonanz.agencies.service import pledges
from resonanz.kernel import clock
from resonanz.kernel.errors import ConflictError
from resonanz.kernel.fields import FieldErrors
from resonanz.kernel.i18n import gettext, lazy
from resonanz.web import pages, posted

from ..forms.pledge import read_pledge
from ..guards import membership_of, owner
from ..service.pledge import pledge_desk
from ..views.pledge import pledge_page_view, pledge_step_view, withdrawal_view

Web = Request[Any, Any, Any]
Page = Response[bytes]

pages.add_message("pledge_made", lazy("Ihre Zusage ist veröffentlicht."))
pages.add_message("pledge_withdrawn", lazy("Ihre Zusage ist zurückgezogen."), "info")


class PledgePages(Controller):
    """`/desk/agencies/{slug}/pledge`."""

    path = "/desk/agencies/{slug:str}/pledge"
    guards = (owner,)

    @get()
    async def show(self, request: Web, slug: FromPath[str]) -> Page:
        """What a pledge is, the one in force with its result, and which ones there are."""
        return await _page(request)

    @post()
    async def make(self, request: Web, slug: FromPath[str]) -> Page:
        """Say what a pledge means; publish it once the owner has seen that."""
        days, publish, errors = read_pledge(await posted.form(request))
        if days is None:
            return await _page(request, errors=errors)
        own = membership_of(request)
        if not publish:
            desk = await pledge_desk(own.agency.id)
            blocked = desk.blocked_until(clock.today()) is not None
            if blocked or (desk.present and desk.present.days == days):
                return await _page(request, notice=_conflict())
            return pages.page(
                request,
                "workspace/pledge_step.html",
                pledge_step_view(desk, own, days, clock.today()),
                title=gettext("Zusage veröffentlichen"),
                private=True,
            )
        try:
            await pledges.make(
                own.agency.id, days, signed_in_account(request).public_id, clock.now()
            )
        except ConflictError:
            return await _page(request, notice=_conflict())
        return pages.see_other(_own(request), flash="pledge_made", request=request)

    @get("/withdraw")
    async def ask(self, request: Web, slug: FromPath[str]) -> Page:
        """What a withdrawal means."""
        own = membership_of(request)
        desk = await pledge_desk(own.agency.id)
        if desk.present is None:
            return pages.see_other(_own(request))
        return pages.page(
            request,
            "workspace/pledge_step.html",
            withdrawal_view(desk, own),
            title=gettext("Zusage zurückziehen"),
            private=True,
        )

    @post("/withdraw")
    async def withdraw(self, request: Web, slug: FromPath[str]) -> Page:
        """End the pledge in force."""
        actor = signed_in_account(request).public_id
        try:
            await pledges.withdraw(membership_of(request).agency.id, actor, clock.now())
        except ConflictError:
            return await _page(request, notice=_conflict())
        return pages.see_other(_own(request), flash="pledge_withdrawn", request=request)


def _own(request: Web) -> str:
    return f"/desk/agencies/{membership_of(request).agency.slug}/pledge"


def _conflict() -> str:
    return gettext("Nicht ausgeführt: Ihre Zusage hat sich inzwischen geändert.")


async def _page(request: Web, *, notice: str = "", errors: FieldErrors | None = None) -> Page:
    own = membership_of(request)
    view = pledge_page_view(
        await pledge_desk(own.agency.id), own, clock.today(), notice=notice, errors=errors
    )
    return pages.page(
        request,
        "workspace/pledge.html",
        view,
        title=gettext("Zusage von %(name)s", name=own.agency.name),
        status=409 if notice else 422 if errors else 200,
        private=True,
    )
