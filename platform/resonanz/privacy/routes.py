"""What is kept and how long; the download and the end of an account."""

from typing import Any

from litestar import Controller, MediaType, Request, Response, get, post

from resonanz.accounts.guards import (
    drop_session,
    recently_authenticated,
    signed_in,
    signed_in_account,
)
from resonanz.kernel import clock
from resonanz.kernel.i18n import gettext as _
from resonanz.web import pages, posted
from resonanz.web.guards import anyone

from . import forms, service
from .domain import KeepReviews
from .service import BeforeErasure
from .views import DataView, ErasedView, erase_view, retention_view

Web = Request[Any, Any, Any]
Page = Response[bytes]
KIND = "account"


class PrivacyPages(Controller):
    """`/privacy/retention`, and the page after an account's end."""

    path = "/privacy"
    guards = (anyone,)

    @get("/retention")
    async def retention(self, request: Web) -> Page:
        """What is kept, how long and why, from the same rules that the worker runs."""
        response = pages.page(
            request,
            "privacy/retention.html",
            retention_view(),
            title=_("Was wir speichern und wie lange"),
            description=_(
                "Jede Art von Daten auf dieser Seite: wozu, wie lange, und wann sie gelöscht wird."
            ),
        )
        return pages.keep(request, response)

    @get("/erased")
    async def erased(self, request: Web) -> Page:
        """The account is gone."""
        return pages.page(
            request,
            "privacy/erased.html",
            ErasedView(),
            title=_("Ihr Konto ist gelöscht"),
            robots="noindex",
        )


class AccountDataPages(Controller):
    """`/account/data`: everything about me, and goodbye (TRUST 28)."""

    path = "/account/data"
    guards = (signed_in,)

    @get("")
    async def show(self, request: Web) -> Page:
        """What one can do with one's data."""
        view = DataView(has_role=signed_in_account(request).staff)
        title = _("Ihre Daten")
        return pages.page(request, "privacy/data.html", view, title=title, private=True, kind=KIND)

    @post("/export", guards=[recently_authenticated])
    async def export(self, request: Web) -> Page:
        """Everything as one JSON file."""
        now = clock.now()
        content = await service.export(signed_in_account(request), now)
        name = f"resonanz-{clock.site_day(now).isoformat()}.json"
        return Response(
            content,
            status_code=200,
            media_type=MediaType.JSON,
            headers={
                "cache-control": pages.PRIVATE,
                "content-disposition": f'attachment; filename="{name}"',
            },
        )

    @get("/erase", guards=[recently_authenticated])
    async def ask(self, request: Web) -> Page:
        """What goes, what stays, and why."""
        before = await service.before_erasure(signed_in_account(request))
        return _erase_page(request, before, KeepReviews.WITHDRAW.value)

    @post("/erase", guards=[recently_authenticated])
    async def erase(self, request: Web) -> Page:
        """End the account for good."""
        present = signed_in_account(request)
        before = await service.before_erasure(present)
        chosen, errors = forms.read_erasure(
            await posted.form(request),
            asked=bool(before.public_reviews),
            leavable={one.public_id for one in before.public_reviews if one.leavable},
        )
        if errors:
            error = str(errors["reviews"])
            return _erase_page(request, before, "", chosen.leave, error=error, status=422)
        await service.erase(
            present.account_id,
            present.email,
            present.language,
            chosen.reviews,
            clock.now(),
            leave=chosen.leave,
        )
        response = pages.see_other("/privacy/erased")
        drop_session(request, response)
        return response


def _erase_page(
    request: Web,
    before: BeforeErasure,
    choice: str,
    leave: tuple[str, ...] = (),
    *,
    error: str = "",
    status: int = 200,
) -> Page:
    email = signed_in_account(request).email
    return pages.page(
        request,
        "privacy/erase.html",
        erase_view(email, before, choice=choice, leave=leave, error=error),
        title=_("Konto löschen?"),
        status=status,
        private=True,
        kind=KIND,
    )


PAGES = [PrivacyPages, AccountDataPages]
