"""Inviting candidates: one link for all, its poster and words, numbers, lists with consent."""

import asyncio
from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from resonanz.accounts.guards import signed_in_account
from resonanz.agencies.service import invites
from resonanz.kernel import clock
from resonanz.kernel.clock import site_day
from resonanz.kernel.errors import ConflictError, NotFoundError
from resonanz.kernel.fields import Fields
from resonanz.kernel.i18n import LANGUAGES, gettext, lazy
from resonanz.web import csrf, limits, pages, posted
from resonanz.web.site import site_of

from ..forms.invitations import read_change, read_count, read_mailing
from ..guards import member, membership_of, owner
from ..service import mailings
from ..service.invitations import invitation_desk
from ..views.invitations import invitations_view, mailing_view
from ..views.poster import draw, poster

Web = Request[Any, Any, Any]
Page = Response[bytes]

pages.add_message("invite_code_made", lazy("Ihr Einladungslink ist da."))
pages.add_message("invite_code_changed", lazy("Der neue Link gilt ab sofort."))
pages.add_message("invite_count_kept", lazy("Die Zahl ist gespeichert."))
pages.add_message(
    "mailing_sent",
    lazy(
        "Die Mails gehen in den nächsten Minuten hinaus. Wer keine Einladungen möchte oder schon "
        "eine hatte, bekommt keine; wer das ist, sagen wir nicht. Ihre Liste ist danach gelöscht."
    ),
)


class Invitations(Controller):
    """`/desk/agencies/{slug}/invitations`."""

    path = "/desk/agencies/{slug:str}/invitations"

    @get(guards=[member])
    async def show(self, request: Web, slug: FromPath[str]) -> Page:
        """Link, posters, words to copy, and how many were invited and came."""
        return await _page(request)

    @post("/code", guards=[owner])
    async def begin(self, request: Web, slug: FromPath[str]) -> Page:
        """Make the first link."""
        await invites.begin(membership_of(request).agency, _actor(request), clock.now())
        return pages.see_other(_own(request), flash="invite_code_made", request=request)

    @post("/code/change", guards=[owner])
    async def change(self, request: Web, slug: FromPath[str]) -> Page:
        """Change the link at once."""
        agency = membership_of(request).agency
        present = await invites.current(agency.id)
        if present is None:
            raise ConflictError("code")
        given, fields = read_change(
            await posted.form(request), site_day(present.made_at), clock.today()
        )
        if given is None:
            return await _page(request, fields)
        await invites.change(agency, _actor(request), clock.now(), given.leaked_on)
        return pages.see_other(_own(request), flash="invite_code_changed", request=request)

    @post("/count", guards=[owner])
    async def count(self, request: Web, slug: FromPath[str]) -> Page:
        """Keep how many people the agency invited itself."""
        quarters = invites.open_quarters(clock.today())
        given, fields = read_count(await posted.form(request), quarters)
        if given is None:
            return await _page(request, fields)
        await invites.enter_count(
            membership_of(request).agency,
            given.quarter,
            given.invited,
            _actor(request),
            clock.now(),
        )
        return pages.see_other(_own(request), flash="invite_count_kept", request=request)

    @get("/poster/{of:str}", guards=[member])
    async def poster(self, request: Web, slug: FromPath[str], of: FromPath[str]) -> Page:
        """The poster in a language, as a PDF."""
        language = next((one for one in LANGUAGES if one == of), None)
        agency = membership_of(request).agency
        desk = await invitation_desk(agency.id, clock.now())
        if language is None or desk.code is None:
            raise NotFoundError("poster")
        await limits.check(request, "poster_by_account", _actor(request))
        settings = site_of(request).settings
        made = poster(desk, agency.name, language, settings.site_name, settings.base_url)
        content = await asyncio.to_thread(draw, made)
        name = f"{agency.slug}-{desk.code.code}-{language}.pdf"
        return Response(
            content,
            media_type="application/pdf",
            headers={
                "content-disposition": f'attachment; filename="{name}"',
                "cache-control": pages.PRIVATE,
            },
        )

    @get("/mailings", guards=[owner])
    async def mailing_form(self, request: Web, slug: FromPath[str]) -> Page:
        """A new list, and those before."""
        return await _mailing_page(request)

    @post("/mailings", guards=[owner], opt=csrf.UPLOADS)
    async def mail(self, request: Web, slug: FromPath[str]) -> Page:
        """Write to everybody on the list, and keep only how many there were."""
        files = await posted.files(request)
        given, fields, back = read_mailing(
            await posted.form(request), files[0].content if files else b""
        )
        if given is None:
            return await _mailing_page(request, fields, addresses=back)
        agency = membership_of(request).agency
        await limits.check(request, "mailing_by_agency", agency.public_id)
        try:
            await mailings.send(agency, given, signed_in_account(request), clock.now())
        except ConflictError as error:
            return await _mailing_page(request, fields, addresses=back, refused=error)
        return pages.see_other(_own(request) + "/mailings", flash="mailing_sent", request=request)


def _actor(request: Web) -> str:
    return signed_in_account(request).public_id


def _own(request: Web) -> str:
    return f"/desk/agencies/{membership_of(request).agency.slug}/invitations"


async def _page(request: Web, fields: Fields | None = None) -> Page:
    own = membership_of(request)
    desk = await invitation_desk(own.agency.id, clock.now())
    view = invitations_view(desk, own, site_of(request).settings.base_url, clock.today(), fields)
    return pages.page(
        request,
        "workspace/invitations.html",
        view,
        title=gettext("Einladungen von %(name)s", name=own.agency.name),
        status=422 if fields else 200,
        private=True,
    )


async def _mailing_page(
    request: Web,
    fields: Fields | None = None,
    *,
    addresses: str = "",
    refused: ConflictError | None = None,
) -> Page:
    own = membership_of(request)
    blocked = ""
    if isinstance(refused, mailings.NoRoomError):
        blocked = gettext(
            "So viele Mails gehen in 30 Tagen nicht hinaus. Bitte kürzen Sie die Liste."
        )
    view = mailing_view(
        own,
        await mailings.recent(own.agency.id, clock.now()),
        await mailings.newest(own.agency.id),
        has_code=await invites.current(own.agency.id) is not None,
        blocked=blocked,
        addresses=addresses,
        fields=fields,
    )
    return pages.page(
        request,
        "workspace/mailings.html",
        view,
        title=gettext("Einladen per Mail"),
        status=409 if refused else 422 if fields else 200,
        private=True,
    )
