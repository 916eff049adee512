"""The team's conversation about a case."""

from typing import Any

from litestar import Controller, Request, Response, post
from litestar.params import FromPath

from resonanz.accounts.guards import moderator
from resonanz.kernel import clock
from resonanz.kernel.fields import Fields
from resonanz.kernel.i18n import lazy
from resonanz.web import pages, posted

from ..service import conversation
from .cases import acting

pages.add_message("team_said", lazy("Ihre Nachricht steht im Fall."))
pages.add_message("team_silent", lazy("Die Nachricht war leer oder zu lang."), "info")


class Conversation(Controller):
    """`/moderation/cases/…/team`: seen by moderators only."""

    path = "/moderation/cases"
    guards = (moderator,)

    @post("/{number:str}/team")
    async def say(self, request: Request[Any, Any, Any], number: FromPath[str]) -> Response[Any]:
        """Add to the conversation."""
        fields = Fields(await posted.form(request))
        text = fields.text("message", most=2000)
        if not fields.errors:
            await conversation.say(number, text, acting(request), clock.now())
        done = "team_silent" if fields.errors else "team_said"
        return pages.see_other(f"/moderation/cases/{number}", flash=done, request=request)
