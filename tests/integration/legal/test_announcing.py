"""A new version of the terms: told to members of agencies, then in force (TRUST 25)."""

import dataclasses
import datetime as dt
from pathlib import Path

import factories
import pytest
from cast import ALEX, FAY, OLU
from support.browsing import browse

from resonanz.app import create_app
from resonanz.kernel import clock, db
from resonanz.kernel import settings as settings_module
from resonanz.kernel.errors import ConflictError, NotFoundError
from resonanz.kernel.operator import INVENTED
from resonanz.kernel.settings import Settings
from resonanz.legal import service
from resonanz.mail import service as mail
from resonanz.mail.rendering import render

TEXT = """---
title: "Nutzungsbedingungen"
description: "Was gilt."
valid_from: 2026-12-01
changed: "Neu ist der Abschnitt über Einladungen."
summary: ["Kurz."]
---
## Worum es geht

Um {{ site }}.
"""
NOW = dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC)


@pytest.fixture
def with_second(settings: Settings, tmp_path: Path) -> Settings:
    for language in ("de", "en", "es"):
        folder = tmp_path / "texts" / language / "terms"
        folder.mkdir(parents=True)
        (folder / "2.md").write_text(TEXT, encoding="utf-8")
    made = dataclasses.replace(settings, **INVENTED, legal_dir=str(tmp_path / "texts"))
    settings_module.use(made)
    return made


async def _told() -> list[str]:
    rows = await db.rows("SELECT sealed FROM outbox WHERE kind = 'terms_change' ORDER BY id")
    return [mail.unseal(row["sealed"])[0] for row in rows]


async def test_members_of_agencies_are_told_once_and_others_are_not(
    with_second: Settings, database: db.Engine
) -> None:
    first, second = await factories.agency("Nordlicht"), await factories.agency("Südwind")
    await factories.account(ALEX)
    await factories.member(first, OLU)
    await factories.member(second, OLU)
    await factories.member(second, FAY)
    made = await service.announce(2, NOW, clock.site_day(NOW))
    assert made.effective == dt.date(2026, 12, 16)
    assert made.members == 2
    assert sorted(await _told()) == sorted([OLU.email, FAY.email])
    with pytest.raises(ConflictError):
        await service.announce(2, NOW, clock.site_day(NOW))
    assert len(await _told()) == 2


def test_the_mail_names_the_day_and_where_to_read(with_second: Settings) -> None:
    context: dict[str, str | int] = {"version": 2, "day": "16 December 2026"}
    letter = render(with_second, "k", "terms_change", OLU.email, "en", context)
    assert letter.subject == "New terms of use from 16 December 2026"
    for body in (letter.text, letter.html):
        assert "/en/terms/2" in body
        assert "terminate without notice" in body
    assert letter.unsubscribe == ""


async def test_the_first_version_and_an_unknown_one_are_not_announced(
    with_second: Settings, database: db.Engine
) -> None:
    with pytest.raises(ConflictError):
        await service.announce(1, NOW, clock.site_day(NOW))
    with pytest.raises(NotFoundError):
        await service.announce(3, NOW, clock.site_day(NOW))


async def test_a_version_is_shown_when_announced_and_holds_after_the_notice(
    with_second: Settings, database: db.Engine
) -> None:
    async with browse(create_app(with_second)) as client:
        with clock.at(NOW):
            assert (await client.get("/de/terms/2")).status_code == 404
            await service.announce(2, NOW, clock.site_day(NOW))
            page = (await client.get("/de/terms")).text
            assert "Ab 16. Dezember 2026 gilt eine neue Fassung" in page
            assert "Um Resonanz." not in page
            assert "Neu ist der Abschnitt" in (await client.get("/de/terms/2")).text
        with clock.at(NOW + dt.timedelta(days=14)):
            assert (await client.get("/de/terms/2.json")).json()["in_force"] is False
        with clock.at(NOW + dt.timedelta(days=15)):
            page = (await client.get("/de/terms")).text
            assert "Um Resonanz." in page
            assert 'href="/de/terms/1"' in page
            old = (await client.get("/de/terms/1")).text
            assert "gilt nicht mehr" in old
