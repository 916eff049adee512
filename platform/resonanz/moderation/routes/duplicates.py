"""Moderators look at listed agencies that may be one."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromQuery

from resonanz.accounts.guards import moderator
from resonanz.kernel import clock
from resonanz.kernel.fields import Fields
from resonanz.kernel.i18n import gettext, lazy
from resonanz.web import pages, posted

from ..service import duplicates
from ..service.reach import reach_of
from ..views.duplicates import duplicates_view
from .cases import acting

Web = Request[Any, Any, Any]
Page = Response[Any]

_LIST = "/moderation/duplicates"

pages.add_message("agencies_distinct", lazy("Vermerkt: Das sind zwei verschiedene Agenturen."))
pages.add_message("agencies_alike", lazy("Zurückgenommen: Das Paar steht wieder in der Liste."))


class Duplicates(Controller):
    """`/moderation/duplicates`."""

    path = _LIST
    guards = (moderator,)

    @get()
    async def index(self, request: Web, after: FromQuery[str] = "") -> Page:
        """Pairs that may be one agency, and what was called distinct."""
        before = _position(after)
        who = acting(request)
        reach = await reach_of(who)
        pairs, following = await duplicates.likely_pairs(reach, before)
        distinct = () if before else await duplicates.distinct(reach, who)
        return pages.page(
            request,
            "moderation/duplicates.html",
            duplicates_view(pairs, following, distinct, first=before is None),
            title=gettext("Doppelte Agenturen"),
            private=True,
        )

    @post("/distinct")
    async def distinct(self, request: Web) -> Page:
        """They are two agencies."""
        one, other = await _pair(request)
        await duplicates.say_distinct(one, other, acting(request), clock.now())
        return pages.see_other(_LIST, flash="agencies_distinct", request=request)

    @post("/alike")
    async def alike(self, request: Web) -> Page:
        """Take that back."""
        one, other = await _pair(request)
        await duplicates.take_back(one, other, acting(request), clock.now())
        return pages.see_other(_LIST, flash="agencies_alike", request=request)


async def _pair(request: Web) -> tuple[str, str]:
    fields = Fields(await posted.form(request))
    return fields.raw("one"), fields.raw("other")


def _position(after: str) -> tuple[int, int] | None:
    """Where a page begins; None for the first one, also if it is not understood."""
    high, _, low = after.partition("~")
    known = all(part.isascii() and part.isdigit() and len(part) < 19 for part in (high, low))
    return (int(high), int(low)) if known else None
