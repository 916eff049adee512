"""Moderators look at changes of agencies' profiles."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from resonanz.accounts.guards import moderator
from resonanz.kernel import clock
from resonanz.kernel.errors import ConflictError
from resonanz.kernel.fields import Typed
from resonanz.kernel.i18n import gettext, lazy
from resonanz.web import pages, posted

from .. import forms
from ..forms.profiles import read_change_decision
from ..service.profile_checks import (
    approve_change,
    profile_check,
    recent_changes,
    reject_change,
    waiting_changes,
)
from ..service.reach import reach_of
from ..views.profiles import profile_change_view, profile_list_view
from .cases import acting

Web = Request[Any, Any, Any]
Page = Response[Any]

pages.add_message("profile_approved", lazy("Die Änderung ist öffentlich."))
pages.add_message("profile_rejected", lazy("Die Änderung ist abgelehnt, die Begründung ist da."))
pages.add_message("profile_reverted", lazy("Zurückgenommen, die Begründung ist da."))


class Profiles(Controller):
    """`/moderation/profiles`."""

    path = "/moderation/profiles"
    guards = (moderator,)

    @get()
    async def index(self, request: Web) -> Page:
        """What waits, and what became public lately."""
        reach, now = await reach_of(acting(request)), clock.now()
        view = profile_list_view(
            await waiting_changes(reach), await recent_changes(reach, now), now
        )
        title = gettext("Profile von Agenturen")
        return pages.page(request, "moderation/profiles.html", view, title=title, private=True)

    @get("/{public_id:str}")
    async def show(self, request: Web, public_id: FromPath[str]) -> Page:
        """A change; looking changes nothing."""
        return await _page(request, public_id)

    @post("/{public_id:str}/decision")
    async def decide(self, request: Web, public_id: FromPath[str]) -> Page:
        """Make public, refuse, or take back."""
        form = await posted.form(request)
        check = await profile_check(public_id, acting(request))
        typed = forms.typed_of(form)
        if not check.act:
            return await _page(request, public_id, typed=typed, notice=_gone(), status=409)
        given, errors = read_change_decision(form, check)
        if given is None:
            return await _page(request, public_id, typed=typed, errors=errors, status=422)
        try:
            if given.ground is None:
                await approve_change(public_id, acting(request), clock.now())
            else:
                await reject_change(
                    public_id, acting(request), given.ground, given.explanation, clock.now()
                )
        except ConflictError:
            return await _page(request, public_id, typed=typed, notice=_gone(), status=409)
        done = "profile_reverted" if check.act == "revert" else "profile_rejected"
        flash = done if given.ground else "profile_approved"
        return pages.see_other("/moderation/profiles", flash=flash, request=request)


def _gone() -> str:
    return gettext("Nicht ausgeführt: Über diese Änderung wird nicht mehr entschieden.")


async def _page(
    request: Web,
    public_id: str,
    *,
    typed: Typed | None = None,
    errors: Any = None,
    notice: str = "",
    status: int = 200,
) -> Page:
    check = await profile_check(public_id, acting(request))
    view = profile_change_view(check, typed=typed, errors=errors, notice=notice)
    return pages.page(
        request,
        "moderation/profile_change.html",
        view,
        title=f"{view.field} · {view.agency_name}",
        status=status,
        private=True,
    )
