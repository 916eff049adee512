"""Whatever happens in cases, every public page says what a site from nothing would say.

Issue 3: what is removed or hidden leaves every count, score, list, feed and export in the same
transaction, and comes back likewise. TRUST 15: no restriction without its statement.
"""

import csv
import datetime as dt
import io
import json
import re
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

import factories
import httpx
import pytest
from support.browsing import browse

from resonanz.accounts import service as account_service
from resonanz.accounts.queries import accounts
from resonanz.agencies import service as agencies
from resonanz.agencies.service import AgencyRef
from resonanz.app import create_app
from resonanz.directory.queries import lists, profiles
from resonanz.kernel import clock, db
from resonanz.kernel.errors import ResonanzError
from resonanz.kernel.settings import Settings
from resonanz.moderation import service as moderation
from resonanz.moderation.domain import Ground, NoticeGround, Step, Verdict
from resonanz.moderation.domain.misuse import PartyKind
from resonanz.moderation.service import AgencyMember, Answer, Moderator, hearings, measures, misuse
from resonanz.privacy import service as privacy
from resonanz.privacy.domain import KeepReviews
from resonanz.reviews import queries as review_queries
from resonanz.reviews import service as reviews
from resonanz.reviews.domain import PROVABLE_STATES, PUBLIC_STATES, State
from resonanz.reviews.service import contact
from resonanz.reviews.service.publishing import rated
from resonanz.scoring import queries as scoring_queries
from resonanz.scoring import service as scoring

from .conftest import NOW, Publish, notice

STEPS = 40
CHECKED_EVERY = 8
RESTRICTING = ("reject", "hide", "label", "remove", "suspend", "terminate")
GROUNDS = (Ground.INSULT, Ground.PERSON, Ground.OFF_TOPIC)
SAID = "Das entspricht unseren Regeln nicht."


