"""Rows and figures as the public interface answers them: no finer than the pages (TRUST 29)."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec

from resonanz.agencies.domain.towns import FoundPlace
from resonanz.agencies.service import nobody_said_kind
from resonanz.directory.domain import Group
from resonanz.directory.domain.listed import ONE_OF, YES
from resonanz.directory.service import Found
from resonanz.directory.views.search import LEGENDS, filter_words
from resonanz.kernel.i18n import current_language
from resonanz.kernel.regions import region_name
from resonanz.scoring import views as words
from resonanz.scoring.domain import rank as ranking
from resonanz.scoring.domain import statistics
from resonanz.scoring.domain.ledger import Criterion, DaysClass
from resonanz.scoring.domain.score import Estimate, missing_reviews
from resonanz.scoring.domain.statistics import AgencyStatistics, Dot, SilenceOf
from resonanz.scoring.domain.trends import QuarterFigures
from resonanz.scoring.views.figures import market_of, statistics_of
from resonanz.scoring.views.pledges import read_pledges

from . import answers
from .own import month_or_half

Row = Mapping[str, Any]

_FACT: Final = ("days", "chasers", "promise", "channel", "concreteness", "silence")


def agency(row: Row, base_url: str) -> answers.Agency:
    """An agency of a list."""
    return answers.Agency(**_agency(row, base_url))


def agency_profile(row: Row, base_url: str) -> answers.AgencyProfile:
    """An agency by its profile's row."""
    pledges = read_pledges(row["pledges"])
    days = next((pledge.days for pledge in pledges if pledge.ended_on is None), None)
    removed = len(msgspec.json.decode(row["removed"] or "[]"))
    n = (row["reviews"] or 0) + removed
    return answers.AgencyProfile(
        **_agency({**row, "pledge_days": days}, base_url),
        former_names=msgspec.json.decode(row["former"] or "[]"),
        places=list(dict.fromkeys(msgspec.json.decode(row["places"] or "[]"))),
        removed=answers.Share(count=removed, n=n),
        disputed=answers.Share(count=len(msgspec.json.decode(row["disputed"] or "[]")), n=n),
    )


def _agency(row: Row, base_url: str) -> dict[str, Any]:
    figures = statistics_of(row["statistics"]) if row["statistics"] else None
    region, shown = row["region"], bool(row["published"])
    median = figures.times.median if figures and shown else None
    return {
        "slug": row["slug"],
        "name": row["name"],
        "url": f"{base_url}/{current_language()}/agencies/{row['slug']}",
        "kind": None if nobody_said_kind(row["sources"]) else row["kind"],
        "country": row["country"],
        "region": region,
        "region_name": region_name(row["country"], region) if region else None,
        "city": row["city"],
        "website": row["website"],
        "claimed": row["claimed_at"] is not None,
        "pledge_days": row["pledge_days"],
        "reviews": row["reviews"] or 0,
        "proven": row["proven"] or 0,
        "days": None if median in {None, DaysClass.MORE_THAN_30} else median.days,
        "echo": _echo(figures) if figures and figures.echo.n else None,
        **_estimate(row, shown),
    }


def _estimate(row: Row, shown: bool) -> dict[str, float | None]:
    """Score and interval as pages show them; nothing under the published minimum."""
    names = {"score": "score", "low": "low", "high": "high", "counts_like": "weight"}
    return {own: round(row[name], 1) if shown else None for own, name in names.items()}


def _echo(figures: AgencyStatistics) -> answers.Echo:
    counts = figures.echo.counts
    return answers.Echo(
        reason=counts[Dot.REASON],
        phrase=counts[Dot.PHRASE],
        interim=counts[Dot.INTERIM],
        silence=counts[Dot.SILENCE],
        talks=figures.echo.talks,
    )


def score(row: Row, ranked: tuple[ranking.Rank, int] | None) -> answers.Score:
    """Score and facts by the profile's row; `ranked` is the rank and of how many."""
    shown, n = bool(row["published"]), row["reviews"] or 0
    figures = statistics_of(row["statistics"]) if row["statistics"] else None
    return answers.Score(
        agency=row["slug"],
        as_of=row["as_of"].isoformat() if row["as_of"] else None,
        formula_version=row["formula_version"],
        reviews=n,
        proven=row["proven"] or 0,
        missing=_missing(row, n),
        **_estimate(row, shown),
        rank=_rank(*ranked) if ranked and shown else None,
        criteria=list(_criteria(row)) if shown else None,
        distribution=list(figures.distribution) if figures else None,
        ledger=_ledger(figures) if figures else None,
    )


def _missing(row: Row, n: int) -> int:
    if row["published"]:
        return 0
    if not n:
        return missing_reviews(Estimate(0.0, 0.0, 0.0, 0.0, 0))
    return max(
        1, missing_reviews(Estimate(row["score"], row["low"], row["high"], row["weight"], n))
    )


def _rank(found: ranking.Rank, most: int) -> answers.Rank:
    return answers.Rank(rank=found.rank, best=found.best, worst=found.worst, of=most)


