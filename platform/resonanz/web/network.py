"""Network addresses without keeping them: a digest whose key dies with the day (TRUST 30)."""

import datetime as dt
import hashlib
import hmac
import ipaddress
import secrets
from typing import Any

from litestar.connection import ASGIConnection

from resonanz.kernel import clock

from . import queries
from .cookies import FORM_COOKIE, read_cookie

_IPV6_PREFIX = 64
_keys: dict[dt.date, bytes] = {}


def network_part(address: str) -> str:
    """The part of a clear address that stands for one connection: IPv4, or the /64 of IPv6."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return str(ip.ipv4_mapped)
        return str(ipaddress.ip_network((ip, _IPV6_PREFIX), strict=False).network_address)
    return str(ip)


async def network_of(connection: ASGIConnection[Any, Any, Any, Any]) -> str:
    """HMAC-SHA256 of the client's network with the day's key, in hex; tells nothing tomorrow."""
    client = connection.scope.get("client")
    key = await _key_of(clock.today())
    text = network_part(client[0] if client else "")
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


async def device_of(connection: ASGIConnection[Any, Any, Any, Any]) -> str | None:
    """The same of the browser, known by the cookie of its forms; None if it has none."""
    secret = read_cookie(connection, FORM_COOKIE)
    if not secret:
        return None
    key = await _key_of(clock.today())
    return hmac.new(key, b"device" + secret.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


async def _key_of(day: dt.date) -> bytes:
    if day not in _keys:
        key = await queries.day_key(day, secrets.token_bytes(32))
        _keys.clear()
        _keys[day] = key
    return _keys[day]


def forget_keys() -> None:
    """Forget the keys this process remembers (another database is opened)."""
    _keys.clear()
