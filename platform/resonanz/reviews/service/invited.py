"""Which reviews carry "invited"; `agencies.domain.invites` has the rules."""

from typing import Any

from resonanz.agencies.service import invites

from .. import queries


async def published_as_invited(row: dict[str, Any]) -> bool:
    """Whether a review that is about to appear carries the mark.

    Its code was taken when it was sent; here it is asked whether the code had leaked by then.
    """
    if not row["invited"] or row["invite_code_id"] is None:
        return bool(row["invited"])
    nth = await queries.nth_by_code(row["id"], row["invite_code_id"], row["submitted_at"])
    return await invites.publishes_as_invited(row["invite_code_id"], row["created_at"], nth)
