"""What holds for every request: addresses, languages, HEAD, validators, compression, headers."""

import dataclasses
import gzip
import re

import httpx
import pytest
from support.browsing import BASE, browse
from support.small_site import HANDLERS, SECRET

from resonanz.app import create_app
from resonanz.kernel.settings import Settings
from resonanz.web.outer import OuterLayer, canonical_path


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("/de", "/de/"),
        ("/es?q=a", "/es/?q=a"),
        ("//de//", "/de/"),
        ("//de//small", "/de/small"),
        ("/de/small///", "/de/small"),
        ("//evil.example/", "/evil.example"),
        ("/de/small/?q=a%20b", "/de/small?q=a%20b"),
        ("/de/M%C3%BCller/", "/de/M%C3%BCller"),
    ],
)
async def test_a_thing_has_one_address(
    client: httpx.AsyncClient, asked: str, canonical: str
) -> None:
    for method in ("GET", "HEAD"):
        answer = await client.request(method, BASE + asked)
        assert answer.status_code == 308
        assert answer.headers["location"] == canonical


async def test_a_form_is_not_sent_to_a_second_address(client: httpx.AsyncClient) -> None:
    answer = await client.post("/de/form/")
    assert answer.status_code == 404
    assert "text/html" in answer.headers["content-type"]


def test_canonical_paths_are_canonical() -> None:
    for path in ("/", "//", "/a//b/", "///a", "/de/x", "/de", "//de//"):
        once = canonical_path(path)
        assert canonical_path(once) == once
        assert not once.startswith("//")


@pytest.mark.parametrize(
    ("wish", "home"),
    [
        ("es-MX,es;q=0.9,en;q=0.5", "/es/"),
        ("en-GB", "/en/"),
        ("fr, de;q=0.3", "/de/"),
        ("fr-FR", "/en/"),
        ("*", "/de/"),
        (None, "/de/"),
        ("en;q=0, de;q=0.1", "/de/"),
        ("q=x;;;,\xff", "/en/"),
    ],
)
async def test_the_root_chooses_a_language(
    client: httpx.AsyncClient, wish: str | None, home: str
) -> None:
    headers = {"accept-language": wish.encode("latin-1")} if wish is not None else {}
    answer = await client.get("/", headers=headers)
    assert answer.status_code == 302
    assert answer.headers["location"] == home
    assert answer.headers["vary"] == "Accept-Language"


async def test_the_address_sets_the_language(client: httpx.AsyncClient) -> None:
    texts = [(await client.get(f"/{code}/language")).text for code in ("de", "en", "es")]
    assert texts == ["Zur Startseite", "To the home page", "Ir a la página de inicio"]


@pytest.mark.parametrize("path", ["/fr/small", "/agencies", "/DE/small", "/dev", "/de/nowhere"])
async def test_an_unknown_address_is_not_found(client: httpx.AsyncClient, path: str) -> None:
    assert (await client.get(path)).status_code == 404


@pytest.mark.parametrize(
    "path", ["/de/", "/de/small", "/robots.txt", "/favicon.ico", "/de/nowhere"]
)
async def test_head_is_get_without_a_body(client: httpx.AsyncClient, path: str) -> None:
    whole, head = await client.get(path), await client.head(path)
    assert head.status_code == whole.status_code
    assert head.content == b""
    for name in ("content-length", "content-type", "etag", "content-encoding"):
        assert head.headers.get(name) == whole.headers.get(name)


async def test_what_the_reader_has_is_not_sent_again(client: httpx.AsyncClient) -> None:
    first = await client.get("/de/")
    tag = first.headers["etag"]
    for wish in (tag, tag.removeprefix("W/"), f'"other", {tag}', "*"):
        again = await client.get("/de/", headers={"if-none-match": wish})
        assert again.status_code == 304
        assert again.content == b""
        assert again.headers["etag"] == tag
        assert again.headers["cache-control"] == first.headers["cache-control"]
        assert "content-security-policy" in again.headers
    assert (await client.get("/de/", headers={"if-none-match": '"other"'})).status_code == 200


