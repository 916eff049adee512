"""Letters and mails, entered by moderators."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from resonanz.accounts.guards import moderator
from resonanz.kernel import clock, settings
from resonanz.kernel.errors import NotFoundError
from resonanz.kernel.fields import Typed
from resonanz.kernel.i18n import gettext, lazy
from resonanz.web import pages, posted

from .. import service
from ..domain import grounds_for
from ..forms.letters import FIELDS, read_letter
from ..service.letters import enter_letter, subject_at
from ..service.openings import NewNotice
from ..views.letters import EnteredView, letter_view
from .cases import acting

Web = Request[Any, Any, Any]
Page = Response[Any]


class Letters(Controller):
    """`/moderation/notices`: what came on other ways joins the same queue."""

    path = "/moderation/notices"
    guards = (moderator,)

    @get("/new")
    async def ask(self, request: Web) -> Page:
        """The form."""
        return _form(request)

    @post("/new")
    async def enter(self, request: Web) -> Page:
        """Take a letter or mail in."""
        form = await posted.form(request)
        typed = Typed((name, (form.get(name) or [""])[0]) for name in FIELDS)
        given, errors = read_letter(form)
        if given is None:
            return _form(request, typed, errors)
        found = await subject_at(given.address)
        if found is None:
            text = lazy("Unter dieser Adresse steht keine Bewertung und kein Profil.")
            return _form(request, typed, {"address": text})
        subject, path = found
        if given.ground not in grounds_for(subject.type):
            text = lazy("Dieser Grund passt nicht zu dem, was unter der Adresse steht.")
            return _form(request, typed, {"ground": text})
        receipt = await enter_letter(
            subject,
            NewNotice(
                ground=given.ground,
                text=given.text,
                address=f"{settings.current().base_url}/{given.language}{path}",
                name=given.name,
                email=given.email,
                good_faith=given.good_faith,
                language=given.language,
                source=given.source,
            ),
            acting(request),
            clock.now(),
        )
        return pages.see_other(f"/moderation/notices/{receipt.secret}")

    @get("/{secret:str}")
    async def entered(self, request: Web, secret: FromPath[str]) -> Page:
        """The number and the address that belong into the answer."""
        found = await service.notice_by_secret(secret)
        if found is None:
            raise NotFoundError("notice")
        base = settings.current().base_url
        view = EnteredView(found.case.public_id, f"{base}/{found.notice.language}/notices/{secret}")
        title = gettext("Meldung aufgenommen")
        return pages.page(
            request, "moderation/letter_entered.html", view, title=title, private=True
        )


def _form(request: Web, typed: Typed | None = None, errors: Any = None) -> Page:
    return pages.page(
        request,
        "moderation/letter.html",
        letter_view(typed, errors),
        title=gettext("Brief oder E-Mail eintragen"),
        status=422 if errors else 200,
        private=True,
    )
