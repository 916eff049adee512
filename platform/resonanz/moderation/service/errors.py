"""Who acts, and why an act can fail."""

from dataclasses import dataclass

from resonanz.kernel.errors import ConflictError, ForbiddenError, NotFoundError
from resonanz.reviews import service as reviews
from resonanz.reviews.domain import State
from resonanz.reviews.service import ReviewRecord

from .interests import require_independent


@dataclass(frozen=True, slots=True)
class Moderator:
    """The account of a moderator."""

    account_id: int
    public_id: str


class DecidedError(ConflictError):
    """The review does not wait any more: somebody decided, or its author withdrew it."""


class ClaimedError(ConflictError):
    """The case is not the moderator's: somebody else works on it, or it was given back."""


class RefusedAgencyError(ConflictError):
    """The agency that a review proposes was refused: nothing about it can be published."""


class OpenCasesError(ConflictError):
    """Cases are open about an agency whose reviews are to move; `numbers` are theirs."""

    def __init__(self, numbers: tuple[str, ...]) -> None:
        super().__init__(", ".join(numbers))
        self.numbers = numbers


async def foreign_review(public_id: str, moderator: Moderator) -> ReviewRecord:
    """A review that the moderator may handle, as its edit would make it if one is checked.

    Raises NotFoundError, or ForbiddenError for an own one, or one of an agency that the moderator
    is or was connected with: nobody decides on that.
    """
    record = await reviews.record_to_check(public_id)
    # What was never confirmed is nobody's business yet (TRUST 5).
    if record is None or record.submitted_at is None:
        raise NotFoundError("review")
    if record.account_id == moderator.account_id:
        raise ForbiddenError("own review")
    await require_independent(record.agency_id, moderator.account_id)
    return record


def require_waiting(record: ReviewRecord) -> None:
    """Raise DecidedError unless the review waits for its check."""
    if record.state is not State.PRE_CHECK:
        raise DecidedError(record.state)
