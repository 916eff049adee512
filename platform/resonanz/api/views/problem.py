"""What both descriptions say of limits and of problems (RFC 9457)."""

from typing import Any, Final

_TEXT: Final = {"type": "string"}
LIMITS: Final[dict[str, Any]] = {
    "RateLimit-Policy": {"description": "Requests (q) in so many seconds (w).", "schema": _TEXT},
    "RateLimit": {
        "description": "What is left (r), seconds until it is full (t).",
        "schema": _TEXT,
    },
}
PROBLEM: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "request_id"],
    "properties": {
        "type": _TEXT,
        "title": _TEXT,
        "status": {"type": "integer"},
        "detail": _TEXT,
        "request_id": _TEXT,
        "errors": {
            "type": "array",
            "items": {"type": "object", "properties": {"field": _TEXT, "message": _TEXT}},
        },
    },
}
PROBLEM_ANSWER: Final[dict[str, Any]] = {
    "description": "What went wrong, in English (RFC 9457).",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
