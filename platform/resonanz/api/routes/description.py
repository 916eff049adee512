"""The description of the agencies' interface as OpenAPI 3.1, made from its routes."""

from functools import cache
from typing import Any, Final

import msgspec
from litestar import Litestar, Response, get
from litestar.openapi import OpenAPIConfig
from litestar.openapi.spec import Components, SecurityScheme, Server

from resonanz.kernel import settings
from resonanz.web.guards import anyone

from ..views.problem import LIMITS, PROBLEM, PROBLEM_ANSWER
from .agency import AgencyApi
from .answering import BASE
from .hooks import hooks
from .replies import ReplyApi


@get(f"{BASE}/openapi.json", guards=[anyone], include_in_schema=False)
async def agency_openapi() -> Response[bytes]:
    """What there is to ask, and what comes back."""
    return Response(
        _description(settings.current().base_url),
        media_type="application/json",
        headers={"cache-control": "public, max-age=3600", "access-control-allow-origin": "*"},
    )


@cache
def _description(base_url: str) -> bytes:
    described = Litestar(
        route_handlers=[AgencyApi, ReplyApi],
        openapi_config=OpenAPIConfig(
            title="Resonanz: agencies",
            version="1",
            use_handler_docstrings=True,
            description=(
                "What an agency's own programs may do: read its public reviews and figures, and "
                "reply to reviews; and what its addresses are told."
            ),
            webhooks=hooks(),
            servers=[Server(url=base_url)],
            components=Components(
                security_schemes={
                    "token": SecurityScheme(
                        type="http", scheme="bearer", description="A token made at the desk."
                    )
                }
            ),
        ),
    )
    return msgspec.json.encode(_finished(described.openapi_schema.to_schema()))


def _finished(schema: dict[str, Any]) -> dict[str, Any]:
    """The description with what every answer has: limits in its headers, or a problem (RFC 9457).

    The framework would describe errors of its own, which `web.errors` turns into ours.
    """
    for path in schema["paths"].values():
        for method, operation in path.items():
            answers = {
                status: answer | {"headers": LIMITS}
                for status, answer in operation["responses"].items()
                if status.startswith("2")
            }
            problems = _PROBLEMS | (_PROBLEMS_OF_CHANGES if method != "get" else frozenset())
            reference = {"$ref": "#/components/responses/Problem"}
            operation["responses"] = answers | dict.fromkeys(sorted(problems), reference)
    components = schema["components"]
    components["schemas"]["Problem"] = PROBLEM
    components["responses"] = {"Problem": PROBLEM_ANSWER}
    return schema


_PROBLEMS: Final = frozenset({"401", "403", "404", "429"})
_PROBLEMS_OF_CHANGES: Final = frozenset({"400", "409", "422"})
