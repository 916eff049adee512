"""How the interfaces answer."""

from typing import Any, Final, TypeVar

from litestar import Request, Response

from resonanz.web.limits import Usage

from ..guards import usage_of

T = TypeVar("T")

BASE: Final = "/api/agency/v1"


def answer(request: Request[Any, Any, Any], value: T) -> Response[T]:
    """JSON for one agency's program, with the limits of its token."""
    headers = {"cache-control": "no-store", **limits_of("token", usage_of(request))}
    return Response(value, headers=headers)


def limits_of(policy: str, usage: Usage) -> dict[str, str]:
    """The headers of a limit (draft-ietf-httpapi-ratelimit-headers)."""
    return {
        "ratelimit-policy": f'"{policy}";q={usage.hits};w={usage.seconds}',
        "ratelimit": f'"{policy}";r={usage.remaining};t={usage.reset}',
    }
