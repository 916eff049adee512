"""Static files: hashed addresses, one stylesheet, references that resolve."""

import gzip
import re

import httpx

from resonanz.web import assets


def test_the_stylesheet_has_its_parts_in_order() -> None:
    style = assets.load().find(assets.STYLESHEET)
    assert style is not None
    text = style.body.decode()
    order = [text.index(mark) for mark in ("@layer tokens {", "@layer base {", "@layer layout {")]
    assert order == sorted(order)
    assert text.rindex("@layer blocks") > order[-1]
    assert style.packed is not None
    assert gzip.decompress(style.packed) == style.body


def test_the_stylesheet_arrives_with_the_first_packets() -> None:
    """A connection begins with ten of them: what fits is there after one round trip."""
    style = assets.load().find(assets.STYLESHEET)
    assert style is not None
    assert style.packed is not None
    assert len(style.packed) < 10 * 1460 - 800  # the headers' share
    assert b"/*" not in style.body


async def test_everything_the_stylesheet_and_manifest_name_is_there(
    client: httpx.AsyncClient,
) -> None:
    loaded = assets.load()
    for name in (assets.STYLESHEET, "site.webmanifest"):
        text = (await client.get(loaded.address(name))).text
        named = re.findall(r"/static/[^\"')]+", text)
        assert named
        for address in named:
            answer = await client.get(address)
            assert answer.status_code == 200
            assert "immutable" in answer.headers["cache-control"]


async def test_everything_a_page_names_is_there(client: httpx.AsyncClient) -> None:
    text = (await client.get("/de/nowhere")).text
    named = set(re.findall(r"(?<=\")/static/[^\"]+", text))
    assert len(named) >= 5
    for address in named:
        assert "immutable" in (await client.get(address)).headers["cache-control"]


async def test_an_outdated_address_still_works_but_is_checked(client: httpx.AsyncClient) -> None:
    for address in ("/static/0123456789abcdef/site.css", "/static/site.css"):
        answer = await client.get(address)
        assert answer.status_code == 200
        assert "must-revalidate" in answer.headers["cache-control"]


async def test_nothing_outside_is_reached(client: httpx.AsyncClient) -> None:
    for path in ("..%2f..%2fpyproject.toml", "css/tokens.css", "x/../../pyproject.toml", "x"):
        assert (await client.get(f"/static/{path}")).status_code == 404


async def test_files_have_their_type(client: httpx.AsyncClient) -> None:
    loaded = assets.load()
    kinds = {
        "site.css": "text/css; charset=utf-8",
        "js/site.js": "text/javascript; charset=utf-8",
        "fonts/bricolage.woff2": "font/woff2",
        "img/logo.svg": "image/svg+xml",
        "site.webmanifest": "application/manifest+json",
    }
    for path, kind in kinds.items():
        assert (await client.get(loaded.address(path))).headers["content-type"] == kind
