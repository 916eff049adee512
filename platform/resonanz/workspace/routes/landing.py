"""The way into the desk."""

from typing import Any

from litestar import Controller, Request, Response, get

from resonanz.accounts.guards import signed_in_account
from resonanz.agencies.queries.members import memberships_of
from resonanz.kernel.i18n import gettext
from resonanz.web import pages

from ..guards import any_agency
from ..views.landing import first_page, landing_view

Web = Request[Any, Any, Any]


class Landing(Controller):
    """`/desk`."""

    path = "/desk"

    @get(guards=[any_agency])
    async def show(self, request: Web) -> Response[bytes]:
        """The agencies one acts for; straight on to the only one."""
        own = await memberships_of(signed_in_account(request).account_id)
        if len(own) == 1:
            return pages.see_other(first_page(own[0]))
        return pages.page(
            request,
            "workspace/landing.html",
            landing_view(own),
            title=gettext("Ihre Agenturen"),
            private=True,
        )
