"""Errors are pages people understand, and say nothing about our inside (TRUST 46)."""

import httpx
import pytest
from support.browsing import browse
from support.small_site import HANDLERS, SECRET, make_thing

from resonanz.app import create_app
from resonanz.kernel.settings import Settings
from resonanz.web import errors


@pytest.mark.parametrize(
    ("path", "status", "texts"),
    [
        ("nowhere", 404, ("Diese Seite gibt es nicht", "This page does not exist",
                          "Esta página no existe")),
        ("fail/missing", 404, ("Diese Seite gibt es nicht", "This page does not exist",
                               "Esta página no existe")),
        ("fail/forbidden", 403, ("Berechtigung", "permission", "permiso")),
        ("fail/conflict", 409, ("Inzwischen", "meantime", "Mientras")),
        ("fail/limit", 429, ("In 2 Minuten", "in 2 minutes", "dentro de 2 minutos")),
        ("fail/bug", 500, ("schiefgegangen", "Something went wrong", "Algo ha fallado")),
        ("number?n=x", 400, ("nicht verstanden", "did not understand", "No hemos entendido")),
        ("number?n=0", 400, ("nicht verstanden", "did not understand", "No hemos entendido")),
    ],
)  # fmt: skip
async def test_errors_are_pages_in_three_languages(
    client: httpx.AsyncClient, path: str, status: int, texts: tuple[str, str, str]
) -> None:
    for code, text in zip(("de", "en", "es"), texts, strict=True):
        answer = await client.get(f"/{code}/{path}")
        assert answer.status_code == status
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert answer.headers["cache-control"] == "no-store"
        assert text in answer.text
        assert f'<html lang="{code}">' in answer.text
        assert SECRET not in answer.text
        assert "Traceback" not in answer.text


async def test_a_limit_says_when_to_come_back(client: httpx.AsyncClient) -> None:
    assert (await client.get("/de/fail/limit")).headers["retry-after"] == "119"


async def test_a_wrong_method_names_the_right_ones(client: httpx.AsyncClient) -> None:
    answer = await client.delete("/de/small")
    assert answer.status_code == 405
    assert {"GET", "HEAD"} <= set(answer.headers["allow"].replace(" ", "").split(","))
    assert "Diese Adresse nimmt" in answer.text


async def test_too_much_is_refused(client: httpx.AsyncClient) -> None:
    token = (await client.get("/de/token")).text
    answer = await client.post("/de/form", data={"_csrf": token, "text": "x" * 300_000})
    assert answer.status_code == 413
    assert "kürzen" in answer.text
    many = "&".join(f"f{i}=x" for i in range(400))
    answer = await client.post(
        "/de/form",
        content=many,
        headers={"content-type": "application/x-www-form-urlencoded"},
    )
    assert answer.status_code == 400


async def test_a_guard_may_send_elsewhere(client: httpx.AsyncClient) -> None:
    answer = await client.get("/es/fail/elsewhere")
    assert (answer.status_code, answer.headers["location"]) == (303, "/es/sign-in")


async def test_a_reader_without_session_signs_in_and_comes_back(settings: Settings) -> None:
    from litestar import get, post
    from litestar.connection import ASGIConnection
    from litestar.exceptions import NotAuthorizedException
    from litestar.handlers.base import BaseRouteHandler

    from resonanz.web import csrf

    def nobody(_connection: ASGIConnection, _handler: BaseRouteHandler) -> None:  # type: ignore[type-arg]
        raise NotAuthorizedException

    @get("/desk", guards=[nobody])
    async def desk() -> str:
        return ""

    @post("/desk", guards=[nobody])
    async def change() -> str:
        return ""

    async with browse(create_app(settings, pages=[*HANDLERS, desk, change])) as client:
        answer = await client.get("/en/desk?tab=a&x=%2F")
        assert answer.status_code == 303
        assert answer.headers["location"] == "/en/sign-in?next=/en/desk%3Ftab%3Da%26x%3D%252F"
        token = (await client.get("/en/token")).text
        kept = await client.post("/en/desk", data={csrf.FIELD: token})
        assert kept.status_code == 401
        assert "Nothing you typed is lost" in kept.text


async def test_machines_get_problems(settings: Settings) -> None:
    """RFC 9457."""
    app = create_app(settings, pages=HANDLERS)
    app.litestar.register(make_thing)
    async with browse(app) as client:
        missing = await client.get("/api/nothing", headers={"accept-language": "en"})
        wrong = await client.post("/api/things", json={"n": "x"})
        good = await client.post("/api/things", json={"n": 1})
    assert missing.headers["content-type"] == "application/problem+json"
    problem = missing.json()
    assert (problem["status"], problem["title"], problem["type"]) == (
        404,
        "Not Found",
        "about:blank",
    )
    assert problem["request_id"] == missing.headers["x-request-id"]
    assert wrong.status_code == 400
    assert wrong.json()["errors"][0]["field"] == "n"
    assert good.json() == {"n": 1}


def test_every_error_has_words() -> None:
    for status in (400, 401, 403, 404, 405, 409, 413, 429, 500, 503):
        headers, body = errors.answer(status, "/de/x", "id")
        assert b"<h1>" in body
        assert (b"cache-control", b"no-store") in headers
