"""The reviews of an agency, for its members."""

from typing import Any

from litestar import Controller, Request, Response, get
from litestar.params import FromPath, FromQuery

from resonanz.kernel.i18n import gettext
from resonanz.web import pages

from ..forms.reviews import read_choice
from ..guards import branch_member, membership_of
from ..service.reviews import review_list
from ..views.reviews import reviews_view

Web = Request[Any, Any, Any]
Page = Response[bytes]


class Reviews(Controller):
    """`/desk/agencies/{slug}/reviews`."""

    path = "/desk/agencies/{slug:str}/reviews"
    guards = (branch_member,)

    @get()
    async def index(
        self,
        request: Web,
        slug: FromPath[str],
        stars: FromQuery[str] = "",
        stage: FromQuery[str] = "",
        unanswered: FromQuery[str] = "",
        branch: FromQuery[str] = "",
        after: FromQuery[str] = "",
    ) -> Page:
        """The public reviews of the agency, newest first, and its disputes."""
        membership = membership_of(request)
        choice = read_choice(
            {"stars": [stars], "stage": [stage], "unanswered": [unanswered], "branch": [branch]}
        )
        view = reviews_view(await review_list(membership, choice, after), membership)
        title = gettext("Bewertungen von %(name)s", name=membership.agency.name)
        return pages.page(request, "workspace/reviews.html", view, title=title, private=True)
