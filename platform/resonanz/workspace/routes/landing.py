"""The way into the desk."""

from typing import Any

from litestar import Controller, Request, Response, get

from resonanz.accounts.guards import signed_in_account
from resonanz.agencies.guards import any_account
from resonanz.kernel import clock
from resonanz.kernel.i18n import gettext
from resonanz.web import pages

from ..service.group import own_agencies
from ..views.landing import first_page, landing_view

Web = Request[Any, Any, Any]


class Landing(Controller):
    """`/desk`."""

    path = "/desk"

    @get(guards=[any_account])
    async def show(self, request: Web) -> Response[bytes]:
        """The agencies one acts for; straight on to the only one."""
        own = await own_agencies(signed_in_account(request).account_id, clock.now())
        if len(own) == 1:
            return pages.see_other(first_page(own[0].membership))
        return pages.page(
            request,
            "workspace/landing.html",
            landing_view(own),
            title=gettext("Ihre Agenturen"),
            private=True,
        )
