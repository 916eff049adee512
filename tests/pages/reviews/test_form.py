"""The review form by hand, without JavaScript: three screens, and nothing typed is lost."""

import httpx
from support.visitor import Visitor

from resonanz.agencies.service import AgencyRef

from .conftest import LEDGER, STARS, START

NEW = "/de/reviews/new"


async def to_ledger(visitor: Visitor, agency: AgencyRef, **more: str) -> httpx.Response:
    page = await visitor.get(f"{NEW}?agency={agency.slug}")
    return await visitor.follow(await visitor.fill(page, "/new", **START | more))


async def to_ratings(visitor: Visitor, agency: AgencyRef) -> httpx.Response:
    page = await to_ledger(visitor, agency)
    return await visitor.follow(await visitor.fill(page, "/ledger", **LEDGER))


async def test_three_screens_send_a_review(visitor: Visitor, agency: AgencyRef) -> None:
    page = await to_ratings(visitor, agency)
    assert agency.name in page.text
    sent = await visitor.fill(page, "/ratings", **STARS, email="alex@example.org", _action="send")
    done = await visitor.follow(sent)
    assert "Bitte bestätigen Sie Ihre E-Mail-Adresse" in done.text
    assert "draft" not in visitor.client.cookies
