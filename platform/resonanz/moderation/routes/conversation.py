"""The team's conversation about a case, a review, a proof."""

from collections.abc import Awaitable, Callable
from typing import Any

from litestar import Controller, Request, Response, post
from litestar.params import FromPath

from resonanz.accounts.guards import moderator
from resonanz.kernel import clock
from resonanz.kernel.fields import FieldErrors, Fields, Typed
from resonanz.kernel.i18n import lazy
from resonanz.web import pages, posted

from ..service import conversation, evidence
from .cases import acting, case_page
from .checks import review_page
from .proofs import check_page

Web = Request[Any, Any, Any]
Page = Response[Any]
ShowAgain = Callable[[Typed, FieldErrors], Awaitable[Page]]
Say = Callable[[str], Awaitable[None]]

pages.add_message("team_said", lazy("Ihre Nachricht steht im Fall."))


class Conversation(Controller):
    """`/moderation/…/team`: seen by moderators only."""

    path = "/moderation"
    guards = (moderator,)

    @post("/cases/{number:str}/team")
    async def about_case(self, request: Web, number: FromPath[str]) -> Page:
        """Add to the conversation about a case."""

        async def say(text: str) -> None:
            await conversation.say(number, text, acting(request), clock.now())

        async def again(typed: Typed, errors: FieldErrors) -> Page:
            return await case_page(request, number, typed=typed, errors=errors, status=422)

        return await _say(request, f"/moderation/cases/{number}", say, again)

    @post("/reviews/{public_id:str}/team")
    async def about_review(self, request: Web, public_id: FromPath[str]) -> Page:
        """Add to the conversation about a review that waits for its check."""

        async def say(text: str) -> None:
            await conversation.say_about_review(public_id, text, acting(request), clock.now())

        async def again(typed: Typed, errors: FieldErrors) -> Page:
            return await review_page(request, public_id, typed=typed, errors=errors, status=422)

        return await _say(request, f"/moderation/reviews/{public_id}", say, again)

    @post("/proofs/{public_id:str}/team")
    async def about_proof(self, request: Web, public_id: FromPath[str]) -> Page:
        """Add to the conversation about a proof, which is that about its review."""

        async def say(text: str) -> None:
            review = await evidence.review_of(public_id, acting(request))
            await conversation.say_about_review(review, text, acting(request), clock.now())

        async def again(typed: Typed, errors: FieldErrors) -> Page:
            return await check_page(request, public_id, typed=typed, errors=errors, status=422)

        return await _say(request, f"/moderation/proofs/{public_id}", say, again)


async def _say(request: Web, path: str, say: Say, again: ShowAgain) -> Page:
    fields = Fields(await posted.form(request))
    text = fields.text("message", most=conversation.LIMIT)
    if fields.errors:
        return await again(Typed(message=fields.raw("message")), fields.errors)
    await say(text)
    return pages.see_other(path, flash="team_said", request=request)
