"""The form by which reviews are rejected together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from resonanz.kernel.fields import FieldErrors, Fields
from resonanz.kernel.i18n import lazy

from ..domain import GROUNDS, Ground
from ..domain.spam import SPAM_GROUNDS
from .batches import read_ticked

NOTHING_TICKED: Final = lazy("Bitte kreuzen Sie an, was abgelehnt werden soll.")
WORDS_NEEDED: Final = lazy("Zu diesem Grund gehören Worte, was vorgefallen ist.")


@dataclass(frozen=True, slots=True)
class SpamInput:
    """What is to be rejected, why, with which block's words; `sure` after being asked again."""

    ticked: tuple[tuple[str, int], ...]
    ground: Ground
    block: str
    sure: bool


def read_spam(
    form: Mapping[str, Sequence[str]], blocks: Sequence[str]
) -> tuple[SpamInput | None, FieldErrors]:
    """Read it; `blocks` are the keys that can be chosen."""
    fields = Fields(form)
    ticked = read_ticked(form)
    if not ticked:
        fields.errors.add("review", NOTHING_TICKED)
    ground = fields.choice("ground", [one.value for one in SPAM_GROUNDS])
    block = fields.choice("block", blocks, required=False)
    if ground and not block and GROUNDS[Ground(ground)].needs_facts:
        fields.errors.add("block", WORDS_NEEDED)
    if fields.errors or ground is None:
        return None, fields.errors
    return SpamInput(ticked, Ground(ground), block or "", fields.flag("sure")), fields.errors
