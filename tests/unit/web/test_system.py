"""Addresses without a language, and pages for development."""

import dataclasses
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import httpx
import pytest
from support.browsing import browse

from resonanz.app import create_app
from resonanz.kernel.settings import Settings
from resonanz.web import dev
from resonanz.web.outer import OuterLayer


async def test_the_process_says_that_it_lives(client: httpx.AsyncClient) -> None:
    answer = await client.get("/health/live")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_crawlers_stay_out_of_an_invented_site(settings: Settings) -> None:
    for mode, rule in (("development", "Disallow: /dev/"), ("demo", "Disallow: /")):
        app = create_app(dataclasses.replace(settings, mode=mode))  # type: ignore[arg-type]
        async with browse(app) as client:
            lines = (await client.get("/robots.txt")).text.splitlines()
        assert rule in lines


async def test_development_pages_do_not_exist_in_production(settings: Settings) -> None:
    app = create_app(
        dataclasses.replace(settings, mode="production", base_url="https://resonanz.example")
    )
    async with browse(app, base_url="https://resonanz.example") as client:
        for path in ("/dev/patterns", "/dev/mail", "/dev/mail/x.eml"):
            assert (await client.get(path)).status_code == 404


async def test_every_pattern_is_shown(client: httpx.AsyncClient) -> None:
    answer = await client.get("/dev/patterns")
    assert answer.status_code == 200
    assert "style=" not in answer.text


@pytest.fixture(autouse=True)
def _no_codes(app: OuterLayer) -> Iterator[None]:
    """There is no database here to ask for them."""
    del app
    dev.use_codes(None)
    yield
    dev.use_codes(None)


async def test_mails_are_listed_and_read(client: httpx.AsyncClient, settings: Settings) -> None:
    assert "Noch keine E-Mail" in (await client.get("/dev/mail")).text
    folder = Path(settings.data_dir) / "mail"
    folder.mkdir(parents=True)
    for number, day in ((1, "20261121"), (2, "20261122")):
        mail = EmailMessage()
        mail["To"] = "alex@example.org"
        mail["Subject"] = f"Bestätigung {number} <b>"
        mail.set_content(f"Guten Tag,\nüber\n\nhttp://localhost:8000/de/t/abc{number}.\n")
        (folder / f"{day}-x.eml").write_bytes(mail.as_bytes())
    listed = (await client.get("/dev/mail")).text
    assert "Bestätigung 1 &lt;b&gt;" in listed
    assert listed.index("Bestätigung 2") < listed.index("Bestätigung 1")
    read = (await client.get("/dev/mail/20261122-x.eml")).text
    assert '<a href="http://localhost:8000/de/t/abc2" rel="noreferrer">' in read
    assert "Guten Tag,<br>über" in read
    assert (await client.get("/dev/mail/..%2fsecret.eml")).status_code == 404
    assert (await client.get("/dev/mail/secret.eml")).status_code == 404


@dataclasses.dataclass(frozen=True)
class _Code:
    email: str
    code: str
    seconds: int


async def test_codes_of_the_demo_are_shown(client: httpx.AsyncClient) -> None:
    async def codes() -> list[_Code]:
        return [_Code("mira@example.org", "123456", 12)]

    dev.use_codes(codes)
    text = (await client.get("/dev/mail")).text
    assert 'data-code="mira@example.org">123456<' in text
