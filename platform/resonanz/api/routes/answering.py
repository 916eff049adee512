"""How the interface of agencies answers."""

from typing import Any, Final, TypeVar

from litestar import Request, Response

from ..guards import usage_of

T = TypeVar("T")

BASE: Final = "/api/agency/v1"


def answer(request: Request[Any, Any, Any], value: T) -> Response[T]:
    """JSON with the limits of the token (draft-ietf-httpapi-ratelimit-headers)."""
    usage = usage_of(request)
    return Response(
        value,
        headers={
            "cache-control": "no-store",
            "ratelimit-policy": f'"token";q={usage.hits};w={usage.seconds}',
            "ratelimit": f'"token";r={usage.remaining};t={usage.reset}',
        },
    )