@dataclass
class History:
    """A site on which people act at random."""

    rng: Random
    queue: Publish
    homes: list[AgencyRef]
    team: tuple[Moderator, ...]
    olu: AgencyMember
    reviews: dict[str, int] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)
    done: Counter[str] = field(default_factory=Counter)
    now: dt.datetime = NOW

    def some(self, of: Any) -> Any:
        return self.rng.choice(list(of))

    @property
    def mira(self) -> Moderator:
        return self.team[0]

    async def write(self) -> str:
        """Somebody new hands in a review; its public id."""
        email = f"person{len(self.reviews)}@example.org"
        account = await account_service.ensure_account(email, "de")
        home = self.some(self.homes)
        review: str = await self.queue(
            by=account, email=email, at=self.now, agency_id=home.id, stars=self.rng.randint(1, 5)
        )
        self.reviews[review] = account
        return review

    async def open_cases(self, *states: str) -> list[str]:
        marks = ", ".join("{}" for _ in states)
        rows = await db.rows(
            f"SELECT public_id FROM moderation_case WHERE state IN ({marks}) ORDER BY id", *states
        )
        return [row["public_id"] for row in rows]

    async def counts(self, review: str) -> bool:
        row = await db.row(
            "SELECT 1 FROM rated_review q JOIN review r ON r.id = q.review_id "
            "WHERE r.public_id = {} AND q.live",
            review,
        )
        return row is not None

    async def publish(self) -> None:
        await self._approve(await self.write())

    async def reject(self) -> None:
        review = await self.write()
        await moderation.claim(review, self.mira, self.now)
        ground = self.some(GROUNDS)
        await moderation.decide(review, self.mira, Verdict.REJECT, ground, SAID, self.now)

    async def approve(self) -> None:
        """What an upheld complaint put back into the check."""
        rows = await db.rows("SELECT public_id FROM review WHERE state = 'pre_check'")
        await self._approve(self.some(row["public_id"] for row in rows))

    async def _approve(self, review: str) -> None:
        await moderation.claim(review, self.mira, self.now)
        await moderation.decide(review, self.mira, Verdict.APPROVE, None, "", self.now)
        await reviews.publish(review, self.now)

    async def report(self) -> None:
        subject = await moderation.review_subject(self.some(self.reviews))
        ground = self.some((NoticeGround.INSULT, NoticeGround.FALSE_FACT))
        await moderation.submit_notice(subject, notice(ground), self.now)

    async def dispute(self) -> None:
        review = self.some(self.reviews)
        await moderation.dispute(review, self.olu, NoticeGround.NO_CONTACT, "", self.now)

    async def object_to(self) -> None:
        subject = moderation.profile_subject(self.some(self.homes).id)
        await moderation.submit_notice(subject, notice(NoticeGround.LISTING), self.now)

    async def decide(self) -> None:
        number, who = self.some(await self.open_cases("received", "evidence_check")), self.mira
        await moderation.claim_case(number, who, self.now)
        step = self.some((Step.KEEP, Step.REMOVE, Step.REMOVE, Step.LABEL))
        case = await moderation.case_record(number)
        of_listing = case.ground == NoticeGround.LISTING
        ground = Ground.OBJECTION if of_listing else self.some(GROUNDS)
        given = None if step is Step.KEEP else ground
        await moderation.decide_case(number, who, step, given, SAID, self.now)

    async def hide(self) -> None:
        number = self.some(await self.open_cases("received", "author_hearing", "evidence_check"))
        await moderation.claim_case(number, self.mira, self.now)
        await moderation.hide_for_now(number, self.mira, Ground.INSULT, SAID, self.now)

    async def hear(self) -> None:
        number = self.some(await self.open_cases("received"))
        await moderation.claim_case(number, self.mira, self.now)
        await moderation.open_hearing(number, self.mira, "", self.now)

    async def answer(self) -> None:
        number = self.some(await self.open_cases("author_hearing"))
        case = await moderation.case_record(number)
        account = self.reviews[case.review_public_id or ""]
        if self.rng.random() < 0.5:
            await moderation.answer(number, account, Answer("So war es.", ""), self.now)
        else:
            await moderation.refuse(number, account, self.now)

    async def stay_silent(self) -> None:
        number = self.some(await self.open_cases("author_hearing"))
        await db.execute(
            "UPDATE moderation_case SET hearing_due_at = {} WHERE public_id = {}", self.now, number
        )
        await hearings.silence(number, self.now)

    async def complain(self) -> None:
        number = self.some(await self.open_cases("decided"))
        access = await moderation.complaint_access(moderation.author_secret(number))
        assert access is not None
        await moderation.complain(access, "Das sehe ich anders.", self.now)

    async def hear_complaint(self) -> None:
        number, milo = self.some(await self.open_cases("complaint")), self.team[1]
        await moderation.claim_case(number, milo, self.now)
        uphold = self.rng.random() < 0.7
        await moderation.decide_complaints(
            number, milo, uphold=uphold, ground=None, answer=SAID, now=self.now
        )

    async def relist(self) -> None:
        rows = await db.rows(
            "SELECT public_id FROM moderation_case WHERE subject_type = 'profile' "
            "AND outcome = 'removed'"
        )
        number = self.some(row["public_id"] for row in rows)
        await measures.relist(number, self.mira, "Zurückgenommen.", self.now)

    async def withdraw(self) -> None:
        review = self.some(self.reviews)
        counted = await self.counts(review)
        await reviews.withdraw(review, self.reviews[review], self.now)
        if counted:
            self.withdrawn.add(review)

    async def erase(self) -> None:
        review = self.some(self.reviews)
        account = await accounts.by_id(self.reviews[review])
        if account is None:
            raise KeyError(review)
        counted = await self.counts(review)
        choice = self.some(KeepReviews)
        await privacy.erase(account.id, account.email, "de", choice, self.now)
        if counted and choice is KeepReviews.WITHDRAW:
            self.withdrawn.add(review)

    async def edit(self) -> None:
        """An edit with other stars, approved with or without its batch, returned or rejected."""
        review = self.some(self.reviews)
        sent = factories.submission(
            text=f"Geändert am {self.now}.",
            ratings={one: self.rng.randint(1, 5) for one in (*factories.submission().ratings,)},
        )
        await factories.edit(review, self.reviews[review], sent, self.now)
        verdict = self.some((Verdict.APPROVE, Verdict.APPROVE, Verdict.RETURN, Verdict.REJECT))
        ground = None if verdict is Verdict.APPROVE else Ground.INSULT
        await moderation.claim(review, self.mira, self.now)
        await moderation.decide(review, self.mira, verdict, ground, SAID, self.now)
        if verdict is Verdict.APPROVE and self.rng.random() < 0.7:
            await reviews.publish_revision(review, self.now)

    async def settle(self) -> None:
        """An approved edit settles the case about its review."""
        number = self.some(await self.open_cases("received", "evidence_check"))
        await moderation.claim_case(number, self.mira, self.now)
        await moderation.decide_case(number, self.mira, Step.SETTLE_EDITED, None, "", self.now)

    async def prove(self) -> None:
        rows = await db.rows("SELECT public_id, state FROM review ORDER BY id")
        review = self.some(row["public_id"] for row in rows if row["state"] in PROVABLE_STATES)
        await contact.prove_contact(review, "system", self.now)

    async def sanction(self) -> None:
        """Warn, suspend, terminate: whatever may follow the noted incidents."""
        for number in await self.open_cases("decided", "complaint", "final"):
            for kind in (PartyKind.AUTHOR, PartyKind.NOTIFIER):
                try:
                    await misuse.note(number, kind, self.mira, self.now)
                except ResonanzError:
                    continue
        for found in await misuse.suspicions(self.now):
            if found.proposed:
                await misuse.impose(found.party, found.proposed, SAID, self.mira, self.now)

    async def act(self) -> None:
        """One act; what the state of things does not allow changes nothing, and another follows."""
        acts: tuple[Callable[[], Awaitable[None]], ...] = (
            *(self.publish, self.publish, self.report, self.dispute, self.object_to),
            *(self.decide, self.decide, self.hear, self.answer, self.stay_silent, self.hide),
            *(self.complain, self.hear_complaint, self.reject, self.approve, self.relist),
            *(self.withdraw, self.erase, self.prove, self.sanction),
            *(self.edit, self.edit, self.settle),
        )
        for act in self.rng.sample(acts, len(acts)):
            try:
                await act()
            except (ResonanzError, ValueError, IndexError, KeyError):
                continue
            self.done[act.__name__] += 1
            return


