"""The public site on each kind of database, and what a reader sees of a page."""

import html
import re
from collections.abc import AsyncIterator

import httpx
import pytest
from support.browsing import browse

from resonanz.app import create_app
from resonanz.kernel import db
from resonanz.kernel.settings import Settings
from resonanz.web import network


@pytest.fixture(autouse=True)
def _no_remembered_keys() -> None:
    network.forget_keys()


@pytest.fixture
async def client(settings: Settings, database: db.Engine) -> AsyncIterator[httpx.AsyncClient]:
    async with browse(create_app(settings)) as client:
        yield client


async def read(client: httpx.AsyncClient, path: str) -> str:
    """The HTML of a page that is there."""
    answer = await client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.text


def seen(page: str) -> str:
    """The words of a page's main part, in their order, one space between."""
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", main)).replace("\u00a0", " ").split())


def in_order(text: str, *parts: str) -> None:
    """Fails unless all parts stand in the text, each after the one before."""
    at = 0
    for part in parts:
        found = text.find(part, at)
        assert found >= 0, f"{part!r} does not follow in {text[at : at + 600]!r}"
        at = found + len(part)


def review_ids(page: str) -> list[str]:
    """The public ids of the reviews on a page, from above."""
    return re.findall(r'<article class="review" id="r-([^"]+)"', page)


def next_page(page: str) -> str:
    """Where "Weitere" leads; empty on the last page."""
    found = re.search(r'<a class="button is-quiet" href="([^"]+)" rel="next"', page)
    return html.unescape(found[1]) if found else ""
