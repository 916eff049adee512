"""What waits for the demo's moderators beside reviews and cases: no page of theirs is bare."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from resonanz.accounts import service as accounts
from resonanz.agencies import service as agencies
from resonanz.directory.queries import profiles
from resonanz.kernel.clock import site_day
from resonanz.moderation import service as moderation
from resonanz.moderation.domain import Verdict
from resonanz.moderation.domain.authorities import Sender
from resonanz.moderation.service import AgencyMember, Moderator, authorities, signals
from resonanz.reviews import service as reviews
from resonanz.reviews.service import ReadyReview

COPIED = (
    "Rundum gelungene Beratung von Anfang bis Ende, alle jederzeit erreichbar, innerhalb weniger "
    "Tage genau die richtige Stelle gefunden, vielen Dank an das ganze Haus dafür."
)
LETTERS = (
    (Sender.LAWYER, 10, "Im Namen einer Agentur: eine Bewertung soll gelöscht werden, Frist zehn "
     "Tage. Die Vollmacht liegt bei."),
    (Sender.POLICE, 21, "Auskunft zu einem Verfahren wegen Beleidigung; genannt ist keine "
     "Bewertung."),
)  # fmt: skip
REPLY = (
    "Danke für die offenen Worte. Dass die Rückmeldung so lange gebraucht hat, lag an uns. Wir "
    "haben den Ablauf geändert und melden uns jetzt nach jedem Gespräch innerhalb einer Woche."
)
PROPOSER = "kim@demo.example"
PROPOSED = ("Nordlicht Personalservice", "Hamburg", "nordlicht-personalservice.example")
ADDED = "Nachtrag: Zwei Wochen später kam doch noch ein Anruf, mit einer Begründung."


def with_copies(ready: Sequence[ReadyReview]) -> list[ReadyReview]:
    """The same reviews, two of those that wait being copies from throw-away addresses."""
    made = list(ready)
    waiting = [number for number, one in enumerate(made) if one.published_at is None]
    for name, number in zip(("rosa", "timo"), waiting[-2:], strict=True):
        sent = replace(made[number].submission, text=COPIED, language="de")
        made[number] = replace(made[number], email=f"{name}@mailinator.com", submission=sent)
    return made


async def add_work(
    agency_id: int,
    owner: AgencyMember,
    edited: ReadyReview,
    mira: Moderator,
    now: dt.datetime,
) -> None:
    """Letters, a reply in its check, a published edit, a proposed agency, and all signals."""
    day = site_day(now)
    for sender, days, asked in LETTERS:
        due = day + dt.timedelta(days=days)
        await authorities.enter(sender, day, due, asked, "", mira, now)
    answered = (await profiles.reviews(agency_id, None, 20))[5]["public_id"]
    await reviews.send_reply(
        answered, agency_id, owner.account_id, owner.public_id, REPLY, "de", now
    )
    await _edit(edited, mira, now)
    await _proposal(edited, now)
    await signals.remark_waiting(20, now)


async def _proposal(like: ReadyReview, now: dt.datetime) -> None:
    """Somebody reviews an agency that is not listed, or under another name."""
    account_id = await accounts.ensure_account(PROPOSER, "de")
    name, city, website = PROPOSED
    await reviews.submit(
        draft_token=await reviews.save_draft(None, {}, now),
        submission=replace(like.submission, text=""),
        agency_id=await agencies.propose(name, "DE", city, website, now),
        email=PROPOSER,
        account_id=account_id,
        now=now,
    )


async def _edit(edited: ReadyReview, mira: Moderator, now: dt.datetime) -> None:
    author = await accounts.ensure_account(edited.email, "de")
    await reviews.claim_author(edited.email, author)
    (own,) = await reviews.mine(author)
    await reviews.revise(
        draft_token=await reviews.save_draft(None, {}, now),
        public_id=own.public_id,
        submission=replace(edited.submission, text=f"{edited.submission.text}\n{ADDED}"),
        account_id=author,
        now=now,
    )
    await moderation.claim(own.public_id, mira, now)
    await moderation.decide(own.public_id, mira, Verdict.APPROVE, None, "", now)
