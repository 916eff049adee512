"""TRUST 19: trusted flaggers go first, and nobody becomes one by typing an address."""

import datetime as dt
from typing import Any

from resonanz.kernel import clock, db
from resonanz.moderation.domain import Source
from resonanz.moderation.service import Moderator, flaggers

from .conftest import NOW

DAY = dt.timedelta(days=1)


async def _send(browser: Any, review: str) -> str:
    page = f"/de/notices/new?review={review}"
    answer = await browser.post(
        page,
        page=page,
        ground="insult",
        explanation="Das ist eine Beleidigung.",
        name="Meldestelle",
        email="mira@example.org",
        good_faith="1",
    )
    assert answer.status_code == 303, answer.text
    row = await db.row(
        "SELECT n.source, c.priority FROM notice n JOIN moderation_case c ON c.id = n.case_id "
        "ORDER BY n.id DESC LIMIT 1"
    )
    assert row is not None
    return f"{row['source']} {bool(row['priority'])}"


async def test_only_who_is_signed_in_with_the_address_goes_first(
    publish: Any, enter: Any, mira: Moderator
) -> None:
    await flaggers.add("system", "Meldestelle", "mira@example.org", None, clock.now())
    assert await _send(await enter(None), await publish()) == "form False"
    assert await _send(await enter(mira), await publish()) == "trusted_flagger True"


async def test_the_status_begins_and_ends(database: db.Engine) -> None:
    one = await flaggers.add("system", "Meldestelle", "stelle@example.org", None, NOW)
    assert await flaggers.source_of("stelle@example.org", NOW) is Source.TRUSTED_FLAGGER
    assert await flaggers.source_of("stelle@example.org", NOW - DAY) is Source.FORM
    assert await flaggers.source_of("", NOW) is Source.FORM
    await flaggers.end("system", one, NOW + DAY)
    assert await flaggers.source_of("stelle@example.org", NOW) is Source.TRUSTED_FLAGGER
    assert await flaggers.source_of("stelle@example.org", NOW + DAY) is Source.FORM


async def test_only_admins_keep_the_list(enter: Any, mira: Moderator) -> None:
    """TRUST 42."""
    browser = await enter(mira)
    assert (await browser.get("/de/moderation/flaggers")).status_code == 403
    await db.execute(
        "INSERT INTO account_role (account_id, role, granted_at) VALUES ({}, 'admin', {})",
        mira.account_id,
        NOW,
    )
    wrong = await browser.post("/de/moderation/flaggers", name="Meldestelle", email="nichts")
    assert wrong.status_code == 422
    sent = await browser.post(
        "/de/moderation/flaggers", name="Meldestelle", email="Stelle@Example.org"
    )
    assert sent.status_code == 303
    (one,) = await flaggers.all_flaggers()
    assert one.email == "stelle@example.org"
    await browser.post(f"/de/moderation/flaggers/{one.public_id}/end")
    assert "Status beenden" not in (await browser.get("/de/moderation/flaggers")).text
