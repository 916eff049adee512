"""The outermost layer: what holds for every request, whatever answers it.

Request id, allowed hosts, canonical addresses, the language, HEAD, kept bodies, compression,
ETag with 304, security headers, the access log. Plain ASGI, so that its cost stays below that of
the cheapest route.
"""

import logging
import secrets
import time
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from litestar import Litestar
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Receive, Scope, Send

from resonanz.kernel import i18n
from resonanz.kernel.settings import Settings

from . import errors, failure
from .access import log_request
from .bodies import MARK, Kept
from .headers import security_headers
from .negotiation import accepts_gzip, preferred_language
from .reply import Reply, complete, not_modified
from .sharing import PREFLIGHT, is_open
from .site import Site

log = logging.getLogger(__name__)

_KEPT_LEVEL = 6
_LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")
_SAFE_IN_PATHS = "/-._~!$&'()*+,;=:@"


class OuterLayer:
    """Wraps the application."""

    def __init__(self, litestar: Litestar, site: Site) -> None:
        self.litestar = litestar
        self.site = site
        self._app: ASGIApp = litestar
        self._fixed = security_headers(site.settings)
        self._hosts = allowed_hosts(site.settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; everything but HTTP goes through untouched."""
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        request_id = secrets.token_hex(8)
        state: dict[str, Any] = scope.setdefault("state", {})
        state["request_id"] = request_id
        state["site"] = self.site
        headers: dict[bytes, bytes] = dict(scope["headers"])
        method = str(scope["method"])
        reply = Reply(
            send,
            (*self._fixed, (b"x-request-id", request_id.encode())),
            head=method == "HEAD",
            reads=method in {"GET", "HEAD"},
            packs=accepts_gzip(headers.get(b"accept-encoding")),
            tags=headers.get(b"if-none-match"),
        )
        path: str = scope["path"]
        segment = path[1:3] if path[3:4] in {"", "/"} else ""
        language: i18n.Language = (
            segment  # type: ignore[assignment]
            if i18n.is_language(segment)
            else "en"
            if path.startswith("/api/")
            else preferred_language(headers.get(b"accept-language"))
        )
        with i18n.use_language(language):
            try:
                await self._answer(scope, receive, reply, headers, bool(segment))
            except Exception:
                log.exception("Request %s failed outside the application.", request_id)
                if reply.started:
                    raise
                await reply.whole(500, failure.HEADERS, failure.page(500, request_id))
        log_request(method, path, reply.status, time.perf_counter() - began, request_id)

    async def _answer(
        self,
        scope: HTTPScope,
        receive: Receive,
        reply: Reply,
        headers: dict[bytes, bytes],
        is_page: bool,
    ) -> None:
        path, query = scope["path"], scope["query_string"]
        request_id = scope["state"]["request_id"]
        if not self._knows(headers.get(b"host"), path) or "\x00" in path or b"%00" in query:
            if path.startswith("/api/"):
                await reply.whole(400, *errors.answer(400, path, request_id))
            else:
                await reply.whole(400, failure.HEADERS, failure.page(400, request_id))
        elif path == "/" and reply.reads:
            await reply.whole(302, _home(i18n.current_language()), b"")
        elif reply.reads and (canonical := canonical_path(path)) != path:
            await reply.whole(308, _moved(canonical, query), b"")
        elif scope["method"] == "OPTIONS" and is_open(path):
            await reply.whole(204, PREFLIGHT, b"")
        else:
            if reply.reads:
                scope["method"] = "GET"
                if is_page:
                    kept = await self._find(path, query)
                    if kept is not None:
                        await _send_kept(reply, kept)
                        return
                    # Litestar takes the slash off the path of a home.
                    scope["state"][MARK] = (self.site.bodies.mark, path)
            elif canonical_path(path) != path:
                # A form is never sent to a second address of the same thing.
                await reply.whole(404, *errors.answer(404, path, request_id))
                return
            await self._app(scope, receive, reply)

    def _knows(self, host: bytes | None, path: str) -> bool:
        # Probes ask by the machine's address.
        return _host_name(host) in self._hosts or path.startswith("/health/")

    async def _find(self, path: str, query: bytes) -> Kept | None:
        try:
            return await self.site.bodies.find(path, query)
        except Exception:
            log.exception("The revision of the site could not be read.")
            return None


async def _send_kept(reply: Reply, kept: Kept) -> None:
    answer = kept.ready.get(reply.packs)
    if answer is None:
        answer = kept.ready[reply.packs] = complete(
            kept.headers,
            kept.body,
            reply.fixed[:-1],
            tagged=True,
            packs=reply.packs,
            level=_KEPT_LEVEL,
        )
    headers, body, tag = answer
    if tag is not None and not_modified(reply.tags, tag):
        await reply.raw(304, headers, b"")
    else:
        await reply.raw(200, headers, body)


def allowed_hosts(settings: Settings) -> frozenset[str]:
    """Host names, without ports, that the site answers to."""
    names = settings.allowed_hosts or (_host_name(settings.base_url.split("//")[1].encode()),)
    return frozenset(name.lower() for name in names).union(
        () if settings.production else _LOCAL_HOSTS
    )


def _host_name(host: bytes | None) -> str:
    text = (host or b"").decode("latin-1").lower()
    if text.startswith("["):
        return text.partition("]")[0] + "]"
    return text.partition(":")[0]


def canonical_path(path: str) -> str:
    """One address a thing: no empty segments, a slash at the end of a language's home alone."""
    parts = [part for part in path.split("/") if part]
    home = len(parts) == 1 and i18n.is_language(parts[0])
    return "/" + "/".join(parts) + ("/" if home else "")


def _moved(path: str, query: bytes) -> Sequence[tuple[bytes, bytes]]:
    target = quote(path, safe=_SAFE_IN_PATHS).encode() + (b"?" + query if query else b"")
    return ((b"location", target), (b"cache-control", b"public, max-age=3600"))


def _home(language: str) -> Sequence[tuple[bytes, bytes]]:
    return (
        (b"location", f"/{language}/".encode()),
        (b"vary", b"Accept-Language"),
        (b"cache-control", b"private, max-age=0"),
    )
