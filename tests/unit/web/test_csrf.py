"""Forms are only taken from our own pages (TRUST 40)."""

import dataclasses

import httpx
import pytest
from support.browsing import BASE, browse
from support.small_site import HANDLERS

from resonanz.app import create_app
from resonanz.kernel.settings import Settings
from resonanz.web.outer import OuterLayer


@pytest.fixture
async def token(client: httpx.AsyncClient) -> str:
    return (await client.get("/de/token")).text


async def test_a_form_of_ours_is_taken(client: httpx.AsyncClient, token: str) -> None:
    answer = await client.post(
        "/de/form",
        data={"_csrf": token, "a": ["1", "ü"]},
        headers={"origin": BASE, "sec-fetch-site": "same-origin"},
    )
    assert answer.status_code == 201
    assert answer.json()["a"] == ["1", "ü"]


async def test_the_token_may_come_in_a_header(client: httpx.AsyncClient, token: str) -> None:
    answer = await client.put("/de/form", headers={"x-csrftoken": token})
    assert answer.status_code == 200


async def test_the_token_may_come_in_a_multipart_form(
    client: httpx.AsyncClient, token: str
) -> None:
    answer = await client.post("/de/form", data={"_csrf": token}, files={"f": b"x"})
    assert answer.status_code == 201


@pytest.mark.parametrize("sent", [None, "", "wrong", "ümläut", "\ud83d\ude00", "a" * 64])
async def test_a_missing_or_wrong_token_is_refused_with_advice(
    client: httpx.AsyncClient, token: str, sent: str | None
) -> None:
    body = {} if sent is None else {"_csrf": sent.encode("utf-8", "replace").decode()}
    answer = await client.post("/de/form", data=body)
    assert answer.status_code == 403
    assert "Ihre Eingaben stehen dort noch" in answer.text
    assert answer.headers["cache-control"] == "no-store"


async def test_a_token_that_is_no_text_is_refused(client: httpx.AsyncClient, token: str) -> None:
    answer = await client.post(
        "/de/form",
        content=b"_csrf=%ff%fe\xff",
        headers={"content-type": "application/x-www-form-urlencoded"},
    )
    assert answer.status_code == 403
    answer = await client.put("/de/form", headers={"x-csrftoken": b"\xc3\xbc"})
    assert answer.status_code == 403


async def test_without_the_cookie_the_token_is_worth_nothing(
    app: OuterLayer, client: httpx.AsyncClient, token: str
) -> None:
    async with browse(app) as other:
        assert (await other.post("/de/form", data={"_csrf": token})).status_code == 403
        await other.get("/de/token")
        assert (await other.post("/de/form", data={"_csrf": token})).status_code == 403
    async with browse(app) as other:
        strange = {"cookie": b"form=" + b"\xc3\xbc" * 20}
        answer = await other.post("/de/form", data={"_csrf": token}, headers=strange)
        assert answer.status_code == 403
        assert (await other.get("/de/form", headers=strange)).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:8000.evil.example"},
        {"sec-fetch-site": "cross-site"},
    ],
)
async def test_a_foreign_page_cannot_send_our_form(
    client: httpx.AsyncClient, token: str, headers: dict[str, str]
) -> None:
    answer = await client.post("/de/form", data={"_csrf": token}, headers=headers)
    assert answer.status_code == 403


async def test_a_get_needs_no_token(client: httpx.AsyncClient) -> None:
    answer = await client.get("/de/form", headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 200


async def test_a_form_outlives_a_session(client: httpx.AsyncClient, token: str) -> None:
    client.cookies.set("session", "ended")
    again = (await client.get("/de/token")).text
    assert again == token
    client.cookies.delete("session")
    assert (await client.post("/de/form", data={"_csrf": token})).status_code == 201


async def test_the_cookie_is_sent_once(client: httpx.AsyncClient) -> None:
    assert "set-cookie" in (await client.get("/de/form")).headers
    assert "set-cookie" not in (await client.get("/de/form")).headers


async def test_the_cookie_is_guarded(settings: Settings) -> None:
    secure = dataclasses.replace(settings, base_url="https://resonanz.example")
    for chosen, name in ((settings, "form"), (secure, "__Host-form")):
        async with browse(create_app(chosen, pages=HANDLERS), base_url=chosen.base_url) as client:
            cookie = (await client.get("/de/form")).headers["set-cookie"]
        assert cookie.startswith(name + "=")
        for part in ("HttpOnly", "Path=/", "SameSite=lax"):
            assert part in cookie
        assert ("Secure" in cookie) == (chosen is secure)
        assert "Domain" not in cookie


async def test_a_private_page_is_not_stored(client: httpx.AsyncClient) -> None:
    """TRUST 46."""
    answer = await client.get("/de/form")
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers
    assert 'name="robots" content="noindex"' in answer.text


async def test_a_message_is_shown_once(client: httpx.AsyncClient, token: str) -> None:
    sent = await client.post("/en/done", data={"_csrf": token})
    assert (sent.status_code, sent.headers["location"]) == (303, "/en/notes")
    assert "flash=saved" in sent.headers["set-cookie"]
    first = await client.get("/en/notes")
    assert "<p>Sign out</p>" in first.text
    assert "flash=" in first.headers["set-cookie"]
    assert "Max-Age=0" in first.headers["set-cookie"]
    assert "flash" not in client.cookies
    assert "<p>Sign out</p>" not in (await client.get("/en/notes")).text
