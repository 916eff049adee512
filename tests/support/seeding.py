"""Agencies and published reviews for tests of the public site, by the bulk loader."""

import datetime as dt
from collections.abc import Iterable, Sequence
from random import Random
from typing import Any

from resonanz.agencies import queries as agency_queries
from resonanz.agencies.domain.job_fields import JobField
from resonanz.agencies.domain.names import free_slug
from resonanz.agencies.domain.records import NO_PLACE, Place
from resonanz.agencies.service import bump
from resonanz.kernel import clock, db
from resonanz.reviews import service as reviews
from resonanz.reviews.domain import Role, Wait
from resonanz.scoring.domain.ledger import (
    Answer,
    Channel,
    Concreteness,
    Criterion,
    DaysClass,
    LedgerLine,
    Promise,
    Silence,
    Stage,
)

TEXT = (
    "Nach dem Gespräch kam an dem Tag ein Anruf, der zugesagt war. Der Grund für die Absage war "
    "konkret: Für die Stelle fehlte Erfahrung mit der Lohnabrechnung.\n\nDas half bei der nächsten."
)
KEPT = LedgerLine(
    Stage.SECOND_INTERVIEW,
    Answer.REJECTION,
    DaysClass.FROM_4_TO_7,
    chasers=1,
    promise=Promise.KEPT,
    channel=Channel.PHONE,
    concreteness=Concreteness.SPECIFIC,
)
SILENT = LedgerLine(
    Stage.FIRST_INTERVIEW,
    Answer.NOTHING,
    chasers=3,
    promise=Promise.BROKEN,
    silence=Silence.CLIENT,
)
PHRASE = LedgerLine(
    Stage.AGENCY_TALK,
    Answer.REJECTION,
    DaysClass.FROM_15_TO_30,
    chasers=2,
    channel=Channel.MAIL,
    concreteness=Concreteness.STOCK_PHRASE,
)
INVITED_ON = LedgerLine(Stage.APPLICATION, Answer.ADVANCED, DaysClass.UP_TO_3)


async def add_agencies(
    *names: str,
    country: str = "DE",
    kind: str = "placement",
    city: str | None = "Hamburg",
    sources: tuple[str, ...] = ("invented for a test",),
    seat: Place | None = None,
) -> dict[str, tuple[int, str]]:
    """Insert listed agencies; (id, slug) by name."""
    taken = set(await agency_queries.all_slugs())
    new = []
    for name in names:
        slug = free_slug(name, taken)
        taken.add(slug)
        new.append(
            agency_queries.NewAgency(
                slug=slug,
                name=name,
                aliases=(),
                kind=kind,
                state="listed",
                country=country,
                website=None,
                seat=seat or (Place(city, None, None, None, None) if city else NO_PLACE),
                seat_basis="listed seat",
                sources=sources,
            )
        )
    async with db.transaction():
        ids = await agency_queries.insert_agencies(new, clock.now())
        await bump(*ids.values())
    return {agency.name: (ids[agency.slug], agency.slug) for agency in new}


def ready(
    agency_id: int,
    number: int,
    published_at: dt.datetime,
    *,
    lines: tuple[LedgerLine, ...] = (INVITED_ON, KEPT),
    stars: Sequence[int] = (4, 3, 4, 5, 4, 4, 5, 4),
    **others: Any,
) -> reviews.ReadyReview:
    """A published review; `stars` go in the order of the criteria, 0 is "not applicable"."""
    return reviews.ReadyReview(
        agency_id=agency_id,
        email=f"person{number}-{agency_id}@example.org",
        submission=reviews.Submission(
            role=others.get("role", Role.APPLICANT),
            month=others.get("month", "2026-09"),
            last_stage=lines[-1].stage,
            job_field=others.get("job_field", JobField.IT),
            remote=None,
            place=None,
            lines=lines,
            ratings=dict(zip(Criterion, stars, strict=False)),
            text=others.get("text", TEXT),
            coarse=others.get("coarse", False),
            wait=Wait.NONE,
            language=others.get("language", "de"),
        ),
        published_at=published_at,
        published_on=clock.site_day(published_at),
        contact_proven=others.get("proven", False),
        invited=False,
    )


def varied(agency_id: int, count: int, seed: int = 1) -> list[reviews.ReadyReview]:
    """Reviews of all kinds over two years, newest first, some at the same moment."""
    random = Random(seed)
    now = clock.now()
    made = []
    for number in range(count):
        last = random.choice((KEPT, SILENT, PHRASE))
        base = random.choice((2, 3, 4))
        made.append(
            ready(
                agency_id,
                number,
                now - dt.timedelta(days=1 + 700 * (number // 3) / max(count, 700)),
                lines=(INVITED_ON, last),
                stars=[min(5, base + random.randint(-1, 1)) for _ in Criterion],
                text=TEXT if random.random() < 0.7 else "",
                proven=random.random() < 0.3,
                coarse=random.random() < 0.2,
            )
        )
    return made


async def add_reviews(made: Iterable[reviews.ReadyReview]) -> None:
    """Load reviews and let their agencies' pages know."""
    loaded = list(made)
    if not loaded:
        return
    await reviews.load_ready(loaded, clock.now())
    async with db.transaction():
        await bump(*dict.fromkeys(review.agency_id for review in loaded))
