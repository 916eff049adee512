"""Asking hosts that strangers named: only public addresses, the checked one, bounded."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from support.internet import HERE, Internet, internet

from resonanz.kernel import outbound
from resonanz.kernel.outbound import PrivateAddressError, UnreachableError

HOST = "nordlicht.example"


@pytest.fixture
async def net(tmp_path: Path) -> AsyncIterator[Internet]:
    async with internet(tmp_path, HOST, f"www.{HOST}") as made:
        made.host(HOST)
        yield made


async def test_a_page_is_fetched_from_the_address_that_was_checked(net: Internet) -> None:
    """The certificate is that of the name, the connection goes to the address."""
    net.page(HOST, "/a", "hallo")
    answer = await net.outbound.get(HOST, "/a")
    assert (answer.status, answer.body) == (200, b"hallo")
    assert net.asked == [(HOST, "/a")]


async def test_a_certificate_of_another_name_is_refused(net: Internet) -> None:
    net.host("other.example")
    with pytest.raises(UnreachableError):
        await net.outbound.get("other.example", "/a")
    assert net.asked == []


@pytest.mark.parametrize("status", [301, 302, 307, 308])
@pytest.mark.parametrize("target", [f"https://{HOST}/b", "http://127.0.0.1/", "//10.0.0.1/"])
async def test_redirects_are_not_followed(net: Internet, status: int, target: str) -> None:
    net.page(HOST, "/a", "", status, Location=target)
    assert (await net.outbound.get(HOST, "/a")).status == status
    assert net.asked == [(HOST, "/a")]


async def test_only_the_beginning_of_a_large_page_is_read(net: Internet) -> None:
    net.page(HOST, "/a", "x" * 5_000_000)
    assert len((await net.outbound.get(HOST, "/a", limit=1000)).body) == 1000


async def test_who_does_not_answer_is_unreachable(net: Internet) -> None:
    net.silent.add("silent.example")
    for ask in (
        net.outbound.get("nowhere.example", "/"),
        net.outbound.get("silent.example", "/"),
        net.outbound.texts("silent.example"),
    ):
        with pytest.raises(UnreachableError):
            await ask


async def test_texts_of_a_name_are_joined_and_none_is_none(net: Internet) -> None:
    net.records["_a.example", "TXT"] = ['"eins" "zwei"', '"drei"']
    assert sorted(await net.outbound.texts("_a.example")) == ["drei", "einszwei"]
    assert await net.outbound.texts("_b.example") == []
    assert await net.outbound.texts(HOST) == []


async def test_a_domain_takes_mail_unless_it_says_that_it_does_not(net: Internet) -> None:
    """RFC 5321, 7505."""
    net.records["mail.example", "MX"] = ["10 mx.mail.example."]
    net.records["null.example", "MX"] = ["0 ."]
    assert await net.outbound.takes_mail("mail.example")
    assert await net.outbound.takes_mail(HOST)
    assert not await net.outbound.takes_mail("null.example")
    assert not await net.outbound.takes_mail("nowhere.example")


PRIVATE = (
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "fd12:3456::1",
    "fec0::1",
    "ff02::1",
    "2001:db8::1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::7f00:1",
    "64:ff9b::808:808",
    "2002:7f00:1::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "::7f00:1",
)


@pytest.mark.parametrize("address", PRIVATE)
async def test_nobody_at_a_private_address_is_asked(tmp_path: Path, address: str) -> None:
    """SSRF: loopback, private, link-local, reserved, and ways round to them."""
    async with internet(tmp_path, HOST, public=True) as net:
        net.host(HOST, address)
        with pytest.raises(PrivateAddressError):
            await net.outbound.get(HOST, "/a")
        assert net.asked == []


async def test_one_private_address_among_public_ones_is_enough_to_refuse(tmp_path: Path) -> None:
    async with internet(tmp_path, HOST, public=True) as net:
        net.host(HOST, "93.184.215.14", HERE)
        with pytest.raises(PrivateAddressError):
            await net.outbound.get(HOST, "/a")
        assert net.asked == []


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_public_addresses_may_be_asked(address: str) -> None:
    assert outbound.is_public(address)


async def test_a_name_that_changes_its_mind_changes_nothing(
    net: Internet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: the connection goes to the address of the first answer."""
    net.page(HOST, "/a", "hallo")
    ask = outbound.Outbound.addresses

    async def then_change(self: outbound.Outbound, host: str) -> list[str]:
        found = await ask(self, host)
        net.records[host, "A"] = ["192.0.2.1"]
        return found

    monkeypatch.setattr(outbound.Outbound, "addresses", then_change)
    assert (await net.outbound.get(HOST, "/a")).body == b"hallo"


def test_a_block_reaches_others_in_its_own_way() -> None:
    own = outbound.Outbound(port=8443)
    with outbound.using(own):
        assert outbound.current() is own
    assert outbound.current() is not own
