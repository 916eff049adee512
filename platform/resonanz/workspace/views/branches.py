"""The branches of an agency, each with its figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from resonanz.agencies.queries.branches import Branch
from resonanz.agencies.queries.members import Membership
from resonanz.kernel.fields import Typed
from resonanz.kernel.i18n import LazyText, format_decimal, gettext
from resonanz.reviews.service import BranchFigures

from .frame import DeskFrame, frame

FIGURES_FROM: Final = 10
"""So many reviews a branch needs before its figures are shown."""


@dataclass(frozen=True, slots=True)
class BranchRow:
    """A branch; `inbox` is the address of its reviews."""

    public_id: str
    name: str
    place: str
    label: str
    figures: str
    inbox: str


@dataclass(frozen=True, slots=True)
class BranchesView:
    """The branches; `editing` is the one whose form was sent, "" for the form of a new one."""

    frame: DeskFrame
    branches: tuple[BranchRow, ...]
    editing: str
    notice: str
    typed: Typed
    error: Typed
    errors: tuple[tuple[str, str], ...]


def branches_view(
    membership: Membership,
    branches: Sequence[Branch],
    figures: Mapping[int, BranchFigures],
    *,
    editing: str = "",
    notice: str = "",
    typed: Typed | None = None,
    errors: Mapping[str, LazyText | str] | None = None,
) -> BranchesView:
    """Build the page."""
    own, found = frame(membership, "branches"), errors or {}
    return BranchesView(
        frame=own,
        branches=tuple(
            BranchRow(
                one.public_id,
                one.name,
                one.place,
                one.label,
                figures_words(figures.get(one.id)),
                f"{own.base}/reviews?branch={one.public_id}",
            )
            for one in branches
        ),
        editing=editing,
        notice=notice,
        typed=typed or Typed(),
        error=Typed((name, str(text)) for name, text in found.items()),
        errors=tuple((name, str(text)) for name, text in found.items()),
    )


def figures_words(found: BranchFigures | None) -> str:
    """The figures of a branch in words; below ten reviews that there are too few."""
    if found is None or found.reviews < FIGURES_FROM:
        return gettext("Zu wenige Bewertungen für Zahlen: Es gibt sie ab zehn.")
    return gettext(
        "%(n)s Bewertungen, im Mittel %(stars)s Sterne für Feedback, %(replied)s davon beantwortet",
        n=found.reviews,
        stars=format_decimal(found.stars, 1),
        replied=found.replied,
    )
