"""The way into the desk."""

from typing import Any

from litestar import Controller, Request, Response, get
from litestar.params import FromQuery

from resonanz.accounts.guards import signed_in_account
from resonanz.moderation.guards import agency_member
from resonanz.web import pages

from ..service.landing import own_agency

Web = Request[Any, Any, Any]


class Landing(Controller):
    """`/desk`."""

    path = "/desk"
    guards = (agency_member,)

    @get()
    async def show(self, request: Web, agency: FromQuery[str] = "") -> Response[bytes]:
        """On to the reviews of one of the account's agencies, the first unless one is named."""
        chosen = await own_agency(signed_in_account(request).account_id, agency)
        return pages.see_other(f"/desk/agencies/{chosen.slug}/reviews")
