"""What an agency says of itself: owners edit it, responders read it."""

from collections.abc import Mapping
from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from resonanz.accounts.guards import signed_in_account
from resonanz.agencies.domain.profiles import CHECKED, Profile, ProfileField, Stated
from resonanz.agencies.queries.profiles import changes
from resonanz.agencies.service import profiles
from resonanz.kernel import clock
from resonanz.kernel.fields import Typed
from resonanz.kernel.i18n import LazyText, gettext, lazy
from resonanz.web import limits, pages, posted

from ..forms.profile import read_profile
from ..guards import member, membership_of, owner
from ..views.profile import profile_history_view, profile_page_view

Web = Request[Any, Any, Any]
Page = Response[bytes]

MOST_CHANGES = 200
pages.add_message("profile_edited", lazy("Gespeichert. So steht es jetzt auf Ihrem Profil."))
pages.add_message(
    "profile_waits",
    lazy("Gespeichert. Name und Orte sieht sich die Moderation an, bevor sie öffentlich sind."),
)
pages.add_message("profile_same", lazy("Es hat sich nichts geändert."), "info")


class ProfilePages(Controller):
    """`/desk/agencies/{slug}/profile`."""

    path = "/desk/agencies/{slug:str}/profile"

    @get(guards=[member])
    async def show(self, request: Web, slug: FromPath[str]) -> Page:
        """What the public reads, and for owners the form."""
        return _page(request, await profiles.profile(membership_of(request).agency.id))

    @post(guards=[owner])
    async def edit(self, request: Web, slug: FromPath[str]) -> Page:
        """Show what the public would read, or save it; nothing typed is lost on the way."""
        own, account = membership_of(request), signed_in_account(request)
        known = await profiles.profile(own.agency.id)
        given, typed, errors = read_profile(
            await posted.form(request),
            own.agency.country,
            known.wanted(ProfileField.PLACES),
        )
        if errors:
            return _page(request, known, typed=typed, errors=errors, revision=given.revision)
        if not given.publish:
            shown = {**known.stated, **given.stated}
            return _page(request, known, typed=typed, preview=shown, revision=given.revision)
        await limits.check(request, "profile_by_account", account.public_id)
        try:
            changed = await profiles.edit(
                own.agency.id,
                given.stated,
                given.revision,
                account.account_id,
                account.public_id,
                clock.now(),
            )
        except profiles.ProfileChangedError as error:
            return _page(request, error.profile, typed=typed, theirs=error.fields, conflict=True)
        flash = "profile_edited" if changed else "profile_same"
        if CHECKED.intersection(changed):
            flash = "profile_waits"
        return pages.see_other(f"{_base(request)}/profile", flash=flash, request=request)

    @get("/history", guards=[member])
    async def history(self, request: Web, slug: FromPath[str]) -> Page:
        """What changed, when, and what became of it."""
        own = membership_of(request)
        return pages.page(
            request,
            "workspace/profile_history.html",
            profile_history_view(await changes(own.agency.id, limit=MOST_CHANGES), own),
            title=gettext("Änderungen am Profil"),
            private=True,
        )


def _base(request: Web) -> str:
    return f"/desk/agencies/{membership_of(request).agency.slug}"


def _page(
    request: Web,
    profile: Profile,
    *,
    typed: Typed | None = None,
    preview: Stated | None = None,
    revision: int | None = None,
    theirs: tuple[ProfileField, ...] = (),
    conflict: bool = False,
    errors: Mapping[str, LazyText | str] | None = None,
) -> Page:
    view = profile_page_view(
        profile,
        membership_of(request),
        typed=typed,
        preview=preview,
        revision=profile.revision if revision is None else revision,
        theirs=theirs,
        conflict=conflict,
        errors=errors,
    )
    return pages.page(
        request,
        "workspace/profile.html",
        view,
        title=gettext("Profil von %(name)s", name=membership_of(request).agency.name),
        status=409 if conflict else 422 if errors else 200,
        private=True,
    )
