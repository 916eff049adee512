"""The badge of an agency, to be put elsewhere."""

from typing import Any

from litestar import Controller, Request, Response, get
from litestar.params import FromPath, FromQuery

from resonanz.kernel import settings
from resonanz.kernel.i18n import gettext
from resonanz.web import pages

from ..guards import member, membership_of
from ..views.badge import badge_choice, badge_view

Web = Request[Any, Any, Any]


class Badge(Controller):
    """`/desk/agencies/{slug}/badge`."""

    path = "/desk/agencies/{slug:str}/badge"
    guards = (member,)

    @get()
    async def show(
        self,
        request: Web,
        slug: FromPath[str],
        size: FromQuery[str] = "",
        theme: FromQuery[str] = "",
        lang: FromQuery[str] = "",
    ) -> Response[bytes]:
        """All sizes, light and dark, three languages, with the HTML to copy."""
        view = badge_view(
            membership_of(request),
            badge_choice(size, theme, lang),
            settings.current().base_url,
        )
        title = gettext("Plakette von %(name)s", name=view.frame.agency_name)
        return pages.page(request, "workspace/badge.html", view, title=title, private=True)
