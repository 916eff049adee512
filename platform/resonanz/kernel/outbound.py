"""Asking other hosts: names and pages that strangers named, so nothing is trusted.

A name is resolved first; if any of its addresses is not public, nobody is asked. The connection
goes to the address that was checked, so that a second answer of the name server changes nothing.
Redirects are not followed, time and size are bounded, proxies of the environment are not used.
"""

import asyncio
import ipaddress
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Final

import dns.asyncresolver
import dns.exception
import dns.resolver
import httpx

SECONDS: Final = 10.0
LARGEST: Final = 16 * 1024
MOST_RECORDS: Final = 50
_TRIED: Final = 3
_TUNNELS: Final = tuple(
    ipaddress.ip_network(text)
    for text in (
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "2002::/16",
        "2001::/32",
        "::/96",
        "::ffff:0:0/96",
    )
)
"""IPv6 addresses that stand for an IPv4 one, which would have to be looked at again."""


class UnreachableError(Exception):
    """No answer: no such name, no connection, no valid certificate, too late or too much."""


class PrivateAddressError(UnreachableError):
    """The name leads to an address that is not public; nobody was asked."""


def is_public(address: str) -> bool:
    """Whether an address is one of the public internet, and no way round to another one."""
    ip = ipaddress.ip_address(address)
    if ip.version == 6 and (ip.is_site_local or any(ip in net for net in _TUNNELS)):
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host answered; `body` is cut at the limit that was asked for."""

    status: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Outbound:
    """How the site reaches others; tests name servers, addresses and a certificate of their own.

    Without `resolver` the machine's own name servers are asked, without `trust` the usual
    certificate authorities are trusted.
    """

    resolver: dns.asyncresolver.Resolver | None = None
    allowed: Callable[[str], bool] = is_public
    port: int = 443
    trust: ssl.SSLContext | None = None
    seconds: float = SECONDS

    async def texts(self, name: str) -> list[str]:
        """The TXT records of a name; none is []. Raises UnreachableError."""
        found = await self._records(name, "TXT")
        return [b"".join(one.strings).decode("utf-8", "replace") for one in found[:MOST_RECORDS]]

    async def takes_mail(self, domain: str) -> bool:
        """Whether a domain has a mail server (RFC 5321, 7505). Raises UnreachableError."""
        servers = await self._records(domain, "MX")
        if servers:
            return any(str(one.exchange) != "." for one in servers)
        return bool(await self._records(domain, "A") or await self._records(domain, "AAAA"))

    async def addresses(self, host: str) -> list[str]:
        """The addresses of a host, all of them public.

        Raises UnreachableError if it has none, PrivateAddressError.
        """
        found = [*await self._records(host, "A"), *await self._records(host, "AAAA")]
        addresses = [str(one.address) for one in found[:MOST_RECORDS]]
        if not addresses:
            raise UnreachableError("no address")
        if not all(map(self.allowed, addresses)):
            raise PrivateAddressError("not public")
        return addresses

    async def get(self, host: str, path: str, *, limit: int = LARGEST) -> Answer:
        """Ask a host for a path by HTTPS. Raises UnreachableError, PrivateAddressError."""
        return await self.ask("GET", host, path, limit=limit)

    async def ask(
        self,
        method: str,
        host: str,
        path: str,
        *,
        content: bytes = b"",
        headers: Mapping[str, str] | None = None,
        limit: int = LARGEST,
    ) -> Answer:
        """Send one request by HTTPS. Raises UnreachableError, PrivateAddressError."""
        try:
            async with asyncio.timeout(self.seconds):
                addresses = await self.addresses(host)
                return await self._send(addresses, method, host, path, content, headers, limit)
        except (httpx.HTTPError, httpx.InvalidURL, OSError, TimeoutError) as error:
            raise UnreachableError(type(error).__name__) from None

    async def _send(
        self,
        addresses: list[str],
        method: str,
        host: str,
        path: str,
        content: bytes,
        headers: Mapping[str, str] | None,
        limit: int,
    ) -> Answer:
        transport = httpx.AsyncHTTPTransport(verify=self.trust or True, trust_env=False)
        named = host if self.port == 443 else f"{host}:{self.port}"
        async with httpx.AsyncClient(transport=transport, timeout=self.seconds) as client:
            for number, address in enumerate(addresses[:_TRIED], 1):
                at = f"[{address}]" if ":" in address else address
                request = client.build_request(
                    method,
                    f"https://{at}:{self.port}{path}",
                    content=content or None,
                    headers={**(headers or {}), "host": named, "accept-encoding": "identity"},
                    extensions={"sni_hostname": host},
                )
                try:
                    response = await client.send(request, stream=True, follow_redirects=False)
                except httpx.ConnectError:
                    if number == len(addresses[:_TRIED]):
                        raise
                    continue
                try:
                    return Answer(response.status_code, await _read(response, limit))
                finally:
                    await response.aclose()
        raise UnreachableError("no address")

    async def _records(self, name: str, kind: str) -> list[Any]:
        try:
            resolver = self.resolver or dns.asyncresolver.Resolver()
            answer = await resolver.resolve(
                name, kind, search=False, raise_on_no_answer=False, lifetime=self.seconds / 2
            )
        except (dns.resolver.NXDOMAIN, dns.resolver.YXDOMAIN):
            return []
        except (dns.exception.DNSException, OSError, ValueError) as error:
            raise UnreachableError(type(error).__name__) from None
        return list(answer.rrset or ())


async def _read(response: httpx.Response, limit: int) -> bytes:
    body = b""
    async for chunk in response.aiter_raw():
        body += chunk
        if len(body) >= limit:
            break
    return body[:limit]


_chosen: ContextVar[Outbound | None] = ContextVar("outbound", default=None)
_usual: Final = Outbound()


def current() -> Outbound:
    """How the site reaches others now."""
    return _chosen.get() or _usual


@contextmanager
def using(chosen: Outbound) -> Iterator[None]:
    """Reach others in another way for a block: to show what servers of one's own will do."""
    mark = _chosen.set(chosen)
    try:
        yield
    finally:
        _chosen.reset(mark)
