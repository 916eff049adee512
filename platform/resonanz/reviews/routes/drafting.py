"""The draft behind the form's screens, found by its cookie.

The cookie exists from the first screen's submit; it depends on no session, so that nothing typed
is lost when one ends.
"""

import string
from collections.abc import Mapping
from typing import Any

from litestar import Request, Response

from resonanz.agencies import service as agencies
from resonanz.agencies.service import invites
from resonanz.kernel import clock
from resonanz.kernel.errors import ConflictError
from resonanz.kernel.fields import Typed
from resonanz.kernel.i18n import gettext
from resonanz.web import cookies, pages

from .. import forms, service
from ..views import screens

Web = Request[Any, Any, Any]
Page = Response[Any]

COOKIE = "draft"
AGENCY_KEY = "_agency"
"""In a draft: the id of the agency, known once the first screen was accepted."""
REVIEW_KEY = "_review"
"""In a draft: the public id of the returned review that it changes, or of a public one."""
EDITS_KEY = "_edits"
"""In a draft: that the review is public, so that a change is an edit with a check of its own."""
ABOUT = "about"
"""In a form: the agency it was shown for."""
_AGE = int(service.DRAFT_LIFETIME.total_seconds())
_TOKEN_LENGTH = 43
_TOKEN_LETTERS = frozenset(string.ascii_letters + string.digits + "-_")


def token_of(request: Web) -> str | None:
    """The draft's secret; None for anything that we never gave out."""
    sent = cookies.read_cookie(request, COOKIE) or ""
    return sent if len(sent) == _TOKEN_LENGTH and _TOKEN_LETTERS.issuperset(sent) else None


async def load(request: Web) -> service.Draft:
    """The browser's draft."""
    return await service.load_draft(token_of(request), clock.now())


async def keep(request: Web, values: Mapping[str, str], response: Page) -> Page:
    """Save what was typed, and give the browser the cookie that finds it."""
    token = await service.save_draft(token_of(request), values, clock.now())
    cookies.set_cookie(request, response, COOKIE, token, max_age=_AGE)
    return response


def forget(request: Web, response: Page) -> Page:
    """Make the browser forget its draft."""
    cookies.clear_cookie(request, response, COOKIE)
    return response


def action_of(form: Mapping[str, list[str]]) -> str:
    """The button that was pressed."""
    return (form.get("_action") or [""])[0]


def same_agency(values: Mapping[str, str], form: Mapping[str, list[str]]) -> None:
    """Refuse a screen that was shown for another agency than the draft's, as two windows may.

    Raises ConflictError: a text never goes to another agency than its author saw.
    """
    shown = (form.get(ABOUT) or [""])[0]
    if shown and values.get(AGENCY_KEY, shown) != shown:
        raise ConflictError("another agency")


async def agency_name(values: Mapping[str, str]) -> str:
    """The name of the draft's agency."""
    if about := values.get(AGENCY_KEY):
        found = await agencies.agencies_by_id([int(about)])
        return found[int(about)].name if int(about) in found else ""
    return values.get("new_name", "")


async def invited_to(values: Mapping[str, str], agency_id: int | None = None) -> bool:
    """Whether the draft's review would come as invited: its agency is that of the code."""
    about = agency_id or int(values.get(AGENCY_KEY, 0))
    return await invites.taken(values.get("invite", ""), about, clock.now()) is not None


def screen(
    step: int, name: str, values: Mapping[str, str], errors: forms.Errors
) -> screens.ScreenView:
    """What a screen shares with the others."""
    return screens.ScreenView(
        step=step,
        agency_name=name,
        about=values.get(AGENCY_KEY, ""),
        values=Typed(values),
        errors=screens.error_list(errors),
        error=Typed((name, str(text)) for name, text in errors.items()),
        returned=REVIEW_KEY in values and EDITS_KEY not in values,
        edits=EDITS_KEY in values,
    )


def show(request: Web, template: str, view: Any, of: screens.ScreenView, status: int = 0) -> Page:
    """Render a screen; 422 if something has to be corrected."""
    name = of.agency_name
    title = gettext("%(name)s bewerten", name=name) if name else gettext("Bewertung schreiben")
    if of.edits:
        title = gettext("Bewertung zu %(name)s ändern", name=name)
    shown = status or (422 if of.errors else 200)
    # Who looks for a place to review an agency shall find the first screen, and no other.
    found = request.scope["path"].endswith("/reviews/new") and shown == 200 and not of.edits
    return pages.page(
        request,
        template,
        view,
        title=title,
        description=gettext(
            "Was kam nach dem Gespräch, nach wie vielen Werktagen, mit welcher Begründung. Ohne "
            "Konto."
        ),
        private=True,
        canonical="/reviews/new" if found else None,
        robots="" if found else None,
        status=shown,
    )
