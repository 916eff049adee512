"""The mails that members of an agency cause."""

import datetime as dt

from resonanz.kernel.i18n import Language
from resonanz.mail.service import Message


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
