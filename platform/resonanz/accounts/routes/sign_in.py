"""Signing up, in and out. No answer here tells whether an address has an account."""

from litestar import Controller, get, post
from litestar.params import FromQuery

from resonanz.kernel.fields import FieldErrors
from resonanz.kernel.i18n import current_language, lazy
from resonanz.kernel.i18n import gettext as _
from resonanz.web import limits, pages
from resonanz.web.guards import anyone
from resonanz.web.site import site_of

from .. import domain, forms
from ..guards import (
    account_of,
    drop_session,
    half_signed_in,
    maybe_signed_in,
    session_token,
    signed_in,
    signed_in_account,
)
from ..service import account, challenges, links, passkeys, passwords, second_factor, sessions
from ..service.sessions import SignedIn
from ..views import AgainView, CodeView, FormView, SentView, SignInView
from .entry import KIND, Page, Web, device_of, enter, fields_of, query

pages.add_message("signed_out", lazy("Sie sind abgemeldet."))


class SignInPages(Controller):
    """`/sign-up`, `/sign-in` with its steps, `/sign-out`."""

    path = ""
    guards = (anyone,)

    @get("/sign-up", guards=[maybe_signed_in])
    async def sign_up_form(self, request: Web, next: FromQuery[str] = "") -> Page:  # noqa: A002
        """Address, and how one wants to sign in from then on."""
        target = domain.local_path(next) or ""
        if present := account_of(request):
            return pages.see_other(target or present.home)
        return _sign_up_page(request, FormView(next=target))

    @post("/sign-up")
    async def sign_up(self, request: Web) -> Page:
        """Mail a link; whoever has an account gets one that signs in."""
        fields = await fields_of(request)
        email = forms.email_of(fields)
        password = forms.wants_password(fields)
        target = forms.next_of(fields)
        if fields.errors:
            view = FormView(target, fields.raw("email"), fields.raw("way"), fields.errors)
            return _sign_up_page(request, view, status=422)
        await limits.check_all(request, {"register_by_network": None, "register_by_address": email})
        if password:
            target = "/account/password" + query(target)
        await links.request_sign_in_link(
            email, current_language(), payload={"next": target} if target else {}
        )
        return pages.see_other("/sign-in/sent")

    @get("/sign-in", guards=[maybe_signed_in])
    async def sign_in_form(self, request: Web, next: FromQuery[str] = "") -> Page:  # noqa: A002
        """Address with password, or a link by mail."""
        target = domain.local_path(next) or ""
        if present := account_of(request):
            return pages.see_other(target or present.home)
        return await _sign_in_page(request, FormView(next=target))

    @post("/sign-in")
    async def sign_in(self, request: Web) -> Page:
        """Sign in by password, or mail a link."""
        fields = await fields_of(request)
        typed = forms.sign_in(fields)
        view = FormView(typed.next, fields.raw("email"), "", fields.errors)
        if fields.errors:
            return await _sign_in_page(request, view, status=422)
        if typed.by_link:
            await limits.check_all(
                request, {"link_by_network": None, "link_by_address": typed.email}
            )
            await links.request_sign_in_link(
                typed.email,
                current_language(),
                payload={"next": typed.next} if typed.next else {},
            )
            return pages.see_other("/sign-in/sent")
        await limits.check_all(request, {"login_by_network": None, "login_by_address": typed.email})
        try:
            session = await passwords.sign_in(
                typed.email, typed.password, device_of(request), session_token(request)
            )
        except passwords.SignInRefusedError:
            fields.errors.add("password", forms.SIGN_IN_REFUSED)
            return await _sign_in_page(request, view, status=422)
        return enter(request, session, typed.next)

    @post("/sign-in/passkey", guards=[maybe_signed_in])
    async def passkey(self, request: Web) -> Page:
        """Sign in by a passkey alone, prove the second factor by one, or prove anew."""
        fields = await fields_of(request)
        target = forms.next_of(fields)
        present, half = account_of(request), half_signed_in(request)
        await limits.check(request, "login_by_network")
        try:
            session = await passkeys.prove(
                forms.passkey_answer(fields),
                session_token(request),
                present or half,
                device_of(request),
            )
        except challenges.PasskeyRefusedError:
            fields.errors.add("passkey", forms.PASSKEY_REFUSED)
        else:
            return enter(request, session, target)
        if present is not None:
            return await _again_page(request, target, fields.errors, status=422)
        if half is not None:
            return await _code_page(request, half, target, fields.errors, status=422)
        view = FormView(next=target, errors=fields.errors)
        return await _sign_in_page(request, view, status=422)

    @get("/sign-in/sent")
    async def sent(self, request: Web) -> Page:
        """A mail went out, whatever the address."""
        mailbox = "" if site_of(request).settings.production else "/dev/mail"
        return pages.page(
            request,
            "accounts/sent.html",
            SentView(mailbox),
            title=_("Bitte sehen Sie in Ihr Postfach"),
            private=True,
            kind=KIND,
        )

    @get("/sign-in/code", guards=[maybe_signed_in])
    async def code_form(self, request: Web, next: FromQuery[str] = "") -> Page:  # noqa: A002
        """The second factor, for those who proved the first."""
        target = domain.local_path(next) or ""
        half = half_signed_in(request)
        if half is None:
            return pages.see_other("/sign-in" + query(target))
        return await _code_page(request, half, target, FieldErrors())

    @post("/sign-in/code", guards=[maybe_signed_in])
    async def code(self, request: Web) -> Page:
        """Prove the second factor; the session gets a new secret."""
        fields = await fields_of(request)
        code = forms.code(fields)
        target = forms.next_of(fields)
        half = half_signed_in(request)
        if half is None:
            return pages.see_other("/sign-in" + query(target))
        if not fields.errors:
            await limits.check(request, "second_factor_by_account", half.public_id)
            try:
                session = await second_factor.prove(session_token(request), half, code)
            except second_factor.CodeRefusedError:
                fields.errors.add("code", forms.CODE_REFUSED)
            else:
                return enter(request, session, target)
        return await _code_page(request, half, target, fields.errors, status=422)

    @get("/sign-in/again", guards=[signed_in])
    async def again_form(self, request: Web, next: FromQuery[str] = "") -> Page:  # noqa: A002
        """Prove anew who is there, before something that matters."""
        return await _again_page(request, domain.local_path(next) or "", FieldErrors())

    @post("/sign-in/again", guards=[signed_in])
    async def again(self, request: Web) -> Page:
        """Check every factor the account has; without a password mail a link."""
        present = signed_in_account(request)
        fields = await fields_of(request)
        target = forms.next_of(fields)
        if not present.has_password:
            await limits.check_all(
                request, {"link_by_network": None, "link_by_address": present.email}
            )
            await links.request_sign_in_link(
                present.email, current_language(), payload={"next": target or present.home}
            )
            return pages.see_other("/sign-in/sent")
        password = forms.own_password(fields)
        code = forms.code(fields) if present.has_second_factor else ""
        if not fields.errors:
            await limits.check_all(
                request,
                {"login_by_network": None, "second_factor_by_account": present.public_id},
            )
            session = await account.reauthenticate(session_token(request), present, password, code)
            if session is not None:
                return enter(request, session, target)
            fields.errors.add("password", forms.OWN_PASSWORD_WRONG)
        return await _again_page(request, target, fields.errors, status=422)

    @post("/sign-out")
    async def sign_out(self, request: Web) -> Page:
        """End the session here and in the database."""
        if token := session_token(request):
            await sessions.sign_out(token)
        response = pages.see_other("/sign-in", flash="signed_out", request=request)
        drop_session(request, response)
        return response


