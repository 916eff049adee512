"""What agencies' addresses are told, described for OpenAPI 3.1 (its section `webhooks`)."""

from typing import Final

from litestar.openapi.spec import (
    OpenAPIFormat,
    OpenAPIMediaType,
    OpenAPIResponse,
    OpenAPIType,
    Operation,
    Parameter,
    PathItem,
    Reference,
    RequestBody,
    Schema,
)

from resonanz.workspace.domain.webhooks import TEST, Kind

_TOLD: Final = {
    Kind.REVIEW_PUBLISHED: "A review of the agency is public.",
    Kind.REVIEW_EDITED: "A public review shows its author's edit.",
    Kind.REVIEW_REMOVED: "A review is not public any more, for whatever reason.",
    Kind.REVIEW_RESTORED: "A review is public again.",
    Kind.REPLY_DECIDED: "A reply of the agency was published, returned, rejected or removed.",
    Kind.DISPUTE_MOVED: "A dispute of the agency awaits its word, or is decided.",
    Kind.CORRECTION_ENDED: "A correction that the agency proposed has a result.",
    Kind.LATE_FEEDBACK_NAMED: (
        "An author let the agency know which application waits for late feedback; the desk says it."
    ),
    TEST: "An owner tries the address out.",
}
_TIMING: Final = (
    "Publications, replies and decisions of people are told at once, everything else at eight the "
    "next morning (Europe/Berlin), so that no minute tells when an author sat at a screen."
)
_HEADERS: Final = {
    "webhook-id": "The same on every try: what was taken before can be dropped.",
    "webhook-timestamp": "When this try was made, as Unix time in seconds.",
    "webhook-signature": (
        "`v1,` and the base64 HMAC-SHA256 of id, timestamp and body with dots between, by the "
        "secret behind `whsec_`; after a change of secret two, with a blank between, for a day."
    ),
}


def hooks() -> dict[str, PathItem | Reference]:
    """One entry a kind."""
    return {kind: PathItem(post=_operation(kind, told)) for kind, told in _TOLD.items()}


def _operation(kind: str, told: str) -> Operation:
    return Operation(
        tags=["agency"],
        operation_id="on_" + kind.replace(".", "_"),
        summary=told,
        description=f"{told} {_TIMING} Signed and tried again as Standard Webhooks 1.0.0 say.",
        parameters=[
            Parameter(
                name=name,
                param_in="header",
                required=True,
                description=description,
                schema=Schema(type=OpenAPIType.STRING),
            )
            for name, description in _HEADERS.items()
        ],
        request_body=RequestBody(
            required=True,
            content={"application/json": OpenAPIMediaType(schema=_schema(kind))},
        ),
        responses={
            "2XX": OpenAPIResponse(description="Taken."),
            "410": OpenAPIResponse(
                description="The address wants nothing more: it is switched off."
            ),
            "default": OpenAPIResponse(
                description="Not taken, redirects too: tried again, ten times in some four days."
            ),
        },
    )


def _schema(kind: str) -> Schema:
    data = {"agency": Schema(type=OpenAPIType.STRING, description="The agency's slug.")}
    if kind != TEST:
        thing = "dispute" if kind == Kind.DISPUTE_MOVED else "review"
        data[thing] = Schema(type=OpenAPIType.STRING, description=f"The {thing}'s id.")
        data["url"] = Schema(
            type=OpenAPIType.STRING,
            format=OpenAPIFormat.URI,
            description="Where this interface says more.",
        )
    return Schema(
        type=OpenAPIType.OBJECT,
        required=["type", "timestamp", "data"],
        properties={
            "type": Schema(const=kind),
            "timestamp": Schema(
                type=OpenAPIType.STRING,
                format=OpenAPIFormat.DATE_TIME,
                description="The day; no finer.",
            ),
            "data": Schema(type=OpenAPIType.OBJECT, required=list(data), properties={**data}),
        },
    )
