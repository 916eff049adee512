"""Where the code of an agency's invitation leads: to the review form, with the agency chosen."""

from typing import Any

from litestar import Controller, Request, Response, get
from litestar.params import FromPath, FromQuery

from resonanz.agencies import service as agencies
from resonanz.agencies.domain.invites import InviteCode, is_taken
from resonanz.agencies.service import invites
from resonanz.kernel import clock
from resonanz.kernel.i18n import gettext
from resonanz.web import limits, pages
from resonanz.web.guards import anyone

from ..views.codes import CodeView

Web = Request[Any, Any, Any]
Page = Response[bytes]
_LONGEST = 40


@get("/i/{code:str}", guards=[anyone])
async def short_address(request: Web, code: FromPath[str]) -> Page:
    """The address on posters and in mails, in the reader's own language."""
    return await _lead(request, code)


class Codes(Controller):
    """`/invited`: for those who type the code."""

    path = "/invited"
    guards = (anyone,)

    @get("")
    async def type_code(self, request: Web, code: FromQuery[str] = "") -> Page:
        """Ask for the code, or follow it."""
        return await _lead(request, code) if code else _page(request, "")


async def _lead(request: Web, typed: str) -> Page:
    await limits.check(request, "code_by_network")
    code = await invites.find(typed)
    if code is None:
        return _page(request, typed[:_LONGEST], wrong=True)
    return pages.see_other(await _form(code))


async def _form(code: InviteCode) -> str:
    """The form's address; a code that is over, or sleeps with its entry, still names the agency."""
    agency_id = await agencies.standing(code.agency_id)
    agency = (await agencies.agencies_by_id([agency_id]))[agency_id]
    taken = is_taken(code, agency_id, clock.today())
    return f"/reviews/new?agency={agency.slug}" + (f"&invite={code.code}" if taken else "")


def _page(request: Web, typed: str, *, wrong: bool = False) -> Page:
    return pages.page(
        request,
        "workspace/code.html",
        CodeView(typed, wrong),
        title=gettext("Code einer Einladung"),
        status=404 if wrong else 200,
        robots="noindex",
        canonical="/invited",
    )
