"""One function a mail; none holds a text or names an agency in its subject (TRUST 59).

`edit` says that it is about an edit of a public review.
"""

from resonanz.kernel.i18n import Language
from resonanz.mail import service as mail


async def confirm(to: str, language: Language, token: str) -> None:
    """Ask the author to confirm the address by a link."""
    await mail.enqueue("review_confirm", to, language, {"token": token})


async def refused_member(to: str, language: Language) -> None:
    """Say that members of agencies cannot review (TRUST 4)."""
    await mail.enqueue("review_refused_member", to, language, {})


async def refused_suspended(to: str, language: Language) -> None:
    """Say that no reviews are taken for now, and where the reasons are (TRUST 15, 18)."""
    await mail.enqueue("review_refused_suspended", to, language, {})


async def returned(to: str, language: Language, secret: str, *, edit: bool = False) -> None:
    """Say that the moderation asks for a change."""
    await mail.enqueue("review_returned", to, language, {"secret": secret, "edit": edit})


async def rejected(to: str, language: Language, secret: str, *, edit: bool = False) -> None:
    """Say that the review was rejected, and where its statement of reasons is (TRUST 15)."""
    await mail.enqueue("review_rejected", to, language, {"secret": secret, "edit": edit})


async def published(to: str, language: Language, secret: str, *, edit: bool = False) -> None:
    """Say that the review is public."""
    await mail.enqueue("review_published", to, language, {"secret": secret, "edit": edit})


async def proof_checked(to: str, language: Language, secret: str) -> None:
    """Say that the proof of contact was checked, and where the result is."""
    await mail.enqueue("proof_checked", to, language, {"secret": secret})


async def replied(to: str, language: Language, secret: str) -> None:
    """Say to the author that the agency replied, and where."""
    await mail.enqueue("reply_published", to, language, {"secret": secret})


async def reply_decided(to: str, language: Language, agency: str, review: str) -> None:
    """Say to who wrote a reply that it was decided on, and where the result is."""
    await mail.enqueue("reply_decided", to, language, {"agency": agency, "review": review})


async def late_offered(to: str, language: Language, offer: str, *, reminder: bool = False) -> None:
    """Ask the author whether late feedback is wanted, and how; or remind of it."""
    await mail.enqueue("late_offered", to, language, {"offer": offer, "reminder": reminder})


async def late_asked(to: str, language: Language, offer: str, *, delivered: bool = False) -> None:
    """Ask the author whether late feedback came; `delivered`: the agency says it is on its way."""
    await mail.enqueue("late_asked", to, language, {"offer": offer, "delivered": delivered})


async def late_named(to: str, language: Language, agency: str) -> None:
    """Tell a member that an author named job and month, and where they stand."""
    await mail.enqueue("late_named", to, language, {"slug": agency})
