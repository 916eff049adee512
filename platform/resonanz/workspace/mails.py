"""The mails that members of an agency cause."""

import datetime as dt
from collections.abc import Sequence

from resonanz.agencies.domain.records import AgencyRef
from resonanz.agencies.queries.members import Member
from resonanz.kernel.i18n import Language, format_day, use_language
from resonanz.mail import service as mail
from resonanz.mail.service import Message

from .domain.figures_mail import Pace
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


async def figures(
    to: str,
    language: Language,
    agency: AgencyRef,
    *,
    since: dt.date,
    pace: Pace,
    waiting: Sequence[str],
    suggested: Sequence[str],
    changes: Sequence[str],
    standing: Sequence[str],
    unsubscribe: str,
) -> None:
    """An agency's figures since a day, for a member who wants them; lines in that language."""
    with use_language(language):
        day = format_day(since)
    context = {
        "agency": agency.name,
        "slug": agency.slug,
        "since": day,
        "pace": pace.value,
        "waiting": "\n".join(waiting),
        "suggested": "\n".join(suggested),
        "changes": "\n".join(changes),
        "standing": "\n".join(standing),
        "unsubscribe": unsubscribe,
    }
    await mail.enqueue("desk_figures", to, language, context)
