"""The public pages about moderation as a visitor reads them."""

import html
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from typing import Any

import httpx
import pytest
from cast import PASSWORD, SECRET
from support.browsing import browse

from resonanz.accounts.queries import accounts
from resonanz.accounts.service import demo
from resonanz.app import create_app
from resonanz.kernel import clock, db
from resonanz.kernel.settings import Settings
from resonanz.moderation.domain import GROUNDS, violations
from resonanz.moderation.service import Moderator

from .conftest import END, NEVER_PUBLIC, Scene

Enter = Callable[[Moderator | None], Awaitable[Any]]
PAGES = ("/moderation-rules", "/transparency", "/transparency/2026", "/decisions")


@pytest.fixture
async def client(settings: Settings, database: db.Engine) -> AsyncIterator[httpx.AsyncClient]:
    with clock.at(END):
        async with browse(create_app(settings)) as client:
            yield client


async def read(client: httpx.AsyncClient, path: str) -> str:
    """The words of a page's main part."""
    answer = await client.get(path)
    assert answer.status_code == 200, path
    main = answer.text[answer.text.index("<main") : answer.text.index("</main>")]
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", main)).replace("\u00a0", " ").split())


@pytest.mark.parametrize("language", ["de", "en", "es"])
async def test_the_pages_name_nobody_and_leave_no_cookie(
    scene: Scene, client: httpx.AsyncClient, language: str
) -> None:
    """TRUST 31, 49: counts only."""
    for path in PAGES:
        answer = await client.get(f"/{language}{path}")
        assert answer.status_code == 200
        assert "set-cookie" not in answer.headers
        assert answer.headers["cache-control"].startswith("public")
        text = answer.text.lower()
        assert not [word for word in NEVER_PUBLIC if word.lower() in text], path
        for public_id in (scene.silent, scene.removed, scene.rejected):
            assert public_id.lower() not in text


async def test_the_report_says_what_happened(scene: Scene, client: httpx.AsyncClient) -> None:
    text = await read(client, "/de/transparency")
    assert "4 Meldungen und Beanstandungen" not in text
    assert "Entfernt, nach Grund" in text
    assert "keine Antwort 1" in text
    assert "1 von 2" in text
    assert "In einem Fall lief eine Frist ab" in text
    assert "Kein Programm entscheidet über Inhalte" in text


async def test_only_years_with_decisions_have_a_report(
    scene: Scene, client: httpx.AsyncClient
) -> None:
    for name in ("2025", "2027", "2026.pdf", "26", "2026.csv.csv", "²⁰²⁶"):
        assert (await client.get(f"/de/transparency/{name}")).status_code == 404, name
    answer = await client.get("/de/transparency/2026.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.text.startswith("part,indicator,category,value,note\r\n")


async def test_the_log_gives_kind_and_ground_and_no_agency(
    scene: Scene, client: httpx.AsyncClient
) -> None:
    text = await read(client, "/de/decisions")
    assert "Bewertung: entfernt keine Antwort." in text
    assert "Anlass: Beanstandung der Agentur" in text
    assert "vor der Veröffentlichung abgelehnt" in text
    for wrong in ("x", "-1", "9" * 30, "²"):
        answer = await client.get("/de/decisions", params={"after": wrong})
        assert answer.status_code == 404, wrong


async def test_the_rules_name_every_ground_and_how_long_it_takes(
    scene: Scene, client: httpx.AsyncClient
) -> None:
    page = (await client.get("/de/moderation-rules")).text
    assert set(re.findall(r'id="ground-([a-z_]+)"', page)) == set(GROUNDS)
    text = await read(client, "/de/moderation-rules")
    assert "6 Stunden (Median, n = 12)" in text
    assert "14 Tage Zeit, mit drei Erinnerungen" in text
    assert "ein anderer Mensch als zuvor" in text
    assert "Ab 2,5 Punkten kann eine Verwarnung folgen" in text


async def test_a_solo_mode_is_said_openly(settings: Settings, database: db.Engine) -> None:
    """TRUST 16a."""
    async with browse(create_app(replace(settings, solo_moderator=True))) as client:
        text = await read(client, "/de/moderation-rules")
    assert "betreibt eine einzelne Person" in text
    assert "ein anderer Mensch als zuvor" not in text


async def test_a_profile_shows_removals_and_disputes_by_ground(
    scene: Scene, client: httpx.AsyncClient
) -> None:
    """TRUST 50: 2 of 10 removed, above 10 % beside the score; what was restored is none."""
    row = await db.row("SELECT slug FROM agency WHERE id = {}", scene.agency)
    assert row is not None
    await read(client, "/de/agencies")
    with db.recording() as statements:
        text = await read(client, f"/de/agencies/{row['slug']}")
    assert len(statements) <= 6
    assert "2 von 10 entfernt, häufigster Grund:" in text
    assert "2 Beanstandungen bei 10 Bewertungen" in text
    assert "keine Antwort" in text
    assert "Kontakt bestritten" in text
    assert "Danach entfernt: 1, von Autor:innen zurückgezogen: 0, online geblieben: 1" in text
    assert "3 Sterne, 1 online geblieben 2 (20 %) 10" in text


async def test_only_admins_get_the_statements(
    scene: Scene, settings: Settings, enter: Enter, mira: Moderator
) -> None:
    """TRUST 42; the batches of the page are those of the command."""
    assert (await (await enter(mira)).get("/de/moderation/statements")).status_code == 403
    account_id = await demo.create_account(
        settings, "ada@example.org", PASSWORD, "de", "admin", SECRET
    )
    account = await accounts.by_id(account_id)
    assert account is not None
    ada = await enter(Moderator(account.id, account.public_id))
    page = await ada.get("/de/moderation/statements?since=2026-01-01")
    assert page.headers["cache-control"] == "no-store"
    (address,) = re.findall(r'href="(/de/moderation/statements/[^"]+)"', page.text)
    answer = await ada.get(address)
    assert answer.headers["content-disposition"].startswith("attachment")
    found = answer.json()["statements"]
    assert len(found) == 4
    assert {violations(one) for one in found} == {()}
    for wrong in ("statements-2026-01-01-2.json", "statements-2026-01-01-0.json", "x", "passwd"):
        assert (await ada.get(f"/de/moderation/statements/{wrong}")).status_code == 404, wrong
    none = await ada.get("/de/moderation/statements?since=2030-01-01")
    assert "Wählen Sie einen früheren Tag." in none.text