async def test_static_files_answer_304_and_stay_for_a_year(
    client: httpx.AsyncClient, app: OuterLayer
) -> None:
    address = app.site.assets.address("site.css")
    first = await client.get(address)
    assert first.headers["cache-control"] == "public, max-age=31536000, immutable"
    again = await client.get(address, headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304


async def test_pages_are_compressed_for_those_who_accept_it(client: httpx.AsyncClient) -> None:
    for wish, packed in [
        ("gzip", True),
        ("br, gzip;q=0.5", True),
        ("gzip;q=0", False),
        ("", False),
    ]:
        async with client.stream("GET", "/de/", headers={"accept-encoding": wish}) as answer:
            raw = b"".join([part async for part in answer.aiter_raw()])
        assert answer.headers.get("content-encoding") == ("gzip" if packed else None)
        assert answer.headers["content-length"] == str(len(raw))
        assert "Accept-Encoding" in answer.headers["vary"]
        assert b"<h1>Titel</h1>" in (gzip.decompress(raw) if packed else raw)


async def test_small_and_private_bodies_are_not_compressed(client: httpx.AsyncClient) -> None:
    for path in ("/de/small", "/de/form"):
        answer = await client.get(path, headers={"accept-encoding": "gzip"})
        assert "content-encoding" not in answer.headers


async def test_a_stream_passes_with_the_headers_of_all(client: httpx.AsyncClient) -> None:
    answer = await client.get("/de/stream")
    assert answer.text == "eins zwei drei"
    assert "content-security-policy" in answer.headers
    assert (await client.head("/de/stream")).content == b""


@pytest.mark.parametrize("path", ["/de/", "/", "/de", "/nowhere", "/health/live", "/de/fail/bug"])
async def test_security_headers_are_everywhere(client: httpx.AsyncClient, path: str) -> None:
    """TRUST 41."""
    headers = (await client.get(path)).headers
    policy = headers["content-security-policy"]
    assert "unsafe" not in policy
    for part in ("default-src 'none'", "object-src 'none'", "base-uri 'none'",
                 "frame-ancestors 'none'", "form-action 'self'"):  # fmt: skip
        assert part in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "strict-transport-security" not in headers


def _production(settings: Settings) -> Settings:
    return dataclasses.replace(
        settings, mode="production", base_url="https://resonanz.example", data_dir="/nonexistent"
    )


async def test_https_is_asked_for_a_year(settings: Settings) -> None:
    """TRUST 41."""
    app = create_app(_production(settings), pages=HANDLERS)
    async with browse(app, base_url="https://resonanz.example") as client:
        headers = (await client.get("/de/")).headers
    assert "max-age=31536000" in headers["strict-transport-security"]


async def test_only_our_hosts_are_answered(settings: Settings) -> None:
    app = create_app(_production(settings), pages=HANDLERS)
    async with browse(app, base_url="https://resonanz.example") as client:
        assert (await client.get("/de/")).status_code == 200
        for host in ("evil.example", "localhost", "", "resonanz.example.evil.example"):
            answer = await client.get("/en", headers={"host": host})
            assert answer.status_code == 400
            assert "We cannot answer this request" in answer.text
        live = await client.get("/health/live", headers={"host": "10.0.0.3:8000"})
        assert live.status_code == 200
        assert (await client.get("/de/", headers={"host": "RESONANZ.example:443"})).is_success


async def test_allowed_hosts_are_a_setting(settings: Settings) -> None:
    chosen = dataclasses.replace(_production(settings), allowed_hosts=("a.example", "b.example"))
    app = create_app(chosen, pages=HANDLERS)
    async with browse(app, base_url="https://b.example") as client:
        assert (await client.get("/de/")).status_code == 200
        assert (await client.get("/de/", headers={"host": "resonanz.example"})).status_code == 400


@pytest.mark.parametrize("path", ["/de/%00", "/de/?q=%00"])
async def test_nul_is_a_bad_request(client: httpx.AsyncClient, path: str) -> None:
    assert (await client.get(path)).status_code == 400


async def test_each_request_has_an_id_that_its_error_page_names(client: httpx.AsyncClient) -> None:
    first, second = await client.get("/de/nowhere"), await client.get("/de/nowhere")
    ids = [answer.headers["x-request-id"] for answer in (first, second)]
    assert ids[0] != ids[1]
    assert ids[0] in first.text
    assert all(re.fullmatch("[0-9a-f]{16}", one) for one in ids)


async def test_a_failure_outside_the_application_is_a_page(settings: Settings) -> None:
    """TRUST 46."""
    app = create_app(settings)

    async def broken(*_: object) -> None:
        raise RuntimeError(SECRET)

    app._app = broken
    async with browse(app) as client:
        answer = await client.get("/es/x")
    assert answer.status_code == 500
    assert "Algo ha fallado" in answer.text
    assert SECRET not in answer.text