@dataclass(frozen=True, slots=True)
class Readers:
    """One whose pages are kept as long as nothing says that they changed, one without."""

    kept: httpx.AsyncClient
    fresh: httpx.AsyncClient


@pytest.fixture
async def readers(settings: Settings, database: db.Engine) -> AsyncIterator[Readers]:
    async with AsyncExitStack() as stack:
        # Time stands still for the kept pages: only a commit that bumps makes them new.
        kept = create_app(settings, ticks=lambda: 0.0)
        fresh = create_app(settings, revisions=None)
        yield Readers(
            await stack.enter_async_context(browse(kept)),
            await stack.enter_async_context(browse(fresh)),
        )


_SIMILAR = re.compile(r'<section class="stack" id="similar".*?</section>', re.S)
"""Which other agencies a profile points at may be a day old."""


async def pages(client: httpx.AsyncClient, paths: list[str]) -> dict[str, Any]:
    """What a visitor gets: the body, or the status of what is not there."""
    found: dict[str, Any] = {}
    for path in paths:
        answer = await client.get(path)
        assert answer.status_code in {200, 404, 410}, (path, answer.status_code)
        found[path] = (
            _SIMILAR.sub("", answer.text) if answer.status_code == 200 else answer.status_code
        )
    return found


async def recompute_from_nothing(history: History) -> None:
    """Throw away what is stored, and compute it again from the reviews alone."""
    rows = []
    for public_id in history.reviews:
        row = await review_queries.review_by_public_id(public_id)
        assert row is not None
        listed = await agencies.is_listed(row["agency_id"])
        live = row["state"] in PUBLIC_STATES and listed
        if live or public_id in history.withdrawn:
            rows.append(replace(rated(row, row["published_on"]).stored(), live=live))
    async with db.transaction():
        await db.execute("DELETE FROM rated_review")
        await db.execute("DELETE FROM agency_score")
        if rows:
            await scoring_queries.put_ratings(rows)
        await scoring.recompute()


