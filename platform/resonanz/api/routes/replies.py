"""The interface of agencies: a program replies to a review, by the rules of the desk."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Annotated, Any, Final

from litestar import Controller, Request, Response, delete, get, put
from litestar.params import FromPath, HeaderParameter, JSONBody

from resonanz.kernel import clock
from resonanz.kernel.errors import ConflictError, NotFoundError
from resonanz.reviews import service as reviews
from resonanz.reviews.service import PublicReview, Reply
from resonanz.web import limits
from resonanz.web.errors import ProblemError
from resonanz.workspace.domain.tokens import Scope
from resonanz.workspace.forms.replies import ReplyInput, read_reply
from resonanz.workspace.service.requests import KeyReusedError, once
from resonanz.workspace.service.tokens import TokenHolder

from ..guards import holder_of, token_for
from ..views.own import ReplyAnswer, ReplySent, reply_answer
from .answering import BASE, answer

Web = Request[Any, Any, Any]
_LONGEST_KEY: Final = 255
IdempotencyKey = Annotated[
    str,
    HeaderParameter(
        name="Idempotency-Key",
        description=(
            "A value of your own, at most 255 characters. For a day the same request with it takes "
            "effect once; another request with it is a 422."
        ),
    ),
]


class ReplyApi(Controller):
    """`/api/agency/v1/reviews/{review_id}/reply`: what the desk's form does."""

    path = f"{BASE}/reviews/{{review_id:str}}/reply"
    tags = ("agency",)
    security = ({"token": []},)
    guards = (token_for(Scope.REPLIES_WRITE),)

    @get(operation_id="readReply")
    async def show(self, request: Web, review_id: FromPath[str]) -> Response[ReplyAnswer]:
        """The agency's reply to one of its public reviews; 404 if there is none."""
        reply = await _reply(await _review(request, review_id))
        if reply is None:
            raise NotFoundError("reply")
        return answer(request, reply_answer(review_id, reply))

    @put(operation_id="sendReply", status_code=202)
    async def send(
        self,
        request: Web,
        review_id: FromPath[str],
        data: JSONBody[ReplySent],
        idempotency_key: IdempotencyKey = "",
    ) -> Response[ReplyAnswer]:
        """Reply, or change the reply: people check it within three working days.

        What is public stays so meanwhile. The same words again change nothing. Nearly the same
        words as under other reviews are a 409 unless `again` is true: a personal reply helps more.
        """
        holder, review = holder_of(request), await _review(request, review_id)
        given = _read(data)
        await limits.check(request, "reply_by_account", holder.actor)
        asked = ("PUT", review_id, given.language, given.text)
        await _once(holder, idempotency_key, asked, lambda: _send(holder, review, given))
        reply = await _reply(review)
        if reply is None:
            raise NotFoundError("reply")
        return answer(request, reply_answer(review_id, reply))

    @delete(operation_id="withdrawReply", status_code=204)
    async def withdraw(
        self, request: Web, review_id: FromPath[str], idempotency_key: IdempotencyKey = ""
    ) -> Response[None]:
        """Take the reply back at once; 404 if there is nothing to take back."""
        holder = holder_of(request)
        asked = ("DELETE", review_id)
        await _once(holder, idempotency_key, asked, lambda: _withdraw(holder, review_id))
        return answer(request, None)


async def _review(request: Web, review_id: str) -> PublicReview:
    review = await reviews.public_review(holder_of(request).agency_id, review_id)
    if review is None:
        raise NotFoundError("review")
    return review


async def _reply(review: PublicReview) -> Reply | None:
    return (await reviews.replies_to([review.id])).get(review.id)


def _read(data: ReplySent) -> ReplyInput:
    again = ["1"] if data.again else []
    given, errors = read_reply({"text": [data.text], "language": [data.language], "again": again})
    if given is None:
        texts = {name: str(text) for name, text in errors.items()}
        raise ProblemError(422, "The reply cannot be taken like this.", texts)
    return given


async def _send(holder: TokenHolder, review: PublicReview, given: ReplyInput) -> None:
    times = await reviews.times_said(holder.agency_id, review.id, given.text)
    if times and not given.again:
        raise ProblemError(
            409,
            f"Replies to other reviews ({times}) say nearly the same; a personal one helps more. "
            "To send it all the same, set `again` to true.",
        )
    with suppress(ValueError):  # what stands there already need not be said again
        await reviews.send_reply(
            review.public_id,
            holder.agency_id,
            holder.account_id,
            holder.actor,
            given.text,
            given.language,
            clock.now(),
        )


async def _withdraw(holder: TokenHolder, review_id: str) -> None:
    try:
        await reviews.withdraw_reply(review_id, holder.agency_id, holder.actor, clock.now())
    except ConflictError:
        raise NotFoundError("reply") from None


async def _once(
    holder: TokenHolder, key: str, asked: Sequence[str], act: Callable[[], Awaitable[None]]
) -> None:
    if len(key) > _LONGEST_KEY:
        raise ProblemError(400, "The Idempotency-Key is too long.")
    try:
        await once(holder, key, asked, act, clock.now())
    except KeyReusedError:
        raise ProblemError(422, "The Idempotency-Key came before with another request.") from None
