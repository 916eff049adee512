"""The page on which an agency says who it is."""

from collections.abc import Mapping
from dataclasses import dataclass

from resonanz.agencies.domain.job_fields import KLDB
from resonanz.agencies.domain.profiles import TEXT_LIMIT, Change, Profile, ProfileField, Stated
from resonanz.agencies.queries.members import Membership
from resonanz.agencies.views import JOB_FIELDS
from resonanz.agencies.views.profiles import (
    FIELDS,
    LICENCES,
    STATED_KINDS,
    ChangeView,
    StatedView,
    own_changes,
    stated_view,
    value_words,
)
from resonanz.kernel.fields import Typed
from resonanz.kernel.i18n import LazyText, current_language, gettext

from .frame import DeskFrame, frame


@dataclass(frozen=True, slots=True)
class ProfilePageView:
    """The form with what is typed; `shown` is what the public reads, or would read of it.

    `conflict`: somebody else saved meanwhile; `theirs` are (field, value) that differ.
    `waiting` are (field, what is public until it is checked).
    """

    frame: DeskFrame
    shown: StatedView
    preview: bool
    revision: str
    typed: Typed
    chosen_kinds: tuple[str, ...]
    chosen_fields: tuple[str, ...]
    kinds: tuple[tuple[str, str], ...]
    job_fields: tuple[tuple[str, str, str], ...]
    licences: tuple[tuple[str, str], ...]
    limit: int
    waiting: tuple[tuple[str, str], ...]
    conflict: bool
    theirs: tuple[tuple[str, str], ...]
    error: Typed
    errors: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ProfileHistoryView:
    """All changes, the newest first."""

    frame: DeskFrame
    changes: tuple[ChangeView, ...]


def profile_page_view(
    profile: Profile,
    membership: Membership,
    *,
    typed: Typed | None = None,
    preview: Stated | None = None,
    revision: int,
    conflict: bool = False,
    theirs: tuple[ProfileField, ...] = (),
    errors: Mapping[str, LazyText | str] | None = None,
) -> ProfilePageView:
    """Build the page; `preview` is what would be public."""
    found = errors or {}
    stated = profile.stated
    if typed is None:
        typed = Typed((field.value, profile.wanted(field)) for field in ProfileField)
    return ProfilePageView(
        frame=frame(membership, "profile"),
        shown=stated_view(stated if preview is None else preview, current_language()),
        preview=preview is not None,
        revision=str(revision),
        typed=typed,
        chosen_kinds=tuple(typed[ProfileField.KINDS].split()),
        chosen_fields=tuple(typed[ProfileField.JOB_FIELDS].split()),
        kinds=tuple((key.value, str(words)) for key, words in STATED_KINDS.items()),
        job_fields=tuple(
            (key.value, str(words), gettext("KldB %(groups)s", groups=", ".join(KLDB[key])))
            for key, words in JOB_FIELDS.items()
        ),
        licences=(
            ("", gettext("keine Angabe")),
            *((key.value, str(words)) for key, words in LICENCES.items()),
        ),
        limit=TEXT_LIMIT,
        waiting=tuple(
            (str(FIELDS[field]), value_words(field, stated.get(field, "")))
            for field in profile.waiting
        ),
        conflict=conflict,
        theirs=tuple(
            (
                str(FIELDS[field]),
                value_words(field, profile.wanted(field)) or gettext("keine Angabe"),
            )
            for field in theirs
        ),
        error=Typed((name, str(text)) for name, text in found.items()),
        errors=tuple((name, str(text)) for name, text in found.items()),
    )


def profile_history_view(changes: list[Change], membership: Membership) -> ProfileHistoryView:
    """Build the history."""
    return ProfileHistoryView(frame(membership, ""), own_changes(changes))
