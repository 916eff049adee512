"""One function a mail; none holds a text, a name or the reason of a case (TRUST 59)."""

import datetime as dt

from resonanz.kernel.i18n import Language, format_day, use_language
from resonanz.mail import service as mail


async def notice_received(to: str, language: Language, number: str, secret: str) -> None:
    """Acknowledge a notice at once (TRUST 14), with the link to its state."""
    await mail.enqueue("notice_received", to, language, {"number": number, "secret": secret})


async def notice_decided(to: str, language: Language, number: str, secret: str) -> None:
    """Say that a decision was made, and where it and the redress are."""
    await mail.enqueue("notice_decided", to, language, {"number": number, "secret": secret})


async def rejoinder(to: str, language: Language, number: str, days: int) -> None:
    """Say to a member of the agency that the author answered and that it is their turn."""
    await mail.enqueue("dispute_rejoinder", to, language, {"number": number, "days": days})


async def hearing(to: str, language: Language, number: str, days: int) -> None:
    """Ask an author to answer; its bounce stops the clock."""
    await mail.enqueue("case_hearing", to, language, {"case": number, "days": days})


async def hearing_reminder(to: str, language: Language, number: str, days: int) -> None:
    """Remind an author that an answer is awaited."""
    await mail.enqueue("case_hearing_reminder", to, language, {"case": number, "days": days})


async def correction_asked(to: str, language: Language, correction: str, days: int) -> None:
    """Ask an author whether an agency is right about one fact; its bounce stops the clock."""
    await mail.enqueue("correction_asked", to, language, {"correction": correction, "days": days})


async def correction_reminder(to: str, language: Language, correction: str, days: int) -> None:
    """Remind an author, once, that an agency calls one fact wrong."""
    await mail.enqueue(
        "correction_reminder", to, language, {"correction": correction, "days": days}
    )


async def correction_ended(to: str, language: Language, slug: str, due_at: dt.datetime) -> None:
    """Say to a member of the agency that a correction has a result, and where to see it."""
    await mail.enqueue("correction_ended", to, language, {"slug": slug}, due_at)


async def restricted(to: str, language: Language, secret: str) -> None:
    """Say to an author that a review is hidden, removed or labelled, and where the reasons are."""
    await mail.enqueue("case_restricted", to, language, {"secret": secret})


async def listing_ended(to: str, language: Language, secret: str) -> None:
    """Say to a member of an agency that its listing ended, and where the reasons are."""
    await mail.enqueue("listing_ended", to, language, {"secret": secret})


async def settled(to: str, language: Language, secret: str) -> None:
    """Say to an author that a review stays, or is back."""
    await mail.enqueue("case_settled", to, language, {"secret": secret})


async def complaint_received(to: str, language: Language, number: str, due: dt.date) -> None:
    """Acknowledge a complaint."""
    with use_language(language):
        context = {"number": number, "day": format_day(due)}
    await mail.enqueue("complaint_received", to, language, context)


async def complaint_decided(to: str, language: Language, number: str, path: str) -> None:
    """Say that a complaint was decided, and where the answer is."""
    await mail.enqueue("complaint_decided", to, language, {"number": number, "path": path})


async def sanctioned(to: str, language: Language, message: str, secret: str) -> None:
    """Warn or suspend somebody: what, why, and how to complain; names nobody (TRUST 59)."""
    await mail.enqueue("sanctioned", to, language, {"message": message, "secret": secret})


async def guest_invited(to: str, language: Language, number: str) -> None:
    """Invite somebody from outside to decide one complaint."""
    await mail.enqueue("guest_invited", to, language, {"number": number})
