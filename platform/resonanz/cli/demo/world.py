"""The demo world by seed: the same seed and day give the same world, everywhere."""

import datetime as dt
from random import Random

from resonanz.reviews.domain import Role, outcome_of
from resonanz.scoring.domain.ledger import Answer, LedgerLine, Stage

from .agencies import agencies
from .corpus import corpus
from .facts import ledger, ratings, role_and_field
from .lives import conduct
from .model import DemoAgency, DemoReply, DemoReview, Tone, World
from .tags import tags, tone
from .texts import Writer

DEFAULT_SEED = 2026
"""The seed of the shown demo; with it the showcase agency scores 3.9."""
DAYS = 730
"""The world's age: two years, ending today."""

_LANGUAGES = {
    "DE": (("de", "en", "es"), (94, 5, 1)),
    "AT": (("de", "en"), (96, 4)),
    "CH": (("de", "en"), (86, 14)),
    "ES": (("es", "en"), (91, 9)),
    "GB": (("en",), (1,)),
}
_REMOTE = {"it": 0.45, "finance": 0.2, "commercial": 0.15, "sales": 0.1}


def _published(rng: Random, today: dt.date, newest_first: bool) -> tuple[dt.date, float]:
    """A day of the two years, later ones somewhat more often, and the age of the world then."""
    age = rng.random() ** (0.35 if newest_first else 0.8)
    day = today - dt.timedelta(days=round((1 - age) * (DAYS - 1)))
    return day, age


def _month_before(day: dt.date, days: int) -> dt.date:
    return (day - dt.timedelta(days=days)).replace(day=1)


def _withdrew(rng: Random, last: LedgerLine) -> bool:
    if last.stage is Stage.OFFER:
        return rng.random() < 0.15
    return last.answer is Answer.INTERIM and rng.random() < 0.35


def _reply(
    rng: Random, agency: DemoAgency, language: str, mood: Tone, day: dt.date, today: dt.date
) -> DemoReply | None:
    if agency.replies is None or rng.random() > 0.22:
        return None
    days = rng.choice((1, 2, 2, 3, 4, 6, 9, 14))
    if day + dt.timedelta(days=days) > today:
        return None
    return DemoReply(rng.choice(corpus(language).replies[agency.replies][mood.value]), days)


def _review(
    rng: Random, writer: Writer, agency: DemoAgency, day: dt.date, age: float, today: dt.date
) -> DemoReview:
    behaviour = conduct(agency.life, age)
    role, field = role_and_field(rng, agency)
    lines = ledger(rng, behaviour, role)
    stars = ratings(rng, behaviour, lines)
    remote = role is not Role.TEMPORARY_WORKER and rng.random() < _REMOTE.get(field.value, 0.0)
    words = tags(lines, stars, role, field, remote=remote, withdrew=_withdrew(rng, lines[-1]))
    names, weights = _LANGUAGES[agency.country]
    language = rng.choices(names, weights)[0]
    places = [agency.seat, *agency.branches]
    branch = rng.choice(places).city if len(places) > 1 and rng.random() < 0.5 else None
    proven = rng.random() < (0.65 if agency.life == "showcase" else 0.34)
    invited = rng.random() < (0.22 if agency.replies else 0.04)
    written = rng.random() < 0.75
    return DemoReview(
        agency=agency.name,
        published_on=day,
        contact_month=_month_before(day, rng.randint(8, 70)),
        language=language,
        role=role,
        field=field,
        remote=remote,
        branch=branch,
        ledger=lines,
        outcome=outcome_of(lines[-1].stage.value, lines[-1].answer.value),
        ratings=stars,
        contact_proven=proven,
        invited=invited,
        text=writer.text(language, words, lines, role, field) if written else "",
        reply=_reply(rng, agency, language, tone(stars), day, today),
    )


def _reviews_of(agency: DemoAgency, seed: int, today: dt.date, known: set[str]) -> list[DemoReview]:
    # Two streams, so that a new sentence changes no facts.
    rng = Random(f"{seed}:{agency.name}")  # noqa: S311 -- invented data, nothing secret
    writer = Writer(Random(f"{seed}:{agency.name}:texts"), known)  # noqa: S311
    recent = agency.life == "too_few"
    days = sorted(_published(rng, today, recent) for _ in range(agency.reviews))
    return [_review(rng, writer, agency, day, age, today) for day, age in days]


def world(seed: int, today: dt.date) -> World:
    """The invented agencies and their reviews of the two years that end today."""
    known: set[str] = set()
    found = [review for agency in agencies() for review in _reviews_of(agency, seed, today, known)]
    found.sort(key=lambda review: (review.published_on, review.agency))
    return World(agencies=agencies(), reviews=tuple(found))
