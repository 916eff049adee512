"""The mails that members of an agency cause."""

import datetime as dt
from collections.abc import Sequence

from resonanz.agencies.domain.records import AgencyRef
from resonanz.agencies.queries.members import Member
from resonanz.kernel.i18n import Language
from resonanz.mail import service as mail
from resonanz.mail.service import Message

from .domain.webhooks import EndpointState


def review_invitation(
    to: str,
    language: Language,
    *,
    agency: str,
    code: str,
    mailing: str,
    unsubscribe: str,
    due_at: dt.datetime,
) -> Message:
    """Asks somebody for a review; the same words for everybody. For `mail.service.enqueue_many`."""
    context = {"agency": agency, "code": code, "mailing": mailing, "unsubscribe": unsubscribe}
    return Message("review_invitation", to, language, context, due_at)


async def webhook_off(
    owners: Sequence[Member], agency: AgencyRef, endpoint: str, why: EndpointState
) -> None:
    """Tell the owners that an address of theirs is told nothing any more, and why."""
    context = {"agency": agency.name, "slug": agency.slug, "endpoint": endpoint}
    await mail.enqueue_many(
        Message("webhook_off", one.email, one.language, context | {"why": why.value})
        for one in owners
    )
