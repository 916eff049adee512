"""Fill an empty database with the demo world and its people."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from resonanz.accounts.domain import Role
from resonanz.accounts.service import demo as accounts
from resonanz.agencies import queries as agencies
from resonanz.agencies.domain.names import free_slug
from resonanz.agencies.domain.records import Place as StoredPlace
from resonanz.agencies.service import bump, pledges
from resonanz.directory import service as directory
from resonanz.directory.domain import quarter_before
from resonanz.kernel import clock, db, settings
from resonanz.kernel.clock import SITE_ZONE
from resonanz.kernel.i18n import Language
from resonanz.numbers import service as numbers
from resonanz.reviews import service as reviews
from resonanz.reviews.domain import Wait

from .branches import add_branches
from .cases import acting, add_cases, add_invitations, add_member
from .conduct import answers
from .late import add_late_feedback
from .model import DemoAgency, DemoReply, DemoReview, Place
from .profiles import add_profiles
from .twin import OF as TWIN_OF
from .twin import add_twin, with_twin
from .work import add_work, with_copies
from .world import DEFAULT_SEED, world

PASSWORD = "Zweitgespraech-am-Donnerstag-9"  # noqa: S105 - printed for everybody
WAITING = 9
SOURCE = "invented for the demo"
ALEX, MIRA, MILO, OLU, REA = (
    f"{name}@demo.example" for name in ("alex", "mira", "milo", "olu", "rea")
)
HOME = "Nordlicht Personal GmbH"
"""The agency that Olu owns, and of which Alex wrote long enough ago to write again."""
PLEDGED = (HOME, "Müller & Söhne Personal GmbH", "Spree Recruiting GmbH")
EDITED = "Müller & Söhne Personal GmbH"
QUARTERS = 6
"""Of two years the first two quarters have hardly a rank."""
DAY = dt.timedelta(days=1)
A_YEAR = dt.timedelta(days=400)


@dataclass(frozen=True, slots=True)
class SignIn:
    """A person of the demo; `role` is for people to read."""

    role: str
    email: str
    password: str
    language: Language
    grants: Role | None
    totp_secret: str | None


SIGN_INS = (
    SignIn("candidate Alex", ALEX, PASSWORD, "de", None, None),
    SignIn("moderator Mira", MIRA, PASSWORD, "de", "moderator",
           "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"),
    SignIn("moderator Milo", MILO, PASSWORD, "en", "moderator",
           "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU"),
    SignIn("agency owner Olu", OLU, PASSWORD, "de", None,
           "MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK"),
    SignIn("responder Rea", REA, PASSWORD, "de", None, None),
)  # fmt: skip


async def load(report: Callable[..., Any]) -> None:
    """Write agencies, people, reviews and scores; deterministic but for random ids."""
    now = clock.now()
    made = world(DEFAULT_SEED, clock.site_day(now))
    for person in SIGN_INS:
        await accounts.create_account(
            settings.current(), person.email, person.password, person.language,
            person.grants, person.totp_secret,
        )  # fmt: skip
    report("agencies", 0, len(made.agencies))
    ids = await _agencies(made.agencies, now)
    report("agencies", len(made.agencies), len(made.agencies))
    await _pledges(ids, now)
    website = next(one.website for one in made.agencies if one.name == TWIN_OF)
    twin = await add_twin(website, SOURCE, now)
    ready = with_copies(_with_alex(_ready(made.reviews, ids, now), ids[HOME], now))
    ready = with_twin(ready, ids[TWIN_OF], twin)
    report("reviews", 0, len(ready))
    await reviews.load_ready(ready, now)
    async with db.transaction():
        await bump(*ids.values(), twin)
    owner = await add_member(ids[HOME], OLU, now)
    await add_profiles((ids[HOME], ids[PLEDGED[1]]), owner.account_id, now)
    await add_invitations(ids[HOME], owner, now)
    await add_branches(ids[HOME], owner, REA, now)
    await add_cases(ids[HOME], owner, ALEX, (MIRA, MILO), now)
    await add_late_feedback(ids[HOME], owner, now)
    edited = _newest(ready, ids[EDITED], now)
    await add_work(ids[HOME], owner, edited, await acting(MIRA), now)
    for quarter in _quarters(clock.site_day(now)):
        await directory.freeze(quarter, now)
    await numbers.freeze_due(now)
    report("reviews", len(ready), len(ready))


def _quarters(today: dt.date) -> list[dt.date]:
    """The quarters whose rankings are shown, the last one first."""
    found = [quarter_before(today)]
    while len(found) < QUARTERS:
        found.append(quarter_before(found[-1]))
    return found


async def _pledges(ids: dict[str, int], now: dt.datetime) -> None:
    """One pledge that is kept, one that was changed, one that was given up."""
    week, change, gone = (ids[name] for name in PLEDGED)
    await pledges.make(week, 7, "system", now - 300 * DAY)
    await pledges.make(change, 3, "system", now - 420 * DAY)
    await pledges.make(change, 14, "system", now - 200 * DAY)
    await pledges.make(gone, 7, "system", now - 380 * DAY)
    await pledges.withdraw(gone, "system", now - 90 * DAY)


async def _agencies(demo: tuple[DemoAgency, ...], now: dt.datetime) -> dict[str, int]:
    taken: set[str] = set()
    new: dict[str, agencies.NewAgency] = {}
    for agency in demo:
        slug = free_slug(agency.name, taken)
        taken.add(slug)
        new[agency.name] = agencies.NewAgency(
            slug=slug, name=agency.name, aliases=agency.aliases, kind=agency.kind,
            state="listed", country=agency.country, website=agency.website,
            seat=_place(agency.seat), seat_basis="listed seat", sources=(SOURCE,),
        )  # fmt: skip
    async with db.transaction():
        by_slug = await agencies.insert_agencies(list(new.values()), now)
        for agency in demo:
            for branch in agency.branches:
                await agencies.add_place(
                    by_slug[new[agency.name].slug], agency.country, _place(branch),
                    "listed branch", None, SOURCE,
                )  # fmt: skip
    return {name: by_slug[agency.slug] for name, agency in new.items()}


def _with_alex(
    ready: list[reviews.ReadyReview], home: int, now: dt.datetime
) -> list[reviews.ReadyReview]:
    """The same reviews, one old one of the agency being Alex'."""
    for number, review in enumerate(ready):
        old = review.published_at is not None and now - review.published_at > A_YEAR
        if review.agency_id == home and old and review.submission.text:
            return [*ready[:number], replace(review, email=ALEX), *ready[number + 1 :]]
    raise LookupError(HOME)


