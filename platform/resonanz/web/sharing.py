"""What pages of any other site may read: the public interface (CORS)."""

from collections.abc import Mapping
from typing import Final

ANYWHERE: Final[Mapping[str, str]] = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "ETag, RateLimit, RateLimit-Policy, Retry-After",
    "cross-origin-resource-policy": "cross-origin",
}
"""Headers of every answer, errors too."""

_PREFLIGHT: Final = {
    **ANYWHERE,
    "access-control-allow-methods": "GET, HEAD, OPTIONS",
    "access-control-allow-headers": "Accept, Accept-Language, If-None-Match",
    "access-control-max-age": "86400",
    "allow": "GET, HEAD, OPTIONS",
    "cache-control": "public, max-age=86400",
}
PREFLIGHT: Final = [(name.encode(), value.encode()) for name, value in _PREFLIGHT.items()]
"""The answer to a browser's question (OPTIONS) before its question."""


def is_open(path: str) -> bool:
    """Whether an address is of the public interface."""
    return path.startswith("/api/v1/")
