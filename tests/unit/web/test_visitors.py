"""A visitor who only reads is not followed (TRUST 30, 31)."""

import logging

import httpx
import pytest

from resonanz.web.access import masked_path
from resonanz.web.network import network_part


@pytest.mark.parametrize(
    "path", ["/", "/de", "/en/small", "/de/nowhere", "/robots.txt", "/de/board"]
)
async def test_no_cookie_for_a_reader(client: httpx.AsyncClient, path: str) -> None:
    """TRUST 31."""
    answer = await client.get(path, headers={"cookie": "form=x; session=chosen-by-the-client"})
    assert "set-cookie" not in answer.headers


async def test_the_log_names_no_address_no_query_and_no_token(
    client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    """TRUST 30 and 45."""
    with caplog.at_level(logging.INFO, logger="resonanz.access"):
        await client.get("/de/t/short-secret?email=alex@example.org")
        await client.get("/de/sign-in/" + "s" * 43)
    own = [one.getMessage() for one in caplog.records if one.name.startswith("resonanz")]
    text = "\n".join(own)
    assert "GET /de/t/*** 404" in text
    assert "GET /de/sign-in/*** 404" in text
    for secret in ("192.0.2.7", "alex", "short-secret", "sss"):
        assert secret not in text


def test_a_path_cannot_forge_a_line_of_the_log() -> None:
    assert masked_path("/de/x\n2026 GET /fake") == "/de/x\\n2026 GET /fake"


@pytest.mark.parametrize(
    ("address", "part"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("fe80::1%eth0", "fe80::"),
        ("", "unknown"),
        ("unix:", "unknown"),
    ],
)
def test_ipv6_is_cut_to_the_subscriber(address: str, part: str) -> None:
    assert network_part(address) == part
