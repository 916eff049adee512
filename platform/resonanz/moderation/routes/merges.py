"""Moderators merge listed agencies, and split them again."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, FromQuery

from resonanz.accounts.guards import moderator
from resonanz.kernel import clock, settings
from resonanz.kernel.errors import ConflictError, NotFoundError
from resonanz.kernel.fields import FieldErrors, Typed
from resonanz.kernel.i18n import gettext, lazy
from resonanz.web import pages, posted

from ..domain.merges import MergeKind, MergeState
from ..forms.merges import MergeInput, read_merge, read_reason, slug_in
from ..service import merge_acts, merges
from ..service.errors import OpenCasesError
from ..service.merge_records import Merge
from ..service.merges import MergeWaitingError, OwnedError, UnfinishedError
from ..service.reach import reach_of
from ..views.merges import merge_list_view, merge_view, new_merge_view
from .cases import acting
from .checks import open_cases_words

Web = Request[Any, Any, Any]
Page = Response[Any]

_LIST = "/moderation/merges"
_LONGEST = 1000
_UNKNOWN = lazy("Diese Agentur ist nicht gelistet.")

pages.add_message("merge_waiting", lazy("Vorgeschlagen. Jetzt stimmt eine zweite Person zu."))
pages.add_message("merge_done", lazy("Zusammengeführt. Beide Seiten wissen Bescheid."))
pages.add_message("split_done", lazy("Getrennt. Beide Seiten wissen Bescheid."))
pages.add_message("merge_refused", lazy("Abgelehnt. Es bleibt, wie es ist."))


class Merges(Controller):
    """`/moderation/merges`."""

    path = _LIST
    guards = (moderator,)

    @get()
    async def index(self, request: Web) -> Page:
        """What waits for a second moderator, and what was decided."""
        who = acting(request)
        reach = await reach_of(who)
        view = merge_list_view(await merges.waiting(reach, who), await merges.decided(reach, who))
        title = gettext("Zusammenführungen")
        return pages.page(request, "moderation/merges.html", view, title=title, private=True)

    @get("/new")
    async def new(
        self, request: Web, gone: FromQuery[str] = "", stays: FromQuery[str] = ""
    ) -> Page:
        """Which two, and then what would happen; looking changes nothing."""
        typed = Typed(gone=gone[:_LONGEST], stays=stays[:_LONGEST])
        return await _form(request, typed)

    @post("/new")
    async def propose(self, request: Web) -> Page:
        """Propose it, or carry it out where one is enough."""
        form = await posted.form(request)
        given, errors = read_merge(form)
        typed = Typed((name, values[0][:_LONGEST]) for name, values in form.items() if values)
        if given is None:
            return await _form(request, typed, errors)
        try:
            done = await _propose(request, given)
        except NotFoundError:
            return await _form(request, typed)
        except ConflictError as error:
            return await _form(request, typed, notice=_notice(error))
        return _went(request, done)

    @get("/{public_id:str}")
    async def show(self, request: Web, public_id: FromPath[str]) -> Page:
        """A merge or split."""
        return await _page(request, public_id)

    @post("/{public_id:str}/confirm")
    async def confirm(self, request: Web, public_id: FromPath[str]) -> Page:
        """Agree, as the second one."""
        try:
            await merges.confirm(public_id, acting(request), clock.now())
        except ConflictError as error:
            return await _page(request, public_id, notice=_notice(error), status=409)
        return _went(request, await merges.merge(public_id, acting(request)))

    @post("/{public_id:str}/refuse")
    async def refuse(self, request: Web, public_id: FromPath[str]) -> Page:
        """Refuse it, or take the own proposal back."""
        try:
            await merges.refuse(public_id, acting(request), clock.now())
        except ConflictError as error:
            return await _page(request, public_id, notice=_notice(error), status=409)
        return pages.see_other(_LIST, flash="merge_refused", request=request)

    @post("/{public_id:str}/split")
    async def split(self, request: Web, public_id: FromPath[str]) -> Page:
        """Propose to undo a merge, or undo it where one is enough."""
        form = await posted.form(request)
        reason, errors = read_reason(form)
        typed = Typed(reason=(form.get("reason") or [""])[0][:_LONGEST])
        if reason is None:
            return await _page(request, public_id, typed, errors, status=422)
        try:
            done = await merges.propose_split(public_id, reason, acting(request), clock.now())
        except ConflictError as error:
            return await _page(request, public_id, typed, notice=_notice(error), status=409)
        return _went(request, done)


async def _propose(request: Web, given: MergeInput) -> Merge:
    return await merges.propose_merge(
        given.gone, given.stays, given.reason, acting(request), clock.now()
    )


def _went(request: Web, done: Merge) -> Page:
    if done.state is MergeState.WAITING:
        flash = "merge_waiting"
    else:
        flash = "merge_done" if done.kind is MergeKind.MERGE else "split_done"
    return pages.see_other(f"{_LIST}/{done.public_id}", flash=flash, request=request)


def _notice(error: ConflictError) -> str:
    if isinstance(error, OpenCasesError):
        return open_cases_words(error)
    if isinstance(error, OwnedError):
        return gettext("Nicht ausgeführt: Die verwaltete Agentur muss bleiben. Bitte umgekehrt.")
    if isinstance(error, UnfinishedError):
        return gettext(
            "Nicht ausgeführt: Erst ist über einen Antrag oder eine Änderung im Profil zu "
            "entscheiden."
        )
    if isinstance(error, MergeWaitingError):
        return gettext("Nicht ausgeführt: Zu einer der beiden wartet schon ein Vorschlag.")
    return gettext("Nicht ausgeführt: Darüber ist schon entschieden, oder es gilt nicht mehr.")


async def _form(
    request: Web, typed: Typed, errors: FieldErrors | None = None, *, notice: str = ""
) -> Page:
    """With both entries known it says what would happen; else it asks for them."""
    found, wrong = None, FieldErrors(errors or {})
    gone, stays = slug_in(typed["gone"]), slug_in(typed["stays"])
    if gone and stays:
        try:
            found = await merges.preview(gone, stays, acting(request))
        except NotFoundError:
            wrong.add("stays", _UNKNOWN)
    solo = settings.current().solo_moderator
    view = new_merge_view(found, solo=solo, typed=typed, errors=wrong, notice=notice)
    return pages.page(
        request,
        "moderation/merge_new.html",
        view,
        title=gettext("Agenturen zusammenführen"),
        status=409 if notice else 422 if wrong else 200,
        private=True,
    )


async def _page(
    request: Web,
    public_id: str,
    typed: Typed | None = None,
    errors: FieldErrors | None = None,
    *,
    notice: str = "",
    status: int = 200,
) -> Page:
    who = acting(request)
    one = await merges.merge(public_id, who)
    waits = one.state is MergeState.WAITING and one.kind is MergeKind.MERGE
    view = merge_view(
        one,
        who.account_id,
        await merge_acts.preview(one.agency, one.into) if waits else None,
        solo=settings.current().solo_moderator,
        typed=typed,
        errors=errors,
        notice=notice,
    )
    return pages.page(
        request,
        "moderation/merge.html",
        view,
        title=f"{view.title}: {view.gone.name}, {view.stays.name}",
        status=status,
        private=True,
    )
