"""The figures of the desk as comma-separated values, keys in English."""

import csv
import io
from collections.abc import Iterable

from resonanz.scoring.domain.life_table import LifeTable
from resonanz.scoring.domain.pledges import FEWEST
from resonanz.scoring.domain.statistics import Share
from resonanz.scoring.service import Development
from resonanz.scoring.views.pledges import kept_share

from ..service.overview import Figures

HEADER = ("part", "key", "count", "n", "value")
Line = tuple[str, str, str | int, str | int, str]


def figures_csv(found: Figures) -> str:
    """A header, then a line a figure; what is not told is empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerow(("agency", found.agency.slug, "", "", found.today.isoformat()))
    if found.development is not None:
        writer.writerows(_development(found.development))
        writer.writerows(_pledges(found, found.development))
    if found.standing is not None:
        near = "region" if found.standing.region else "country"
        writer.writerow(("peers", near, found.standing.better_than, found.standing.n, ""))
    for one in found.words:
        value = "" if one.value is None else f"{one.value:.1f}"
        writer.writerow(("word", one.word, one.reviews, "", value))
    return text.getvalue()


def _development(own: Development) -> Iterable[Line]:
    score = own.score
    if score.published:
        for key, value in (("score", score.score), ("low", score.low), ("high", score.high)):
            yield "score", key, "", score.reviews, f"{value:.1f}"
    for stars, count in enumerate(own.statistics.distribution, start=1):
        yield "stars", str(stars), count, own.statistics.n, ""
    for stage in own.stages:
        yield _share("stage", stage.stage.value, stage.answered, stage.times)
    for quarter in own.quarters:
        key = f"{quarter.year}-Q{quarter.quarter}"
        yield _share("quarter", key, quarter.answered, quarter.times)
    yield "invited", "", len(own.invited), len(own.values), ""


def _share(part: str, key: str, share: Share, times: LifeTable) -> Line:
    """A share with the end of the class of working days within which half had an answer."""
    median = times.median
    return part, key, share.count, share.n, "" if median is None else median.name.lower()


def _pledges(found: Figures, own: Development) -> Iterable[Line]:
    for pledge in found.pledges:
        share = kept_share(own.statistics, pledge.id, pledge.days)
        told = share.n >= FEWEST
        key = f"{pledge.days} days since {pledge.made_on.isoformat()}"
        yield (
            "pledge",
            key,
            share.count if told else "",
            share.n if told else "",
            pledge.ending.value if pledge.ending else "in_force",
        )
