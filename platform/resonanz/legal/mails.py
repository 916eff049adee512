"""One function a mail."""

import datetime as dt
from collections.abc import Iterable

from resonanz.kernel.i18n import Language, format_day, use_language
from resonanz.mail import service as mail
from resonanz.mail.service import Message


async def terms_change(
    members: Iterable[tuple[str, Language]], version: int, effective: dt.date
) -> None:
    """Tell members of agencies of a coming version of the terms; cannot be unsubscribed."""
    messages = []
    for to, language in members:
        with use_language(language):
            day = format_day(effective)
        messages.append(Message("terms_change", to, language, {"version": version, "day": day}))
    await mail.enqueue_many(messages)
