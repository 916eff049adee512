"""Setting up and removing the second factor."""

from litestar import Controller, get, post
from litestar.params import FromQuery

from resonanz.kernel.fields import FieldErrors, Fields
from resonanz.kernel.i18n import gettext as _
from resonanz.kernel.i18n import lazy
from resonanz.web import limits, pages

from .. import domain, forms
from ..guards import keep_session, recently_authenticated, session_token, signed_in_account
from ..service import passwords, second_factor
from ..views import RecoveryCodesView, enrolment_view, second_factor_view
from .entry import KIND, Page, Web, fields_of, site_name

pages.add_message("second_factor_removed", lazy("Der zweite Faktor ist entfernt."))


class SecondFactorPages(Controller):
    """`/account/second-factor`, each time after a fresh proof of who is there."""

    path = "/account/second-factor"
    guards = (recently_authenticated,)

    @get("")
    async def show(self, request: Web, next: FromQuery[str] = "") -> Page:  # noqa: A002
        """A secret to be scanned, or what is set up."""
        return await _page(request, domain.local_path(next) or "", FieldErrors())

    @post("")
    async def enrol(self, request: Web) -> Page:
        """Set it up with a first code, and show the recovery codes once."""
        present = signed_in_account(request)
        fields = await fields_of(request)
        code = forms.code(fields)
        target = forms.next_of(fields)
        if present.has_second_factor:
            return pages.see_other("/account/second-factor")
        if not fields.errors:
            await limits.check(request, "second_factor_by_account", present.public_id)
            try:
                session, codes = await second_factor.enrol(
                    session_token(request), present, fields.raw("offer"), code
                )
            except second_factor.CodeRefusedError:
                fields.errors.add("code", forms.CODE_REFUSED)
            else:
                response = _codes_page(request, codes, target or present.home)
                keep_session(request, response, session)
                return response
        return await _page(request, target, fields.errors, sealed=fields.raw("offer"), status=422)

    @post("/codes")
    async def codes(self, request: Web) -> Page:
        """Replace the recovery codes."""
        codes = await second_factor.new_recovery_codes(signed_in_account(request))
        return _codes_page(request, codes, "/account")

    @post("/remove")
    async def remove(self, request: Web) -> Page:
        """Do without it; a password alone has to be longer (TRUST 34)."""
        present = signed_in_account(request)
        fields = await fields_of(request)
        if present.has_password:
            await _check_password_alone(request, fields)
        if fields.errors:
            return await _page(request, "", fields.errors, status=422)
        await second_factor.remove(present)
        return pages.see_other("/account", flash="second_factor_removed", request=request)


async def _check_password_alone(request: Web, fields: Fields) -> None:
    present = signed_in_account(request)
    password = forms.own_password(fields)
    if fields.errors:
        return
    await limits.check(request, "second_factor_by_account", present.public_id)
    if not await passwords.proves(present, password):
        fields.errors.add("password", forms.OWN_PASSWORD_WRONG)
    elif len(domain.normal_password(password)) < domain.SHORTEST_ALONE:
        fields.errors.add("password", forms.LONGER_FIRST)


async def _page(
    request: Web,
    target: str,
    errors: FieldErrors,
    *,
    sealed: str = "",
    status: int = 200,
) -> Page:
    present = signed_in_account(request)
    if present.has_second_factor:
        left = await second_factor.unused_recovery_codes(present)
        view = second_factor_view(present, left, errors)
    else:
        offer = second_factor.offer(present, site_name(request), sealed)
        view = enrolment_view(present, offer, target, errors)
    return pages.page(
        request,
        "accounts/second_factor.html",
        view,
        title=_("Zweiter Faktor"),
        status=status,
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
