"""Choosing, changing, removing and resetting a password."""

from litestar import Controller, get, post
from litestar.params import FromPath, FromQuery

from resonanz.kernel.fields import FieldErrors
from resonanz.kernel.i18n import current_language, lazy
from resonanz.kernel.i18n import gettext as _
from resonanz.web import limits, pages
from resonanz.web.guards import anyone

from .. import domain, forms
from ..guards import recently_authenticated, session_token, signed_in_account
from ..service import links, passwords
from ..views import FormView, NewPasswordView, new_password_view
from .entry import KIND, Page, Web, device_of, enter, fields_of, site_name
from .links import link_over

pages.add_message("password_set", lazy("Ihr neues Passwort gilt."))
pages.add_message(
    "password_removed", lazy("Ihr Passwort ist gelöscht. Sie melden sich per E-Mail-Link an.")
)


class PasswordPages(Controller):
    """`/reset` for those who cannot sign in, `/account/password` for those who are."""

    path = ""
    guards = (anyone,)

    @get("/reset")
    async def ask(self, request: Web) -> Page:
        """Where to send the link."""
        return _ask_page(request, FormView())

    @post("/reset")
    async def send(self, request: Web) -> Page:
        """Mail a link, whether or not the address has an account."""
        fields = await fields_of(request)
        email = forms.email_of(fields)
        if fields.errors:
            view = FormView(email=fields.raw("email"), errors=fields.errors)
            return _ask_page(request, view, status=422)
        await limits.check_all(request, {"reset_by_network": None, "reset_by_address": email})
        await links.request_reset(email, current_language())
        return pages.see_other("/sign-in/sent")

    @get("/reset/{token:str}")
    async def form(self, request: Web, token: FromPath[str]) -> Page:
        """A new password behind a mailed link; looking changes nothing."""
        return await _reset_page(request, token, FieldErrors())

    @post("/reset/{token:str}")
    async def reset(self, request: Web, token: FromPath[str]) -> Page:
        """Store the new password; the second factor is still asked for (TRUST 37)."""
        await limits.check(request, "confirm_by_network")
        fields = await fields_of(request)
        password = forms.new_password(fields)
        try:
            if not fields.errors:
                await _judge_reset(request, token, password, fields.errors)
            if fields.errors:
                return await _reset_page(request, token, fields.errors, status=422)
            session = await passwords.reset(
                token, password, device_of(request), session_token(request)
            )
        except links.LinkInvalidError:
            return link_over(request)
        return enter(request, session, flash="password_set")

    @get("/account/password", guards=[recently_authenticated])
    async def change_form(self, request: Web, next: FromQuery[str] = "") -> Page:  # noqa: A002
        """A new password while signed in."""
        return _change_page(request, domain.local_path(next) or "", FieldErrors())

    @post("/account/password", guards=[recently_authenticated])
    async def change(self, request: Web) -> Page:
        """Store the new password; all other sessions end."""
        present = signed_in_account(request)
        fields = await fields_of(request)
        password = forms.new_password(fields)
        target = forms.next_of(fields)
        if not fields.errors:
            fault = await passwords.fault_of(
                password,
                present.email,
                site_name(request),
                second_factor=present.has_second_factor,
            )
            if fault is None:
                await passwords.change(present, password)
                return pages.see_other(target or "/account", flash="password_set", request=request)
            forms.add_fault(fields.errors, fault, second_factor=present.has_second_factor)
        return _change_page(request, target, fields.errors, status=422)

    @post("/account/password/remove", guards=[recently_authenticated])
    async def remove(self, request: Web) -> Page:
        """Do without a password."""
        await passwords.remove(signed_in_account(request))
        return pages.see_other("/account", flash="password_removed", request=request)


async def _judge_reset(request: Web, token: str, password: str, errors: FieldErrors) -> None:
    judged = await passwords.judge_reset(token, password, site_name(request))
    if judged.fault is not None:
        forms.add_fault(errors, judged.fault, second_factor=judged.second_factor)


def _ask_page(request: Web, view: FormView, *, status: int = 200) -> Page:
    return pages.page(
        request,
        "accounts/reset.html",
        view,
        title=_("Neues Passwort wählen"),
        status=status,
        private=True,
        kind=KIND,
    )


async def _reset_page(request: Web, token: str, errors: FieldErrors, *, status: int = 200) -> Page:
    try:
        email, second_factor = await passwords.behind_reset(token)
    except links.LinkInvalidError:
        return link_over(request)
    view = NewPasswordView(
        action=f"/reset/{token}",
        email=email,
        shortest=domain.shortest_password(second_factor=second_factor),
        errors=errors,
    )
    return _new_password_page(request, view, status)


def _change_page(request: Web, target: str, errors: FieldErrors, *, status: int = 200) -> Page:
    view = new_password_view(signed_in_account(request), target, errors)
    return _new_password_page(request, view, status)


def _new_password_page(request: Web, view: NewPasswordView, status: int) -> Page:
    return pages.page(
        request,
        "accounts/new_password.html",
        view,
        title=_("Neues Passwort wählen"),
        status=status,
        private=True,
        kind=KIND,
    )