async def check(history: History, readers: Readers) -> None:
    """Stored numbers, read models and pages are those of a site that never knew anything else."""
    paths = [
        *("/de/", "/de/agencies", "/de/agencies?q=Alsterkontor", "/de/decisions"),
        *("/de/transparency", f"/de/transparency/{NOW.year}.csv", "/de/feed.atom"),
        *(f"/de/agencies/{home.slug}" for home in history.homes),
        *(f"/de/agencies/{home.slug}/feed.atom" for home in history.homes),
        *(f"/de/reviews/{review}" for review in history.reviews),
    ]
    with clock.at(history.now):
        seen = await pages(readers.kept, paths)
        scores = await db.rows("SELECT * FROM agency_score ORDER BY agency_id")
        ratings = await db.rows("SELECT * FROM rated_review ORDER BY review_id")
        await recompute_from_nothing(history)
        assert scores == await db.rows("SELECT * FROM agency_score ORDER BY agency_id")
        assert ratings == await db.rows("SELECT * FROM rated_review ORDER BY review_id")
        assert seen == await pages(readers.fresh, paths)
        await _check_lists(history, seen)
        await _check_decisions(seen[f"/de/transparency/{NOW.year}.csv"])


async def _check_lists(history: History, seen: dict[str, Any]) -> None:
    """Each list, count and page shows the public reviews of listed agencies and no other."""
    rows = await db.rows("SELECT public_id, agency_id, state FROM review ORDER BY id")
    public = set()
    for home in history.homes:
        own = [row for row in rows if row["agency_id"] == home.id]
        listed = await agencies.is_listed(home.id)
        there = {row["public_id"] for row in own if row["state"] in PUBLIC_STATES}
        found = await profiles.agency(home.slug)
        assert (found is not None) is listed
        assert (seen[f"/de/agencies/{home.slug}"] == 410) is not listed
        if found is None:
            continue
        public |= there
        assert (found["reviews"] or 0) == len(there)
        gone = [row for row in own if row["state"] == State.REMOVED]
        assert len(json.loads(found["removed"] or "[]")) == len(gone)
        disputes = await db.rows(
            "SELECT ground, outcome FROM moderation_case WHERE kind = 'dispute' "
            "AND agency_id = {} ORDER BY id",
            home.id,
        )
        assert sorted(
            one.rsplit(" ", 1)[0] for one in json.loads(found["disputed"] or "[]")
        ) == sorted(f"{one['ground']} {one['outcome'] or ''}" for one in disputes)
        shown = await profiles.reviews(home.id, None, 1000)
        assert {row["public_id"] for row in shown} == there
    assert {row["public_id"] for row in await lists.latest(1000)} == public
    assert (await lists.totals())["reviews"] == len(public)
    there = {path.rpartition("/")[2] for path, body in seen.items() if isinstance(body, str)}
    assert there & set(history.reviews) == public
    assert {review for review in history.reviews if review in seen["/de/"]} <= public


async def _check_decisions(table: str) -> None:
    """The report counts what was decided, and each restriction has its statement."""
    decided = Counter(row["kind"] for row in await db.rows("SELECT kind FROM decision"))
    lines = list(csv.DictReader(io.StringIO(table)))
    for kind in ("reject", "hide", "label", "remove"):
        told = [one for one in lines if one["indicator"] == "actions_by_kind"]
        values = [int(one["value"]) for one in told if one["category"] == kind]
        assert sum(values) == decided[kind], kind
    marks = ", ".join("{}" for _ in RESTRICTING)
    unexplained = await db.rows(
        f"SELECT d.kind FROM decision d WHERE d.kind IN ({marks}) AND NOT EXISTS "
        "(SELECT 1 FROM statement_of_reasons s WHERE s.decision_id = d.id)",
        *RESTRICTING,
    )
    assert unexplained == []


@pytest.mark.parametrize("seed", [0, 2, 4])
async def test_every_page_follows_every_decision(
    seed: int,
    queue_review: Publish,
    agency: int,
    mira: Moderator,
    milo: Moderator,
    olu: AgencyMember,
    readers: Readers,
) -> None:
    ids = [agency]
    for name in ("Alsterkontor", "Weserbüro"):
        ids.append(await agencies.propose(name, "DE", None, None, NOW))
        await agencies.accept_proposal(ids[-1])
    homes = list((await agencies.agencies_by_id(ids)).values())
    history = History(Random(seed), queue_review, homes, (mira, milo), olu)
    for _ in homes * 2:
        await history.publish()
    for step in range(1, STEPS + 1):
        history.now = NOW + dt.timedelta(hours=step)
        with clock.at(history.now):
            await history.act()
        if step % CHECKED_EVERY == 0:
            await check(history, readers)
    assert len(history.done) > 10, history.done