def _newest(ready: list[reviews.ReadyReview], agency: int, now: dt.datetime) -> reviews.ReadyReview:
    """The newest public review of an agency that has a text in German."""
    found = [
        (one.published_at, number)
        for number, one in enumerate(ready)
        if one.agency_id == agency
        and one.published_at is not None
        and one.published_at < now - 7 * DAY
        and one.submission.text
        and one.submission.language == "de"
    ]
    return ready[max(found)[1]]


def _place(place: Place) -> StoredPlace:
    return StoredPlace(place.city, place.postcode, place.state, place.lat, place.lon)


def _ready(
    made: tuple[DemoReview, ...], ids: dict[str, int], now: dt.datetime
) -> list[reviews.ReadyReview]:
    rng = Random(DEFAULT_SEED)  # noqa: S311 - times of invented reviews
    ready = [_one(number, review, ids, rng, now) for number, review in enumerate(made)]
    waiting = [
        replace(review, published_at=None, published_on=None, reply=None)
        for review in ready[-WAITING:]
    ]
    return [*ready[:-WAITING], *waiting]


def _one(
    number: int, review: DemoReview, ids: dict[str, int], rng: Random, now: dt.datetime
) -> reviews.ReadyReview:
    moment = dt.datetime.combine(
        review.published_on, dt.time(rng.randrange(7, 20), rng.randrange(60)), SITE_ZONE
    ).astimezone(dt.UTC)
    submission = reviews.Submission(
        role=review.role,
        month=f"{review.contact_month:%Y-%m}",
        last_stage=review.ledger[-1].stage,
        job_field=review.field,
        remote=review.remote,
        place=review.branch,
        lines=review.ledger,
        ratings=review.ratings,
        text=review.text,
        coarse=rng.random() < 0.12,
        wait=Wait.NONE,
        language=review.language,
    )
    return reviews.ReadyReview(
        agency_id=ids[review.agency],
        email=f"demo-{number}@demo.example",
        submission=submission,
        published_at=min(moment, now),
        published_on=review.published_on,
        contact_proven=review.contact_proven,
        invited=review.invited,
        reply=_reply(review.reply, moment, now),
        conduct=answers(number, review),
    )


def _reply(
    reply: DemoReply | None, published_at: dt.datetime, now: dt.datetime
) -> reviews.ReadyReply | None:
    """The agency's answer, unless its day is still to come."""
    moment = published_at + dt.timedelta(days=reply.days if reply else 0)
    return reviews.ReadyReply(reply.text, moment) if reply and moment <= now else None