def _criteria(row: Row) -> Iterator[answers.CriterionScore]:
    found = msgspec.json.decode(row["criteria"])
    market = market_of(row["market"]) if row["market"] else None
    for criterion in Criterion:
        own = found.get(criterion.value)
        if own is None:
            continue
        average = market.criteria.get(criterion.value) if market else None
        yield answers.CriterionScore(
            criterion=criterion.value,
            name=str(words.CRITERIA[criterion].name),
            score=round(own["score"], 1),
            low=round(own["low"], 1),
            high=round(own["high"], 1),
            reviews=own["n"],
            mean=round(average.mu, 1) if average else None,
        )


def _ledger(figures: AgencyStatistics) -> answers.Ledger:
    silent = sum(figures.silences.values())
    return answers.Ledger(
        answered=_share(figures.answered),
        stages=[
            answers.StageShare(stage=stage.value, count=share.count, n=share.n)
            for stage, share in figures.stages.items()
        ],
        times=[
            answers.Answered(days=_most(days), share=None if part is None else round(part, 2))
            for days, part in zip(DaysClass, figures.times.shares(), strict=True)
            if days is not DaysClass.MORE_THAN_30
        ],
        waited=figures.times.n,
        promises=_share(figures.promises),
        unprompted=_share(figures.unprompted),
        reasons=_share(figures.reasons),
        phrases=_share(figures.phrases),
        client_silences=answers.Share(count=figures.silences.get(SilenceOf.CLIENT, 0), n=silent),
    )


def _most(days: DaysClass) -> Any:
    """The end of a class; the last one has none and is left out before."""
    return days.days


def _share(share: statistics.Share) -> answers.Share:
    return answers.Share(count=share.count, n=share.n)


def quarter(figures: QuarterFigures) -> answers.Quarter:
    """A quarter of an agency's development."""
    found = figures.score
    return answers.Quarter(
        quarter=f"{figures.year}-Q{figures.quarter}",
        reviews=figures.reviews,
        answered=_share(figures.answered),
        score=round(found.score, 1) if found else None,
        low=round(found.low, 1) if found else None,
        high=round(found.high, 1) if found else None,
        counts_like=round(found.weight, 1) if found else None,
    )


def review(row: Row, agency_slug: str, base_url: str) -> answers.Review:
    """A public review; a coarse one keeps role, field and place to itself."""
    coarse: bool = row["coarse"]
    disputed = row["disputed_lines"].split()
    ratings: dict[str, int] = msgspec.json.decode(row["ratings"])
    public_id = row["public_id"]
    return answers.Review(
        id=public_id,
        agency=agency_slug,
        url=f"{base_url}/{current_language()}/reviews/{public_id}",
        published=month_or_half(row["published_on"], coarse),
        edited=_when(row["edited_on"], coarse),
        value=None if row["value"] is None else round(row["value"], 1),
        language=row["language"],
        role=None if coarse else row["role"],
        job_field=None if coarse else row["job_field"],
        remote=None if coarse else row["remote"],
        last_stage=row["last_stage"],
        ratings={key.value: ratings[key] for key in Criterion if ratings.get(key)},
        facts=[_fact(line, disputed) for line in msgspec.json.decode(row["ledger"])],
        text=row["text"],
        contact_proven=row["contact_proven"],
        invited=row["invited"],
        contested=row["state"] == "contested",
        corrected=_when(row["corrected_on"], coarse),
        late_feedback=_late(row),
        reply=_reply(row, coarse) if row["reply_text"] is not None else None,
    )


def _fact(line: Mapping[str, Any], disputed: Sequence[str]) -> answers.Fact:
    known = {name: line.get(name) for name in _FACT}
    stage = line["stage"]
    return answers.Fact(stage=stage, answer=line["answer"], disputed=stage in disputed, **known)


def _late(row: Row) -> answers.LateFeedback | None:
    if row["late_stage"] is None:
        return None
    return answers.LateFeedback(
        stage=row["late_stage"], days=row["late_days"], concreteness=row["late_concreteness"]
    )


def _reply(row: Row, coarse: bool) -> answers.Reply:
    return answers.Reply(
        text=row["reply_text"],
        language=row["reply_language"],
        published=month_or_half(row["reply_on"], coarse),
        edited=_when(row["reply_edited_on"], coarse),
    )


def _when(day: dt.date | None, coarse: bool) -> str | None:
    return month_or_half(day, coarse) if day else None


def facets(found: Found) -> Iterator[answers.Facet]:
    """Every filter that any agency has, with what it would find beside the other groups."""
    for group in Group:
        counts = found.counts[group]
        values = [value for value in ONE_OF.get(group, sorted(counts)) if value in counts]
        legend = LEGENDS.get(group)
        yield answers.Facet(
            parameter=group.value,
            name=str(legend) if legend else filter_words(group, YES),
            several=group not in ONE_OF,
            values=[
                answers.FacetValue(
                    value=value, name=filter_words(group, value), agencies=counts[value]
                )
                for value in values
            ],
        )


def place(found: FoundPlace) -> answers.Place:
    """A place of the gazetteer."""
    return answers.Place(
        country=found.country,
        region=found.region,
        region_name=region_name(found.country, found.region),
        latitude=found.latitude,
        longitude=found.longitude,
    )