def _sign_up_page(request: Web, view: FormView, *, status: int = 200) -> Page:
    return pages.page(
        request,
        "accounts/sign_up.html",
        view,
        title=_("Konto anlegen"),
        status=status,
        private=True,
        kind=KIND,
    )


async def _sign_in_page(request: Web, form: FormView, *, status: int = 200) -> Page:
    return pages.page(
        request,
        "accounts/sign_in.html",
        SignInView(form, await passkeys.asking(None)),
        title=_("Anmelden"),
        status=status,
        private=True,
        kind=KIND,
    )


async def _code_page(
    request: Web, half: SignedIn, target: str, errors: FieldErrors, *, status: int = 200
) -> Page:
    return pages.page(
        request,
        "accounts/code.html",
        CodeView(target, await passkeys.asking(half), half.has_totp, errors),
        title=_("Zweiter Faktor"),
        status=status,
        private=True,
        kind=KIND,
    )


async def _again_page(request: Web, target: str, errors: FieldErrors, *, status: int = 200) -> Page:
    present = signed_in_account(request)
    view = AgainView(
        next=target,
        by_password=present.has_password,
        by_code=present.has_second_factor,
        by_app=present.has_totp,
        passkey=await passkeys.asking(present),
        errors=errors,
    )
    return pages.page(
        request,
        "accounts/again.html",
        view,
        title=_("Bitte weisen Sie sich noch einmal aus"),
        status=status,
        private=True,
        kind=KIND,
    )
