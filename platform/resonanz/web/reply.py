"""A response on its way out: headers for all, compression, ETag, 304, no body for HEAD."""

import gzip
import hashlib
from collections.abc import Sequence

from litestar.types import (
    HTTPResponseBodyEvent,
    HTTPResponseStartEvent,
    Message,
    Send,
)

Headers = Sequence[tuple[bytes, bytes]]
_LEAST_PACKED = 1024
_PACKABLE = (b"text/", b"application/json", b"application/problem+json", b"image/svg+xml")
_OF_THE_BODY = frozenset(
    {b"content-length", b"content-type", b"content-encoding", b"content-disposition"}
)


def weak_tag(body: bytes) -> bytes:
    """A weak ETag: the same for the plain and the compressed form of a body."""
    return b'W/"' + hashlib.blake2b(body, digest_size=12).hexdigest().encode() + b'"'


def not_modified(wanted: bytes | None, tag: bytes) -> bool:
    """Whether If-None-Match names the tag, by weak comparison (RFC 9110, 13.1.2)."""
    if wanted is None:
        return False
    if wanted.strip() == b"*":
        return True
    plain = tag.removeprefix(b"W/")
    return any(part.strip().removeprefix(b"W/") == plain for part in wanted.split(b","))


def complete(
    headers: Headers, body: bytes, fixed: Headers, *, tagged: bool, packs: bool, level: int = 1
) -> tuple[list[tuple[bytes, bytes]], bytes, bytes | None]:
    """All headers but the request id, the body as it goes out, and its ETag.

    `tagged` says whether a tag may be made, `packs` whether the client takes gzip.
    """
    own = dict(headers)
    shared = b"no-store" not in own.get(b"cache-control", b"no-store") and b"set-cookie" not in own
    tag = own.get(b"etag")
    done = [pair for pair in headers if pair[0] != b"content-length"]
    done += [pair for pair in fixed if pair[0] not in own]
    if b"cache-control" not in own:
        done.append((b"cache-control", b"no-store"))
    if shared and tagged and tag is None:
        tag = weak_tag(body)
        done.append((b"etag", tag))
    # Private pages stay uncompressed: the length would tell about their secrets (BREACH).
    if (
        shared
        and len(body) >= _LEAST_PACKED
        and b"content-encoding" not in own
        and own.get(b"content-type", b"").startswith(_PACKABLE)
    ):
        vary = own.get(b"vary")
        done = [pair for pair in done if pair[0] != b"vary"]
        done.append((b"vary", vary + b", Accept-Encoding" if vary else b"Accept-Encoding"))
        if packs:
            body = gzip.compress(body, level, mtime=0)
            done.append((b"content-encoding", b"gzip"))
    done.append((b"content-length", str(len(body)).encode()))
    return done, body, tag


class Reply:
    """The `send` that the application gets."""

    __slots__ = ("_send", "_start", "fixed", "head", "packs", "reads", "started", "status", "tags")

    def __init__(
        self,
        send: Send,
        fixed: Headers,
        *,
        head: bool,
        reads: bool,
        packs: bool,
        tags: bytes | None,
    ) -> None:
        """`fixed` ends with the request id; `tags` is the client's If-None-Match."""
        self._send = send
        self._start: HTTPResponseStartEvent | None = None
        self.fixed = fixed
        self.head = head
        self.reads = reads
        self.packs = packs
        self.tags = tags
        self.started = False
        self.status = 0

    async def __call__(self, message: Message) -> None:
        """Take a message of the application."""
        if message["type"] == "http.response.start":
            self._start = message
        elif message["type"] != "http.response.body":
            await self._send(message)
        elif self._start is not None and not message.get("more_body"):
            start, self._start = self._start, None
            await self.whole(start["status"], list(start["headers"]), message["body"])
        else:
            await self._stream(message)

    async def _stream(self, message: HTTPResponseBodyEvent) -> None:
        if self._start is not None:
            start, self._start = self._start, None
            headers = list(start["headers"])
            own = {name for name, _ in headers}
            headers += [pair for pair in self.fixed if pair[0] not in own]
            await self._begin(start["status"], headers)
        if self.head:
            message = {"type": message["type"], "body": b"", "more_body": message["more_body"]}
        await self._send(message)

    async def whole(self, status: int, headers: Headers, body: bytes) -> None:
        """Send a response whose body is complete."""
        tagged = status == 200 and self.reads
        done, body, tag = complete(headers, body, self.fixed[:-1], tagged=tagged, packs=self.packs)
        if tagged and tag is not None and not_modified(self.tags, tag):
            await self.raw(304, done, b"")
        else:
            await self.raw(status, done, body)

    async def raw(self, status: int, headers: Headers, body: bytes) -> None:
        """Send complete headers and a body as they are, but for the request id, HEAD and 304."""
        if status in {204, 304}:
            headers = [pair for pair in headers if pair[0] not in _OF_THE_BODY]
        await self._begin(status, [*headers, self.fixed[-1]])
        await self._send(
            {"type": "http.response.body", "body": b"" if self.head else body, "more_body": False}
        )

    async def _begin(self, status: int, headers: Headers) -> None:
        self.started = True
        self.status = status
        await self._send({"type": "http.response.start", "status": status, "headers": headers})
