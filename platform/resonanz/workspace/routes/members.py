"""Who acts for an agency: invite, change, remove, leave."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from resonanz.accounts.guards import signed_in, signed_in_account
from resonanz.agencies import service as agencies
from resonanz.agencies.queries import invitations as open_invitations
from resonanz.agencies.queries.members import members_of, membership
from resonanz.agencies.service import branches, claims, invitations, members
from resonanz.kernel import clock
from resonanz.kernel.fields import FieldErrors, Typed
from resonanz.kernel.i18n import current_language, gettext, lazy
from resonanz.web import limits, pages, posted

from ..forms.members import read_invitation, read_role
from ..guards import branch_member, membership_of, owner
from ..views.invited import invited_view
from ..views.members import members_view

Web = Request[Any, Any, Any]
Page = Response[bytes]

pages.add_message("member_invited", lazy("Die Einladung ist unterwegs. Sie gilt sieben Tage."))
pages.add_message("invitation_withdrawn", lazy("Die Einladung ist zurückgezogen."), "info")
pages.add_message("member_changed", lazy("Die Rolle ist geändert."))
pages.add_message("member_removed", lazy("Der Zugang ist beendet, ab sofort."))
pages.add_message("owners_answered", lazy("Danke. Es bleibt alles, wie es ist."))
pages.add_message("agency_left", lazy("Sie handeln nicht mehr für diese Agentur."), "info")


class Members(Controller):
    """`/desk/agencies/{slug}/members`."""

    path = "/desk/agencies/{slug:str}/members"

    @get(guards=[branch_member])
    async def show(self, request: Web, slug: FromPath[str]) -> Page:
        """The members with their roles, and who is invited; responders see themselves."""
        return await _page(request)

    @post("/invitations", guards=[owner])
    async def invite(self, request: Web, slug: FromPath[str]) -> Page:
        """Mail an invitation; whether the address is known shows nowhere."""
        form = await posted.form(request)
        given, errors = read_invitation(form)
        if given is None:
            return await _page(request, form=form, errors=errors)
        agency = membership_of(request).agency
        await limits.check_all(
            request, {"invite_by_agency": agency.public_id, "invite_by_address": given.email}
        )
        try:
            await invitations.invite(
                agency,
                given.email,
                given.role,
                current_language(),
                _actor(request),
                clock.now(),
                given.branch,
            )
        except invitations.AlreadyMemberError:
            errors.add("email", lazy("Diese Adresse gehört schon zu einem Mitglied."))
            return await _page(request, form=form, errors=errors)
        return pages.see_other(_own(request), flash="member_invited", request=request)

    @post("/invitations/{public_id:str}/withdraw", guards=[owner])
    async def withdraw(self, request: Web, slug: FromPath[str], public_id: FromPath[str]) -> Page:
        """Take an invitation back."""
        agency = membership_of(request).agency
        await invitations.withdraw(agency, public_id, _actor(request), clock.now())
        return pages.see_other(_own(request), flash="invitation_withdrawn", request=request)

    @post("/{member_id:str}/role", guards=[owner])
    async def change(self, request: Web, slug: FromPath[str], member_id: FromPath[str]) -> Page:
        """Give a member another role."""
        given = read_role(await posted.form(request))
        if given is None:
            return pages.see_other(_own(request))
        agency, (role, branch) = membership_of(request).agency, given
        try:
            await members.change_role(agency, member_id, role, _actor(request), clock.now(), branch)
        except members.LastOwnerError:
            return await _page(request, notice=_last_owner())
        return pages.see_other(_own(request), flash="member_changed", request=request)

    @post("/{member_id:str}/remove", guards=[owner])
    async def remove(self, request: Web, slug: FromPath[str], member_id: FromPath[str]) -> Page:
        """End a membership at once."""
        agency = membership_of(request).agency
        try:
            await members.remove(agency, member_id, _actor(request), clock.now())
        except members.LastOwnerError:
            return await _page(request, notice=_last_owner())
        return pages.see_other(_own(request), flash="member_removed", request=request)

    @post("/still-here", guards=[owner])
    async def still_here(self, request: Web, slug: FromPath[str]) -> Page:
        """Answer who was asked whether the owners still act for the agency."""
        agency = membership_of(request).agency
        await claims.owners_answered(agency, _actor(request), clock.now())
        return pages.see_other(_own(request), flash="owners_answered", request=request)

    @post("/leave", guards=[branch_member])
    async def leave(self, request: Web, slug: FromPath[str]) -> Page:
        """End one's own membership."""
        agency, actor = membership_of(request).agency, _actor(request)
        try:
            await members.remove(agency, actor, actor, clock.now())
        except members.LastOwnerError:
            return await _page(request, notice=_last_owner())
        return pages.see_other("/account", flash="agency_left", request=request)


class Invited(Controller):
    """`/desk/invited/{slug}`: where the link of an invitation leads."""

    path = "/desk/invited"
    guards = (signed_in,)

    @get("/{slug:str}")
    async def show(self, request: Web, slug: FromPath[str]) -> Page:
        """On to the desk; or why this account cannot be a member, told to its person alone."""
        account_id = signed_in_account(request).account_id
        if await membership(slug, account_id) is not None:
            return pages.see_other(f"/desk/agencies/{slug}/members")
        agency = await agencies.find_for_review(slug)
        objection = await members.objection(agency.id, account_id) if agency else None
        view = invited_view(agency, objection)
        return pages.page(
            request,
            "workspace/invited.html",
            view,
            title=view.title,
            private=True,
            status=200 if objection else 410,
        )


def _actor(request: Web) -> str:
    return signed_in_account(request).public_id


def _own(request: Web) -> str:
    return f"/desk/agencies/{membership_of(request).agency.slug}/members"


def _last_owner() -> str:
    return gettext(
        "Nicht ausgeführt: Eine Agentur braucht mindestens ein verantwortliches Mitglied. Geben "
        "Sie zuerst jemand anderem die Verantwortung."
    )


async def _page(
    request: Web,
    *,
    notice: str = "",
    form: dict[str, list[str]] | None = None,
    errors: FieldErrors | None = None,
) -> Page:
    own = membership_of(request)
    everybody = await members_of(own.agency.id)
    if own.role != "owner":
        everybody = [one for one in everybody if one.account_id == own.account_id]
    waiting, asked = [], None
    known = await branches.branches_of(own.agency.id)
    if own.role == "owner":
        waiting = await open_invitations.of_agency(own.agency.id, clock.now())
        asked = await claims.owners_asked_until(own.agency.id)
    typed = Typed((name, values[0]) for name, values in (form or {}).items())
    view = members_view(
        own,
        everybody,
        waiting,
        known,
        asked_until=asked,
        notice=notice,
        typed=typed,
        errors=errors,
    )
    return pages.page(
        request,
        "workspace/members.html",
        view,
        title=gettext("Mitglieder von %(name)s", name=own.agency.name),
        status=409 if notice else 422 if errors else 200,
        private=True,
    )
