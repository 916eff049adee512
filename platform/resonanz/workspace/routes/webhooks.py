"""Addresses that an agency's owners want told what happens."""

import datetime as dt
from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from resonanz.accounts.guards import recently_authenticated, signed_in_account
from resonanz.kernel import clock, settings
from resonanz.kernel.errors import ConflictError
from resonanz.kernel.fields import FieldErrors
from resonanz.kernel.i18n import gettext, lazy
from resonanz.web import limits, pages, posted

from ..forms.webhooks import read_endpoint, read_since
from ..guards import membership_of, owner
from ..service import webhooks
from ..views.webhooks import webhook_view, webhooks_view

Web = Request[Any, Any, Any]
Page = Response[bytes]

pages.add_message("webhook_changed", lazy("Gespeichert."))
pages.add_message("webhook_removed", lazy("Der Webhook ist gelöscht."), "info")
pages.add_message("webhook_paused", lazy("Pausiert. Was noch wartet, bleibt liegen."), "info")
pages.add_message("webhook_on", lazy("Die Adresse wird wieder beliefert."))
pages.add_message(
    "webhook_sent",
    lazy("Unterwegs. Laden Sie die Seite gleich neu: Unten steht, was daraus wurde."),
)
pages.add_message("webhook_off", lazy("Nicht gesendet: Die Adresse wird gerade nicht beliefert."))


class Webhooks(Controller):
    """`/desk/agencies/{slug}/webhooks`."""

    path = "/desk/agencies/{slug:str}/webhooks"
    guards = (owner,)

    @get()
    async def show(self, request: Web, slug: FromPath[str]) -> Page:
        """The addresses, the form for another, and how to check what comes."""
        return await _list(request)

    @post(guards=[recently_authenticated])
    async def add(self, request: Web, slug: FromPath[str]) -> Page:
        """Tell another address and show its secret this once."""
        form = await posted.form(request)
        given, errors = read_endpoint(form)
        if given is None:
            return await _list(request, form=form, errors=errors)
        try:
            hook, secret = await webhooks.add(
                membership_of(request), _actor(request), given.url, given.kinds, clock.now()
            )
        except webhooks.TooManyEndpointsError:
            text = gettext("Nicht angelegt: Fünf sind genug. Löschen Sie zuerst einen.")
            return await _list(request, form=form, notice=text)
        return await _one(request, hook, secret=secret)

    @get("/{hook:str}")
    async def one(self, request: Web, slug: FromPath[str], hook: FromPath[str]) -> Page:
        """An address with its log."""
        return await _one(request, hook)

    @post("/{hook:str}", guards=[recently_authenticated])
    async def change(self, request: Web, slug: FromPath[str], hook: FromPath[str]) -> Page:
        """Tell another address, or of other things."""
        form = await posted.form(request)
        given, errors = read_endpoint(form)
        if given is None:
            return await _one(request, hook, form=form, errors=errors)
        await webhooks.change(membership_of(request), _actor(request), hook, given.url, given.kinds)
        return _back(request, hook, "webhook_changed")

    @post("/{hook:str}/pause")
    async def pause(self, request: Web, slug: FromPath[str], hook: FromPath[str]) -> Page:
        """Tell nothing for now."""
        await webhooks.pause(membership_of(request), _actor(request), hook)
        return _back(request, hook, "webhook_paused")

    @post("/{hook:str}/resume")
    async def resume(self, request: Web, slug: FromPath[str], hook: FromPath[str]) -> Page:
        """Tell again."""
        await webhooks.resume(membership_of(request), _actor(request), hook)
        return _back(request, hook, "webhook_on")

    @post("/{hook:str}/secret", guards=[recently_authenticated])
    async def rotate(self, request: Web, slug: FromPath[str], hook: FromPath[str]) -> Page:
        """Replace the secret and show the new one this once."""
        own = membership_of(request)
        secret = await webhooks.rotate(own, _actor(request), hook, clock.now())
        return await _one(request, hook, secret=secret)

    @post("/{hook:str}/remove")
    async def remove(self, request: Web, slug: FromPath[str], hook: FromPath[str]) -> Page:
        """Forget an address with its log."""
        own = membership_of(request)
        await webhooks.remove(own, _actor(request), hook)
        path = f"/desk/agencies/{own.agency.slug}/webhooks"
        return pages.see_other(path, flash="webhook_removed", request=request)

    @post("/{hook:str}/test")
    async def test(self, request: Web, slug: FromPath[str], hook: FromPath[str]) -> Page:
        """Tell something of no meaning, to try the address out."""
        own = membership_of(request)
        await limits.check(request, "webhook_by_agency", own.agency.public_id)
        try:
            await webhooks.send_test(own, hook, clock.now())
        except ConflictError:
            return _back(request, hook, "webhook_off")
        return _back(request, hook, "webhook_sent")

    @post("/{hook:str}/replay")
    async def replay_failed(self, request: Web, slug: FromPath[str], hook: FromPath[str]) -> Page:
        """Tell all again that failed in the last days."""
        own, now = membership_of(request), clock.now()
        await limits.check(request, "webhook_by_agency", own.agency.public_id)
        since = now - dt.timedelta(days=read_since(await posted.form(request)))
        await webhooks.replay_failed(own, hook, since, now)
        return _back(request, hook, "webhook_sent")

    @post("/{hook:str}/messages/{message:str}/replay")
    async def replay(
        self,
        request: Web,
        slug: FromPath[str],
        hook: FromPath[str],
        message: FromPath[str],
    ) -> Page:
        """Tell one thing again."""
        own = membership_of(request)
        await limits.check(request, "webhook_by_agency", own.agency.public_id)
        await webhooks.replay(own, hook, message, clock.now())
        return _back(request, hook, "webhook_sent")


def _actor(request: Web) -> str:
    return signed_in_account(request).public_id


def _back(request: Web, public_id: str, flash: str) -> Page:
    path = f"/desk/agencies/{membership_of(request).agency.slug}/webhooks/{public_id}"
    return pages.see_other(path, flash=flash, request=request)


async def _list(
    request: Web,
    *,
    notice: str = "",
    form: dict[str, list[str]] | None = None,
    errors: FieldErrors | None = None,
) -> Page:
    own = membership_of(request)
    found = await webhooks.endpoints(own.agency.id)
    base_url = settings.current().base_url
    return pages.page(
        request,
        "workspace/webhooks/index.html",
        webhooks_view(own, found, base_url, notice=notice, form=form, errors=errors),
        title=gettext("Webhooks von %(name)s", name=own.agency.name),
        status=409 if notice else 422 if errors else 200,
        private=True,
    )


async def _one(
    request: Web,
    public_id: str,
    *,
    secret: str = "",
    form: dict[str, list[str]] | None = None,
    errors: FieldErrors | None = None,
) -> Page:
    own = membership_of(request)
    page = await webhooks.endpoint_page(own.agency.id, public_id, clock.now())
    return pages.page(
        request,
        "workspace/webhooks/endpoint.html",
        webhook_view(own, page, secret=secret, form=form, errors=errors),
        title=gettext("Webhook von %(name)s", name=own.agency.name),
        status=422 if errors else 201 if secret else 200,
        private=True,
    )
