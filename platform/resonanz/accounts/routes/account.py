"""The account: what it knows, its sessions, address and language."""

from litestar import Controller, get, post
from litestar.params import FromPath

from resonanz.kernel.i18n import gettext as _
from resonanz.kernel.i18n import lazy
from resonanz.web import limits, pages

from .. import forms
from ..guards import drop_session, recently_authenticated, signed_in, signed_in_account
from ..service import account, sessions
from ..service.shortcuts import shortcuts_of
from ..views import FormView, account_view
from .entry import KIND, Page, Web, fields_of

pages.add_message("language_set", lazy("Wir schreiben Ihnen ab jetzt in dieser Sprache."))
pages.add_message("session_ended", lazy("Die Sitzung ist beendet."))
pages.add_message(
    "email_sent", lazy("Wir haben einen Link an die neue Adresse geschickt. Er gilt einen Tag.")
)


class AccountPages(Controller):
    """`/account` and what is changed from there."""

    path = "/account"
    guards = (signed_in,)

    @get("")
    async def show(self, request: Web) -> Page:
        """The account at a glance."""
        present = signed_in_account(request)
        return pages.page(
            request,
            "accounts/account.html",
            account_view(
                present,
                await sessions.listed(present),
                await shortcuts_of(present.account_id),
            ),
            title=_("Ihr Konto"),
            private=True,
            kind=KIND,
        )

    @get("/email", guards=[recently_authenticated])
    async def email_form(self, request: Web) -> Page:
        """Another address."""
        return _email_page(request, FormView())

    @post("/email", guards=[recently_authenticated])
    async def email(self, request: Web) -> Page:
        """Mail a link to the new address."""
        present = signed_in_account(request)
        fields = await fields_of(request)
        email = forms.email_of(fields)
        if fields.errors:
            view = FormView(email=fields.raw("email"), errors=fields.errors)
            return _email_page(request, view, status=422)
        await limits.check_all(request, {"link_by_network": None, "link_by_address": email})
        await account.change_email(present, email)
        return pages.see_other("/account", flash="email_sent", request=request)

    @post("/language")
    async def language(self, request: Web) -> Page:
        """The language of mails."""
        chosen = forms.language(await fields_of(request))
        if chosen is None:
            return pages.see_other("/account")
        await account.change_language(signed_in_account(request), chosen)
        return pages.see_other("/account", flash="language_set", request=request)

    @post("/sessions/{public_id:str}/end")
    async def end_session(self, request: Web, public_id: FromPath[str]) -> Page:
        """End one of the account's own sessions (404 for anybody else's)."""
        present = signed_in_account(request)
        await sessions.end(present, public_id)
        if public_id != present.session_public_id:
            return pages.see_other("/account", flash="session_ended", request=request)
        response = pages.see_other("/sign-in")
        drop_session(request, response)
        return response

    @post("/sessions/end-others")
    async def end_others(self, request: Web) -> Page:
        """End all sessions but this one."""
        await sessions.end_others(signed_in_account(request))
        return pages.see_other("/account", flash="session_ended", request=request)


def _email_page(request: Web, view: FormView, *, status: int = 200) -> Page:
    return pages.page(
        request,
        "accounts/email.html",
        view,
        title=_("Andere E-Mail-Adresse"),
        status=status,
        private=True,
        kind=KIND,
    )
