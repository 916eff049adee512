"""The branches of an agency: owners add, rename and remove them."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from resonanz.accounts.guards import signed_in_account
from resonanz.agencies.service import branches
from resonanz.kernel import clock
from resonanz.kernel.fields import FieldErrors, Typed
from resonanz.kernel.i18n import gettext, lazy
from resonanz.reviews import service as reviews
from resonanz.web import pages, posted

from ..forms.branches import read_branch
from ..guards import membership_of, owner
from ..views.branches import branches_view

Web = Request[Any, Any, Any]
Page = Response[bytes]

pages.add_message("branch_saved", lazy("Die Niederlassung ist gespeichert."))
pages.add_message(
    "branch_removed",
    lazy("Die Niederlassung ist entfernt. Ihre Bewertungen bleiben bei der Agentur."),
    "info",
)
_SAME = lazy("Eine Niederlassung mit diesem Namen gibt es schon.")
_IN_USE = lazy(
    "Nicht entfernt: Jemand antwortet nur für diese Niederlassung oder ist dafür eingeladen. "
    "Ändern Sie das zuerst unter „Mitglieder“."
)
_TOO_MANY = lazy("Mehr Niederlassungen gehen nicht. Entfernen Sie erst eine.")


class Branches(Controller):
    """`/desk/agencies/{slug}/branches`."""

    path = "/desk/agencies/{slug:str}/branches"
    guards = (owner,)

    @get()
    async def index(self, request: Web, slug: FromPath[str]) -> Page:
        """All branches with their figures."""
        return await _page(request)

    @post()
    async def add(self, request: Web, slug: FromPath[str]) -> Page:
        """Add a branch."""
        form = await posted.form(request)
        return await _save(request, form, "")

    @post("/{branch:str}")
    async def rename(self, request: Web, slug: FromPath[str], branch: FromPath[str]) -> Page:
        """Change a branch's name or place."""
        return await _save(request, await posted.form(request), branch)

    @post("/{branch:str}/remove")
    async def remove(self, request: Web, slug: FromPath[str], branch: FromPath[str]) -> Page:
        """Remove a branch."""
        agency, actor = membership_of(request).agency, signed_in_account(request).public_id
        try:
            await branches.remove(agency, branch, actor, clock.now())
        except branches.BranchInUseError:
            return await _page(request, notice=str(_IN_USE))
        return pages.see_other(_own(request), flash="branch_removed", request=request)


async def _save(request: Web, form: dict[str, list[str]], branch: str) -> Page:
    agency, actor = membership_of(request).agency, signed_in_account(request).public_id
    name, place, errors = read_branch(form)
    if not errors:
        try:
            if branch:
                await branches.rename(agency, branch, name, place, actor, clock.now())
            else:
                await branches.add(agency, name, place, actor, clock.now())
        except branches.SameBranchError:
            errors.add("name", _SAME)
        except branches.TooManyBranchesError:
            errors.add("name", _TOO_MANY)
    if errors:
        typed = Typed((key, (form.get(key) or [""])[0]) for key in ("name", "place"))
        return await _page(request, typed=typed, errors=errors, editing=branch)
    return pages.see_other(_own(request), flash="branch_saved", request=request)


def _own(request: Web) -> str:
    return f"/desk/agencies/{membership_of(request).agency.slug}/branches"


async def _page(
    request: Web,
    *,
    typed: Typed | None = None,
    errors: FieldErrors | None = None,
    editing: str = "",
    notice: str = "",
) -> Page:
    own = membership_of(request)
    view = branches_view(
        own,
        await branches.branches_of(own.agency.id),
        await reviews.branch_figures(own.agency.id),
        typed=typed,
        errors=errors,
        editing=editing,
        notice=notice,
    )
    return pages.page(
        request,
        "workspace/branches.html",
        view,
        title=gettext("Niederlassungen von %(name)s", name=own.agency.name),
        status=409 if notice else 422 if errors else 200,
        private=True,
    )
