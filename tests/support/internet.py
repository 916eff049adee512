"""A small internet on this machine: a name server and a web server, real ones, for one test."""

import asyncio
import datetime as dt
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import dns.asyncresolver
import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from resonanz.kernel.outbound import Outbound, is_public

HERE = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request with a body that came."""

    host: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Internet:
    """What names lead to and what pages say; `asked` are the requests that came, in order.

    `posted` are those with a body, whole.

    `records` are by (name, type), values as in a zone file; `pages` by (host, path) are status,
    headers and body. `silent` names are never answered.
    """

    outbound: Outbound
    records: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    pages: dict[tuple[str, str], tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)
    asked: list[tuple[str, str]] = field(default_factory=list)
    posted: list[Asked] = field(default_factory=list)

    def host(self, name: str, *addresses: str) -> None:
        """Let a name lead to addresses, this machine's by default."""
        for address in addresses or (HERE,):
            kind = "AAAA" if ":" in address else "A"
            self.records.setdefault((name, kind), []).append(address)

    def text(self, name: str, *texts: str) -> None:
        """Give a name TXT records."""
        self.records[name, "TXT"] = [f'"{text}"' for text in texts]

    def page(self, host: str, path: str, body: str, status: int = 200, **headers: str) -> None:
        """Put a page up."""
        self.pages[host, path] = (status, headers, body.encode())


class _NameServer(asyncio.DatagramProtocol):
    def __init__(self, internet: Internet) -> None:
        self._internet = internet
        self._transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        query = dns.message.from_wire(data)
        (question,) = query.question
        name, kind = question.name.to_text(True), dns.rdatatype.to_text(question.rdtype)
        if name in self._internet.silent:
            return
        answer = dns.message.make_response(query)
        answer.flags |= dns.flags.RA
        if values := self._internet.records.get((name, kind)):
            answer.answer.append(dns.rrset.from_text(question.name, 60, "IN", kind, *values))
        elif not any(known == name for known, _ in self._internet.records):
            answer.set_rcode(dns.rcode.NXDOMAIN)
        self._transport.sendto(answer.to_wire(), addr)


async def _serve(
    internet: Internet, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        path = head[0].split()[1]
        pairs = (line.split(": ", 1) for line in head[1:] if ": " in line)
        headers = {name.lower(): value for name, value in pairs}
        host = headers["host"].lower().partition(":")[0]
        internet.asked.append((host, path))
        if length := int(headers.get("content-length", 0)):
            sent = await reader.readexactly(length)
            internet.posted.append(Asked(host, path, headers, sent))
        status, extra, body = internet.pages.get((host, path), (404, {}, b""))
        lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}", "Connection: close"]
        lines += [f"{name}: {value}" for name, value in extra.items()]
        writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        await writer.drain()
    except (ConnectionError, asyncio.IncompleteReadError):
        pass
    finally:
        writer.close()


@asynccontextmanager
async def internet(folder: Path, *hosts: str, public: bool = False) -> AsyncIterator[Internet]:
    """A name server and an HTTPS server with a certificate for these hosts.

    This machine counts as a public address, unless `public`: then the site's own rule holds.
    """
    loop = asyncio.get_running_loop()
    authority, identity = _certificates(folder, hosts)
    resolver = dns.asyncresolver.Resolver(configure=False)
    made = Internet(Outbound(resolver))
    names, _ = await loop.create_datagram_endpoint(lambda: _NameServer(made), local_addr=(HERE, 0))
    resolver.nameservers = [HERE]
    resolver.port = names.get_extra_info("sockname")[1]
    resolver.timeout = 0.5

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await _serve(made, reader, writer)

    web = await asyncio.start_server(serve, HERE, 0, ssl=identity)
    port = web.sockets[0].getsockname()[1]
    made.outbound = Outbound(
        resolver,
        allowed=is_public if public else (lambda address: address == HERE),
        port=port,
        trust=authority,
        seconds=2,
    )
    try:
        yield made
    finally:
        web.close()
        await web.wait_closed()
        names.close()


def _certificates(folder: Path, hosts: tuple[str, ...]) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """What trusts one authority, and a server whose certificate is of that authority."""
    now = dt.datetime.now(dt.UTC)
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts or ("none",)]),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    pem = made.public_bytes(serialization.Encoding.PEM)
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file = folder / "server.pem"
    file.write_bytes(secret + pem)
    authority = ssl.create_default_context(cadata=pem.decode())
    identity = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    identity.load_cert_chain(file)
    return authority, identity
