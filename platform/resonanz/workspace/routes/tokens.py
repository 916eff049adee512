"""Keys for an agency's own programs."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from resonanz.accounts.guards import recently_authenticated, signed_in_account
from resonanz.kernel import clock, settings
from resonanz.kernel.fields import FieldErrors
from resonanz.kernel.i18n import gettext, lazy
from resonanz.web import pages, posted

from ..forms.tokens import read_token
from ..guards import membership_of, owner
from ..service import tokens
from ..views.tokens import tokens_view

Web = Request[Any, Any, Any]
Page = Response[bytes]

pages.add_message("token_revoked", lazy("Der Schlüssel gilt nicht mehr, ab sofort."), "info")


class Tokens(Controller):
    """`/desk/agencies/{slug}/api`."""

    path = "/desk/agencies/{slug:str}/api"

    @get(guards=[owner])
    async def show(self, request: Web, slug: FromPath[str]) -> Page:
        """The keys, how to use them, and the form for another."""
        return await _page(request)

    @post(guards=[owner, recently_authenticated])
    async def issue(self, request: Web, slug: FromPath[str]) -> Page:
        """Make a key and show it this once."""
        form = await posted.form(request)
        given, errors = read_token(form)
        if given is None:
            return await _page(request, form=form, errors=errors)
        actor = signed_in_account(request).public_id
        try:
            secret = await tokens.issue(
                membership_of(request), actor, given.name, given.scopes, clock.now()
            )
        except tokens.TooManyTokensError:
            text = gettext(
                "Nicht angelegt: Zwanzig sind genug. Beenden Sie zuerst einen Schlüssel."
            )
            return await _page(request, form=form, notice=text)
        return await _page(request, secret=secret)

    @post("/{public_id:str}/revoke", guards=[owner])
    async def revoke(self, request: Web, slug: FromPath[str], public_id: FromPath[str]) -> Page:
        """End a key at once."""
        own = membership_of(request)
        await tokens.revoke(own, signed_in_account(request).public_id, public_id)
        path = f"/desk/agencies/{own.agency.slug}/api"
        return pages.see_other(path, flash="token_revoked", request=request)


async def _page(
    request: Web,
    *,
    secret: str = "",
    notice: str = "",
    form: dict[str, list[str]] | None = None,
    errors: FieldErrors | None = None,
) -> Page:
    own = membership_of(request)
    view = tokens_view(
        own,
        await tokens.tokens_of(own.agency.id, clock.now()),
        settings.current().base_url,
        secret=secret,
        notice=notice,
        form=form,
        errors=errors,
    )
    return pages.page(
        request,
        "workspace/tokens.html",
        view,
        title=gettext("Schnittstelle von %(name)s", name=own.agency.name),
        status=409 if notice else 422 if errors else 201 if secret else 200,
        private=True,
    )
