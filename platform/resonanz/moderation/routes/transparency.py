"""Public pages about moderation, and the admins' export of statements of reasons."""

import datetime as dt
from typing import Any

import msgspec
from litestar import Controller, MediaType, Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery

from resonanz.accounts.guards import admin
from resonanz.kernel import clock, settings
from resonanz.kernel.i18n import gettext
from resonanz.web import pages
from resonanz.web.guards import anyone

from ..domain.transparency import Figures
from ..service import transparency as service
from ..views.transparency import log_view, report_csv, report_view, rules_view, statements_view
from ..views.transparency.statements import read_file_name

Web = Request[Any, Any, Any]
Page = Response[Any]

KIND = "transparency"
_LARGEST_ID = 2**63


class Transparency(Controller):
    """`/moderation-rules`, `/transparency`, `/decisions`: no cookie, counts only, no person."""

    path = ""
    guards = (anyone,)

    @get("/moderation-rules")
    async def rules(self, request: Web) -> Page:
        """How we moderate, and how long it takes at present."""
        present = settings.current()
        view = rules_view(
            await service.waiting(clock.now()),
            solo=present.solo_moderator,
            asks_again=present.still_disputed == "ask_author",
        )
        return pages.page(
            request,
            "moderation/transparency/rules.html",
            view,
            title=gettext("So moderieren wir"),
            description=gettext(
                "Wer über Bewertungen entscheidet, aus welchen Gründen, in welchen Fristen, und "
                "was eine Agentur bewirken kann und was nicht."
            ),
            kind=KIND,
        )

    @get("/transparency")
    async def live(self, request: Web) -> Page:
        """The report of the present year, as it is now."""
        return await _report_page(request, clock.today().year, live=True)

    @get("/transparency/{name:str}")
    async def year(self, request: Web, name: FromPath[str]) -> Page:
        """The report of a year, or with `.csv` its table."""
        text, dot, ending = name.partition(".")
        if len(text) != len("2026") or not (text.isascii() and text.isdigit()):
            raise NotFoundException
        if not dot:
            return await _report_page(request, int(text), live=False)
        if ending != "csv":
            raise NotFoundException
        figures = await _figures(int(text))
        return Response(
            report_csv(figures).encode(),
            media_type="text/csv",
            headers={
                "cache-control": pages.PUBLIC,
                "content-disposition": f'attachment; filename="transparency-{text}.csv"',
            },
        )

    @get("/decisions")
    async def decisions(self, request: Web, after: FromQuery[str] = "") -> Page:
        """The log of decisions, newest first."""
        if after and not (after.isascii() and after.isdigit() and int(after[:20]) < _LARGEST_ID):
            raise NotFoundException
        entries, following = await service.log_page(int(after) if after else None)
        return pages.page(
            request,
            "moderation/transparency/decisions.html",
            log_view(entries, following, first=not after),
            title=gettext("Protokoll der Entscheidungen"),
            description=gettext(
                "Jede Entscheidung der Moderation mit Tag und Grund, ohne Angaben über Menschen."
            ),
            kind=KIND,
            canonical="/decisions",
            robots="noindex" if after else "",
        )


class Statements(Controller):
    """`/moderation/statements`: batches for the DSA Transparency Database."""

    path = "/moderation/statements"
    guards = (admin,)

    @get("")
    async def index(self, request: Web, since: FromQuery[str] = "") -> Page:
        """The batches since a day, by default since the year began."""
        day = _day(since) or clock.today().replace(month=1, day=1)
        return pages.page(
            request,
            "moderation/transparency/statements.html",
            statements_view(day, await service.count_since(day)),
            title=gettext("Begründungen für die Transparenzdatenbank"),
            private=True,
        )

    @get("/{name:str}")
    async def batch(self, request: Web, name: FromPath[str]) -> Page:
        """One batch as a file."""
        found = read_file_name(name)
        if found is None:
            raise NotFoundException
        number = 0
        async for batch in service.batches(found[0]):
            number += 1
            if number == found[1]:
                return Response(
                    msgspec.json.encode({"statements": batch.statements}),
                    media_type=MediaType.JSON,
                    headers={
                        "cache-control": pages.PRIVATE,
                        "content-disposition": f'attachment; filename="{name}"',
                    },
                )
        raise NotFoundException


async def _figures(year: int) -> Figures:
    now = clock.now()
    if not await service.first_year(now) <= year <= clock.site_day(now).year:
        raise NotFoundException
    return await service.report(year, now)


async def _report_page(request: Web, year: int, *, live: bool) -> Page:
    figures = await _figures(year)
    now = clock.now()
    years = range(clock.site_day(now).year, await service.first_year(now) - 1, -1)
    title = gettext("Transparenzbericht %(year)s", year=year)
    return pages.page(
        request,
        "moderation/transparency/report.html",
        report_view(figures, years, live=live),
        title=gettext("Transparenzbericht, laufend") if live else title,
        description=gettext(
            "Meldungen, Entscheidungen, Gründe, Beschwerden und Dauer in Zahlen, als Seite und "
            "als CSV."
        ),
        kind=KIND,
    )


def _day(text: str) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year > 2000 else None
