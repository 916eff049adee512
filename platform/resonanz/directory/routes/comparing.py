"""Agencies side by side, and who called: both lead to a comparison."""

from typing import Any, Final

from litestar import Controller, Request, Response, get, post
from litestar.params import FromQuery

from resonanz.agencies.domain.senders import sender_domain, without_sender
from resonanz.kernel.i18n import gettext
from resonanz.web import csrf, limits, pages, posted
from resonanz.web.guards import anyone

from .. import service
from ..forms import LONGEST_WORDS
from ..views.calling import called_address, called_view
from ..views.comparison import PATH, ComparisonView, comparison_view, names_words

Web = Request[Any, Any, Any]
Page = Response[bytes]

KIND: Final = "compare"
CALLERS: Final = 3
_FOUND: Final = 8


class Compare(Controller):
    """`/compare`."""

    path = PATH
    guards = (anyone,)

    @get("")
    async def compare(self, request: Web, q: FromQuery[str] = "") -> Page:
        """Up to four agencies beside each other; `q` looks for one more."""
        if domain := sender_domain(q):
            return pages.again(request, q=domain)
        query = " ".join(q.split())[:LONGEST_WORDS]
        if query:
            await limits.check(request, "search_by_network")
        asked = request.query_params.dict().get("agency", [])
        found = await service.compare(asked)
        candidates = await service.named(query, _FOUND) if query else []
        view = comparison_view(found, query, candidates)
        response = pages.page(
            request,
            "directory/compare.html",
            view,
            title=_title(view),
            description=gettext(
                "Bis zu vier Personaldienstleister nebeneinander: wer sich zurückmeldet, wie "
                "schnell, und ob ihr Unterschied mehr ist als Zufall."
            ),
            kind=KIND,
            canonical="" if asked or query else PATH,
            robots="noindex" if asked or query else "",
        )
        return response if query else pages.keep(request, response)


def _title(view: ComparisonView) -> str:
    if not view.agencies:
        return gettext("Agenturen vergleichen")
    names = names_words([agency.name for agency in view.agencies])
    return gettext("%(names)s im Vergleich", names=names)


class Called(Controller):
    """`/called`."""

    path = "/called"
    guards = (anyone,)

    @get("")
    async def called(self, request: Web) -> Page:
        """Who called, by names and domains; with all known the comparison itself."""
        values = request.query_params.dict()
        said = values.get("name", [])
        names = _names(said)
        slugs = values.get("agency", [])[:CALLERS]
        if said and said != (names or [""]):
            # Nobody's address stays in ours, even if somebody wrote it there.
            return pages.see_other(called_address(slugs, names or [""]))
        if names:
            await limits.check(request, "search_by_network")
        chosen = (await service.compare(slugs)).rows if slugs else ()
        callers = [await service.identify(name) for name in names[: CALLERS - len(chosen)]]
        view = called_view(chosen, callers, CALLERS, empty=bool(said) and not names)
        if view.compare and not view.open:
            return pages.see_other(view.compare)
        response = pages.page(
            request,
            "directory/called.html",
            view,
            title=gettext("Drei Agenturen haben angerufen?"),
            description=gettext(
                "Namen, Domains oder Absender genügen: Sie sehen, wer sich sonst zurückmeldet, und "
                "fünf Fragen für das erste Gespräch."
            ),
            kind="called",
            canonical="" if values else "/called",
            robots="noindex" if values else "",
        )
        return response if values else pages.keep(request, response)

    @post("", opt=csrf.ONLY_ASKS)
    async def ask(self, request: Web) -> Page:
        """Take what was typed: of an address its domain alone goes on, the rest is not kept."""
        form = await posted.form(request)
        said = [form.get(f"name{number}", [""])[0] for number in range(1, CALLERS + 1)]
        return pages.see_other(called_address((), _names(said) or [""]))


def _names(said: list[str]) -> list[str]:
    """What can be looked for: each once, without senders."""
    kept = (without_sender(text) for text in said[:CALLERS])
    return list(dict.fromkeys(name for name in kept if name))
