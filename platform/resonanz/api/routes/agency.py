"""The interface of agencies: what a program with a token of the agency may read."""

from typing import Any, Final

from litestar import Controller, Request, Response, get
from litestar.params import FromPath, FromQuery

from resonanz.directory import service as directory
from resonanz.kernel import settings
from resonanz.kernel.errors import NotFoundError
from resonanz.moderation import service as moderation
from resonanz.reviews import service as reviews
from resonanz.reviews.service import Choice
from resonanz.scoring.views.figures import statistics_of
from resonanz.workspace.domain.tokens import Scope

from ..guards import holder_of, token_for
from ..views.own import (
    DisputeAnswer,
    ReviewAnswer,
    ReviewPage,
    StatisticsAnswer,
    dispute_answer,
    review_answer,
    statistics_answer,
)
from .answering import BASE, answer

Web = Request[Any, Any, Any]
PAGE: Final = 20


class AgencyApi(Controller):
    """`/api/agency/v1`."""

    path = BASE
    tags = ("agency",)
    security = ({"token": []},)

    @get("/reviews", operation_id="listReviews", guards=[token_for(Scope.REVIEWS_READ)])
    async def reviews(self, request: Web, after: FromQuery[str] = "") -> Response[ReviewPage]:
        """The agency's public reviews, newest first; `after` is the id of the last one known."""
        holder, base_url = holder_of(request), settings.current().base_url
        found = await reviews.public_reviews(holder.agency_id, Choice(None, None), after, PAGE + 1)
        shown = [review_answer(one, base_url) for one in found[:PAGE]]
        more = f"{base_url}{BASE}/reviews?after={shown[-1].id}" if len(found) > PAGE else None
        return answer(request, ReviewPage(shown, more))

    @get(
        "/reviews/{review_id:str}",
        operation_id="readReview",
        guards=[token_for(Scope.REVIEWS_READ)],
    )
    async def review(self, request: Web, review_id: FromPath[str]) -> Response[ReviewAnswer]:
        """One public review of the agency; 404 for those of others."""
        found = await reviews.public_review(holder_of(request).agency_id, review_id)
        if found is None:
            raise NotFoundError("review")
        return answer(request, review_answer(found, settings.current().base_url))

    @get(
        "/disputes/{number:str}", operation_id="readDispute", guards=[token_for(Scope.REVIEWS_READ)]
    )
    async def dispute(self, request: Web, number: FromPath[str]) -> Response[DisputeAnswer]:
        """One dispute of the agency; 404 for those of others."""
        found = await moderation.agency_dispute(number, holder_of(request).agency_id)
        return answer(request, dispute_answer(found))

    @get("/statistics", operation_id="readStatistics", guards=[token_for(Scope.STATISTICS_READ)])
    async def statistics(self, request: Web) -> Response[StatisticsAnswer]:
        """The figures of the agency's profile, each with its n."""
        row = await directory.figures(holder_of(request).agency_id)
        if row is None:
            raise NotFoundError("agency")
        figures = statistics_of(row["statistics"]) if row["statistics"] else None
        return answer(request, statistics_answer(row, figures))
