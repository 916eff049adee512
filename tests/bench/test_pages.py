"""What the hot pages cost in CPU time, on both databases, with few and with many reviews."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import pytest
from litestar import Response, get
from support import crowd
from support.measuring import Cost, ask, cost, costs

from resonanz.app import PAGES, create_app
from resonanz.directory import service
from resonanz.directory.views.profile import profile_view
from resonanz.kernel import clock, db
from resonanz.kernel.settings import Settings
from resonanz.kernel.templates import render
from resonanz.web import pages
from resonanz.web.guards import anyone
from resonanz.web.outer import OuterLayer

from .conftest import show
from .submitting import Submitter

pytestmark = [pytest.mark.bench, pytest.mark.usefixtures("crowded")]

PROFILE = f"/de/agencies/{crowd.SLUG}"
MOST = {"sqlite": 2.5, "postgres": 3.0}
"""CPU milliseconds of an uncached profile of an agency with 1,000 reviews."""
MOST_KEPT = 1.4
"""Cost of a kept profile in costs of a constant route."""
MOST_AMONG_MANY = 1.25
"""Cost of a profile among 100,000 reviews in costs of the same among 1,000."""


@get("/constant", guards=[anyone])
async def constant() -> Response[bytes]:
    return Response(b"constant", media_type="text/plain", headers={"cache-control": pages.PUBLIC})


def reading(
    app: OuterLayer, path: str, query: str = "", tag: bytes | None = None
) -> Callable[[], Awaitable[Any]]:
    return partial(ask, app, path, query, tag)


async def measured(settings: Settings) -> dict[str, Cost]:
    """Costs by name; a page that is not kept comes from a site without kept pages."""
    bare = create_app(settings, revisions=None, pages=[*PAGES, constant])
    full = create_app(settings, pages=[*PAGES, constant])
    status, headers, body = await ask(full, PROFILE)
    assert status == 200
    assert body.count(b'<article class="review"') == service.PAGE
    view = body.decode()
    older = view[view.index("?after=") + 1 :].partition('"')[0]
    return await costs(
        {
            "constant route": reading(full, "/de/constant"),
            "profile, not kept": reading(bare, PROFILE),
            "profile, second page": reading(bare, PROFILE, older),
            "profile, kept": reading(full, PROFILE),
            "profile, 304": reading(full, PROFILE, tag=headers[b"etag"]),
            "reviews, chosen": reading(bare, f"{PROFILE}/reviews", "stars=4&stars=5"),
            "one review": reading(bare, _permalink(view)),
            "home": reading(bare, "/de/"),
            "list": reading(bare, "/de/agencies"),
            "search, a name": reading(bare, "/de/agencies", "q=nordstern"),
            "search, a typo": reading(bare, "/de/agencies", "q=nordstrenn"),
            "compare, two": reading(
                bare, "/de/compare", f"agency={crowd.SLUG}&agency={crowd.OTHER}"
            ),
            "ranking": reading(bare, "/de/ranking"),
            "API, agencies": reading(bare, "/api/v1/agencies"),
            "API, reviews": reading(bare, f"/api/v1/agencies/{crowd.SLUG}/reviews"),
        },
        calls=10,
    )


def _permalink(page: str) -> str:
    at = page.index('href="/de/reviews/', page.index('<article class="review"'))
    return page[at + 6 :].partition('"')[0]


async def parts() -> dict[str, Cost]:
    """What the parts of a profile cost."""
    found = await service.profile(crowd.SLUG)
    assert found is not None
    row, reviews = found
    today = clock.today()
    portrait = await service.portrait(row, today)
    view = partial(
        profile_view,
        row,
        reviews[: service.PAGE],
        older="x",
        first_page=True,
        today=today,
        portrait=portrait,
    )
    about = pages.page_view(PROFILE, "", title=crowd.NAME, kind="agencies")
    context = {"view": view(), "page": about, "csrf_token": ""}

    async def make_view() -> None:
        view()

    async def make_page() -> None:
        render("directory/profile.html", **context)

    return {
        "SQL": await cost(partial(service.profile, crowd.SLUG, None)),
        "portrait": await cost(partial(service.portrait, row, today)),
        "view": await cost(make_view),
        "template": await cost(make_page),
    }


async def test_pages_stay_within_their_budget(settings: Settings) -> None:
    few, inside = await measured(settings), await parts()
    submitter = Submitter(create_app(settings))
    sent = await submitter.cost(crowd.SLUG)
    await crowd.grow()
    many = await measured(settings)
    unit = few["constant route"].least
    dialect = db.dialect()
    show(
        f"{dialect}: CPU ms a request, quickest batch (middle batch), without gzip",
        ("", "1,000 reviews", "100,000", "÷", "constants"),
        [
            (
                name,
                f"{one.least:.2f} ({one.usual:.2f})",
                f"{many[name].least:.2f} ({many[name].usual:.2f})",
                f"{many[name].least / one.least:.2f}",
                f"{one.least / unit:.1f}",
            )
            for name, one in few.items()
        ]
        + [("submit", f"{sent.least:.2f} ({sent.usual:.2f})", "", "", f"{sent.least / unit:.1f}")],
    )
    whole = few["profile, not kept"].least
    rest = max(0.0, whole - sum(part.least for part in inside.values()))
    show(
        f"{dialect}: what limits a profile that is not kept",
        ("part", "ms", "share"),
        [
            (name, f"{ms:.2f}", f"{100 * ms / whole:.0f} %")
            for name, ms in [*((n, c.least) for n, c in inside.items()), ("routing and rest", rest)]
        ],
    )
    assert whole <= MOST[dialect]
    for name in ("profile, not kept", "profile, second page"):
        assert many[name].least <= MOST_AMONG_MANY * few[name].least, name
    for of in (few, many):
        assert of["profile, kept"].least <= MOST_KEPT * of["constant route"].least
