"""Where suspended parties end up instead of a form."""

from typing import Any

from litestar import Controller, Request, Response, get

from resonanz.accounts.guards import signed_in, signed_in_account
from resonanz.kernel import clock
from resonanz.web import pages

from ..service.misuse_suspension import Suspension, author_party, suspension_of
from ..views.suspended import suspended_view

Web = Request[Any, Any, Any]
Page = Response[Any]


class Suspended(Controller):
    """`/my/suspension`: for whoever cannot write reviews for now; all others go to theirs."""

    path = "/my/suspension"
    guards = (signed_in,)

    @get()
    async def show(self, request: Web) -> Page:
        """Why, until when, and how to complain."""
        party = author_party(signed_in_account(request).account_id)
        suspension = await suspension_of(party, clock.now())
        if suspension is None:
            return pages.see_other("/my/reviews")
        return suspended_page(request, suspension)


def suspended_page(request: Web, suspension: Suspension, *, known: bool = True) -> Page:
    """A kind page instead of a form (TRUST 15, 18)."""
    view = suspended_view(suspension, known=known)
    return pages.page(
        request, "moderation/suspended.html", view, title=view.title, status=403, private=True
    )
