"""Where moderators declare for whom they work or worked, and which languages they read."""

from collections.abc import Sequence
from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, FromQuery

from resonanz.accounts.guards import moderator, signed_in_account
from resonanz.kernel import clock
from resonanz.kernel.clock import site_day
from resonanz.kernel.fields import FieldErrors
from resonanz.kernel.i18n import gettext, lazy
from resonanz.web import pages, posted

from ..forms.interests import read_interest, read_languages
from ..service import interests
from ..service.languages import languages_of, set_languages
from ..views.interests import interests_view

Web = Request[Any, Any, Any]
Page = Response[Any]

pages.add_message("interest_declared", lazy("Eingetragen. Diese Agentur betreuen jetzt andere."))
pages.add_message("languages_kept", lazy("Gespeichert. Texte in anderen Sprachen bekommen andere."))
pages.add_message("interest_ended", lazy("Eingetragen: beendet."))


class Interests(Controller):
    """`/moderation/interests`: each moderator's own declarations."""

    path = "/moderation/interests"
    guards = (moderator,)

    @get("/")
    async def show(self, request: Web, q: FromQuery[str] = "") -> Page:
        """What is declared, and the form for more."""
        return await _page(request, q)

    @post("/")
    async def declare(self, request: Web) -> Page:
        """Declare an employer or a client."""
        form = await posted.form(request)
        now = clock.now()
        given, errors = read_interest(form, site_day(now))
        if given is None:
            return await _page(request, (form.get("q") or [""])[0], form, errors)
        account = signed_in_account(request)
        await interests.declare(
            account.account_id, account.public_id, given.slug, given.kind, given.until, now
        )
        return pages.see_other("/moderation/interests", flash="interest_declared", request=request)

    @post("/languages")
    async def languages(self, request: Web) -> Page:
        """Say which languages one reads."""
        given, errors = read_languages(await posted.form(request))
        if errors:
            return await _page(request, "", errors=errors, read=())
        account = signed_in_account(request)
        await set_languages(account.account_id, account.public_id, given, clock.now())
        return pages.see_other("/moderation/interests", flash="languages_kept", request=request)

    @post("/{public_id:str}/end")
    async def end(self, request: Web, public_id: FromPath[str]) -> Page:
        """Say that an interest ended today."""
        account = signed_in_account(request)
        await interests.end(account.account_id, account.public_id, public_id, clock.now())
        return pages.see_other("/moderation/interests", flash="interest_ended", request=request)


async def _page(
    request: Web,
    query: str,
    form: dict[str, list[str]] | None = None,
    errors: FieldErrors | None = None,
    read: Sequence[str] | None = None,
) -> Page:
    account = signed_in_account(request)
    view = interests_view(
        await interests.interests_of(account.account_id),
        query,
        await interests.find_agencies(query),
        await languages_of(account.account_id) if read is None else read,
        form,
        errors,
    )
    return pages.page(
        request,
        "moderation/interests.html",
        view,
        title=gettext("Meine Sprachen und Verbindungen"),
        status=422 if errors else 200,
        private=True,
    )
