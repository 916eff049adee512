"""Late feedback in the demo: one offer in each state that there is to see."""

import datetime as dt

from resonanz.accounts import service as accounts
from resonanz.moderation.service import AgencyMember
from resonanz.reviews import service as reviews
from resonanz.reviews.domain.late_feedback import Release, is_lacking
from resonanz.reviews.service import late_answers

_DAY = dt.timedelta(days=1)
_LOOKED_AT = 60


async def add_late_feedback(agency_id: int, owner: AgencyMember, now: dt.datetime) -> None:
    """Let an agency offer late feedback on five reviews; their authors answer differently."""
    public = await reviews.public_reviews(agency_id, reviews.Choice(), "", _LOOKED_AT)
    lacking = [one.public_id for one in public if is_lacking(one.ledger[-1])]
    waits, named, delivered, came, missed = lacking[:5]

    async def offered(review: str, days: int) -> tuple[str, int, dt.datetime]:
        """Offer it so long ago; the offer's number, its author, the day after."""
        then = now - days * _DAY
        offer = await reviews.offer_late(review, agency_id, owner.public_id, then)
        email = await reviews.author_email(review)
        assert email is not None
        author = await accounts.ensure_account(email, "de")
        await reviews.claim_author(email, author)
        return offer, author, then + _DAY

    offer, author, then = await offered(came, 30)
    await late_answers.choose_self(offer, author, then)
    await late_answers.came(offer, author, 4, 3, then + 9 * _DAY)
    offer, author, then = await offered(missed, 25)
    await late_answers.choose_self(offer, author, then)
    await late_answers.missed(offer, author, then + 12 * _DAY)
    offer, author, then = await offered(delivered, 5)
    await late_answers.choose_named(offer, author, _release("Lohnbuchhaltung", then), then)
    await reviews.deliver_late(delivered, agency_id, owner.public_id, then + 2 * _DAY)
    offer, author, then = await offered(named, 3)
    await late_answers.choose_named(offer, author, _release("Disposition 204", then), then)
    await offered(waits, 1)


def _release(job: str, then: dt.datetime) -> Release:
    return Release(job, f"{then - 90 * _DAY:%Y-%m}")
