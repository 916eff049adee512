"""Setting up and removing the second factor: passkeys, an app for codes, recovery codes."""

from litestar import Controller, get, post
from litestar.params import FromPath, FromQuery

from resonanz.kernel.fields import Fields
from resonanz.kernel.i18n import gettext as _
from resonanz.kernel.i18n import lazy
from resonanz.web import limits, pages

from .. import domain, forms
from ..guards import keep_session, recently_authenticated, session_token, signed_in_account
from ..service import challenges, factors, passkeys, passwords, second_factor
from ..service.sessions import NewSession
from ..views import RecoveryCodesView
from ..views.factors import passkey_view, second_factor_view
from .entry import KIND, Page, Web, device_of, fields_of, site_name

HERE = "/account/second-factor"

pages.add_message("second_factor_set", lazy("Die App ist eingerichtet."))
pages.add_message("passkey_added", lazy("Der Passkey ist eingerichtet."))
pages.add_message("passkey_named", lazy("Der Passkey heißt jetzt so."))
pages.add_message("passkey_removed", lazy("Der Passkey ist entfernt."))
pages.add_message("second_factor_removed", lazy("Der zweite Faktor ist entfernt."))


class SecondFactorPages(Controller):
    """`/account/second-factor`, each time after a fresh proof of who is there."""

    path = HERE
    guards = (recently_authenticated,)

    @get("")
    async def show(self, request: Web, next: FromQuery[str] = "") -> Page:  # noqa: A002
        """What is set up, and what can be."""
        return await _page(request, domain.local_path(next) or "", Fields({}))

    @post("")
    async def enrol(self, request: Web) -> Page:
        """Set an app up with a first code."""
        present = signed_in_account(request)
        fields = await fields_of(request)
        code = forms.code(fields)
        target = forms.next_of(fields)
        if present.has_totp:
            return pages.see_other(HERE)
        if not fields.errors:
            await limits.check(request, "second_factor_by_account", present.public_id)
            try:
                session, codes = await second_factor.enrol(
                    session_token(request), present, fields.raw("offer"), code
                )
            except second_factor.CodeRefusedError:
                fields.errors.add("code", forms.CODE_REFUSED)
            else:
                return _set_up(request, session, codes, target, "second_factor_set")
        return await _page(request, target, fields, status=422)

    @post("/passkeys")
    async def add_passkey(self, request: Web) -> Page:
        """Keep the passkey that the browser made; its name may be left out."""
        present = signed_in_account(request)
        fields = await fields_of(request)
        name = forms.passkey_name(fields, required=False)
        target = forms.next_of(fields)
        if not fields.errors:
            await limits.check(request, "passkey_by_account", present.public_id)
            name = name or domain.device_name(device_of(request)) or _("Passkey")
            try:
                session, codes = await passkeys.add(
                    session_token(request), present, forms.passkey_answer(fields), name
                )
            except challenges.PasskeyRefusedError:
                fields.errors.add("passkey", forms.PASSKEY_REFUSED)
            else:
                return _set_up(request, session, codes, target, "passkey_added")
        return await _page(request, target, fields, status=422)

    @get("/passkeys/{public_id:str}")
    async def passkey(self, request: Web, public_id: FromPath[str]) -> Page:
        """One of the account's passkeys (404 for anybody else's)."""
        return await _passkey_page(request, public_id)

    @post("/passkeys/{public_id:str}/name")
    async def name_passkey(self, request: Web, public_id: FromPath[str]) -> Page:
        """Give it another name."""
        fields = await fields_of(request)
        name = forms.passkey_name(fields, required=True)
        if fields.errors:
            return await _passkey_page(request, public_id, fields)
        await passkeys.rename(signed_in_account(request), public_id, name)
        return pages.see_other(HERE, flash="passkey_named", request=request)

    @post("/passkeys/{public_id:str}/remove")
    async def remove_passkey(self, request: Web, public_id: FromPath[str]) -> Page:
        """Forget it; as the last factor by the same rule as the app."""
        present = signed_in_account(request)
        fields = await fields_of(request)
        known = await passkeys.listed(present)
        if len(known) == 1 and not present.has_totp:
            await _check_password_alone(request, fields)
        if fields.errors:
            return await _passkey_page(request, public_id, fields)
        await passkeys.remove(present, public_id)
        return pages.see_other(HERE, flash="passkey_removed", request=request)

    @post("/codes")
    async def codes(self, request: Web) -> Page:
        """Replace the recovery codes."""
        codes = await factors.new_recovery_codes(signed_in_account(request))
        return _codes_page(request, codes, "/account")

    @post("/remove")
    async def remove(self, request: Web) -> Page:
        """Do without the app; a password alone has to be longer (TRUST 34)."""
        present = signed_in_account(request)
        fields = await fields_of(request)
        if not present.has_passkey:
            await _check_password_alone(request, fields)
        if fields.errors:
            return await _page(request, "", fields, status=422)
        await second_factor.remove(present)
        return pages.see_other("/account", flash="second_factor_removed", request=request)


def _set_up(request: Web, session: NewSession, codes: list[str], target: str, message: str) -> Page:
    """Show the recovery codes once, where there are new ones; the session has a new secret."""
    if codes:
        response = _codes_page(request, codes, target or session.home)
    else:
        response = pages.see_other(target or HERE, flash=message, request=request)
    keep_session(request, response, session)
    return response


async def _check_password_alone(request: Web, fields: Fields) -> None:
    present = signed_in_account(request)
    if not present.has_password:
        return
    password = forms.own_password(fields)
    if fields.errors:
        return
    await limits.check(request, "second_factor_by_account", present.public_id)
    if not await passwords.proves(present, password):
        fields.errors.add("password", forms.OWN_PASSWORD_WRONG)
    elif len(domain.normal_password(password)) < domain.SHORTEST_ALONE:
        fields.errors.add("password", forms.LONGER_FIRST)


async def _page(request: Web, target: str, fields: Fields, *, status: int = 200) -> Page:
    present = signed_in_account(request)
    known = await passkeys.listed(present)
    sealed = fields.raw("offer")
    view = second_factor_view(
        present,
        await factors.unused_recovery_codes(present),
        known,
        passkeys.adding(present, known),
        None if present.has_totp else second_factor.offer(present, site_name(request), sealed),
        target,
        fields.raw("name"),
        fields.errors,
    )
    return pages.page(
        request,
        "accounts/second_factor.html",
        view,
        title=_("Zweiter Faktor"),
        status=status,
        private=True,
        kind=KIND,
    )


async def _passkey_page(request: Web, public_id: str, fields: Fields | None = None) -> Page:
    """One passkey, with what was wrong in the form that was sent."""
    present = signed_in_account(request)
    passkey = await passkeys.one(present, public_id)
    return pages.page(
        request,
        "accounts/passkey.html",
        passkey_view(present, await passkeys.listed(present), passkey, fields),
        title=_("Passkey „%(name)s“", name=passkey.name),
        status=422 if fields else 200,
        private=True,
        kind=KIND,
    )


def _codes_page(request: Web, codes: list[str], target: str) -> Page:
    return pages.page(
        request,
        "accounts/recovery_codes.html",
        RecoveryCodesView(tuple(codes), target),
        title=_("Ihre Ersatzcodes"),
        private=True,
        kind=KIND,
    )
