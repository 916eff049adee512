"""Errors become HTTP here and nowhere else: pages in three languages, problem+json under /api.

No answer names a file, a statement or a trace (TRUST 46); the request id leads to the log.
"""

import logging
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException, NotAuthorizedException
from litestar.types import ExceptionHandlersMap

from resonanz.kernel.errors import (
    ConflictError,
    ForbiddenError,
    GoneError,
    NotFoundError,
    ResonanzError,
    TooManyRequestsError,
)
from resonanz.kernel.i18n import LazyText, lazy, ngettext
from resonanz.kernel.templates import link, render

from . import failure
from .csrf import ForeignFormError
from .pages import page_view
from .sharing import ANYWHERE, is_open

log = logging.getLogger(__name__)

RawHeaders = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class ErrorView:
    """A page that says what happened and what to do."""

    status: int
    title: str
    text: str
    hint: str
    request_id: str


class SeeOtherError(ResonanzError):
    """Not here but there: a guard sends the browser to another page (303).

    `path` is without its language.
    """

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class ProblemError(ResonanzError):
    """What a program did wrong: an answer under /api/, in English, `errors` by field."""

    def __init__(self, status: int, detail: str, errors: dict[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.errors = errors or {}


_PROBLEMS = {
    "400": "The request is incomplete or malformed.",
    "401": "Send a valid token, as in: Authorization: Bearer resonanz_…",
    "403": "The token has no scope for this.",
    "404": "There is nothing here, or nothing of this agency.",
    "405": "This address does not take such a request.",
    "409": "The thing changed meanwhile, or its state forbids this.",
    "410": "The agency was taken down, and with it what was said about it.",
    "413": "The request is larger than we accept.",
    "429": "Too many requests.",
    "500": "Something went wrong on our side.",
    "503": "The site is being maintained.",
}
"""For people who write programs: not translated."""
_SHARED: Final = [(name.encode(), value.encode()) for name, value in ANYWHERE.items()]


_TEXTS: dict[str, tuple[LazyText, LazyText]] = {
    "400": (
        lazy("Diese Anfrage haben wir nicht verstanden"),
        lazy("Die Adresse oder das Formular ist unvollständig."),
    ),
    "401": (
        lazy("Sie sind nicht mehr angemeldet"),
        lazy(
            "Ihre Eingaben sind nicht verloren: Melden Sie sich in einem zweiten Fenster an, gehen "
            "Sie hier im Browser einen Schritt zurück und senden Sie das Formular noch einmal."
        ),
    ),
    "403": (
        lazy("Das dürfen Sie hier nicht"),
        lazy("Für diese Seite fehlt Ihnen die Berechtigung."),
    ),
    "form": (
        lazy("Bitte senden Sie das Formular noch einmal"),
        lazy(
            "Es war zu lange offen oder kam nicht von unserer Seite. Gehen Sie im Browser einen "
            "Schritt zurück: Ihre Eingaben stehen dort noch. Laden Sie die Seite neu, wenn es "
            "wieder nicht klappt, und lassen Sie Cookies für diese Seite zu."
        ),
    ),
    "404": (
        lazy("Diese Seite gibt es nicht"),
        lazy("Vielleicht hat sich die Adresse geändert, oder es fehlt ein Zeichen."),
    ),
    "405": (
        lazy("Das geht an dieser Adresse nicht"),
        lazy("Diese Adresse nimmt eine solche Anfrage nicht an."),
    ),
    "409": (
        lazy("Inzwischen hat sich etwas geändert"),
        lazy("Laden Sie die Seite neu und versuchen Sie es noch einmal."),
    ),
    "410": (
        lazy("Diese Seite gibt es nicht mehr"),
        lazy("Sie war im Verzeichnis und steht dort nicht mehr."),
    ),
    "413": (
        lazy("Das war zu viel auf einmal"),
        lazy(
            "Ihre Eingaben sind größer, als wir annehmen können. Gehen Sie im Browser einen "
            "Schritt zurück und kürzen Sie sie."
        ),
    ),
    "429": (
        lazy("Einen Moment bitte"),
        lazy(
            "Von Ihrem Anschluss oder für diese Adresse kamen viele Anfragen. Ihre Eingaben "
            "stehen noch im Browser: Gehen Sie einen Schritt zurück und senden Sie später."
        ),
    ),
    "503": (
        lazy("Wir sind gleich zurück"),
        lazy("Die Seite wird gerade gewartet. Bitte versuchen Sie es in einer Minute noch einmal."),
    ),
}


def answer(
    status: int,
    path: str,
    request_id: str,
    *,
    key: str = "",
    hint: str = "",
    errors: list[dict[str, str]] | None = None,
) -> tuple[RawHeaders, bytes]:
    """Headers and body of an error at a path, in the present language."""
    if path.startswith("/api/"):
        raw, problem = _problem(status, key or str(status), request_id, hint, errors)
        return [*raw, *(_SHARED if is_open(path) else ())], problem
    if status >= 500 and status != 503:
        return list(failure.HEADERS), failure.page(500, request_id)
    title, text = _TEXTS.get(key or str(status), _TEXTS["400"])
    view = ErrorView(status, str(title), str(text), hint, request_id)
    body = render(
        "errors/error.html",
        view=view,
        page=page_view(path, "", title=view.title, canonical="", robots="noindex"),
        csrf_token="",
    )
    return list(failure.HEADERS), body.encode("utf-8", "replace")


def _problem(
    status: int, key: str, request_id: str, hint: str, errors: list[dict[str, str]] | None
) -> tuple[RawHeaders, bytes]:
    """RFC 9457; the title is the status' name, the detail is for people."""
    detail = _PROBLEMS.get(key, "")
    problem: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": " ".join(part for part in (detail, hint) if part),
        "request_id": request_id,
    }
    if errors:
        problem["errors"] = errors
    headers = [(b"content-type", b"application/problem+json"), (b"cache-control", b"no-store")]
    return headers, msgspec.json.encode(problem)


def _respond(
    request: Request[Any, Any, Any],
    status: int,
    *,
    key: str = "",
    hint: str = "",
    headers: dict[str, str] | None = None,
    errors: list[dict[str, str]] | None = None,
) -> Response[bytes]:
    raw, body = answer(
        status,
        request.scope["path"],
        request.scope["state"].get("request_id", ""),
        key=key,
        hint=hint,
        errors=errors,
    )
    own = {name.decode(): value.decode() for name, value in raw}
    return Response(body, status_code=status, headers={**own, **(headers or {})})


def on_failure(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """What nobody expected: logged with its trace, answered without."""
    log.error("Request %s failed.", request.scope["state"].get("request_id", ""), exc_info=error)
    return _respond(request, 500)


def on_http(request: Request[Any, Any, Any], error: HTTPException) -> Response[bytes]:
    """Errors of routing, parsing and guards."""
    if isinstance(error, NotAuthorizedException):
        return _ask_to_sign_in(request)
    headers = {
        name: value
        for name, value in (error.headers or {}).items()
        if name.lower() in {"allow", "retry-after", "www-authenticate"}
    }
    if "allow" in headers and "GET" in headers["allow"]:
        headers["allow"] += ", HEAD"
    extra = error.extra if isinstance(error.extra, list) else []
    errors = [
        {"field": str(item.get("key", "")), "message": str(item.get("message", ""))}
        for item in extra
        if isinstance(item, dict)
    ]
    return _respond(request, error.status_code, headers=headers, errors=errors)


def _ask_to_sign_in(request: Request[Any, Any, Any]) -> Response[bytes]:
    """A reader goes to the sign-in page and comes back; a form is not thrown away."""
    path: str = request.scope["path"]
    if request.method != "GET" or path.startswith("/api/"):
        headers = {"www-authenticate": "Bearer"} if path.startswith("/api/") else None
        return _respond(request, 401, headers=headers)
    query = request.scope["query_string"].decode("latin-1")
    target = path + (f"?{query}" if query else "")
    location = link(f"/sign-in?next={quote(target, safe='/')}")
    return Response(b"", status_code=303, headers={"location": location})


def on_domain(request: Request[Any, Any, Any], error: ResonanzError) -> Response[bytes]:
    """Errors that a rule raised on purpose."""
    if isinstance(error, SeeOtherError):
        return Response(b"", status_code=303, headers={"location": link(error.path)})
    if isinstance(error, ProblemError):
        errors = [{"field": name, "message": text} for name, text in error.errors.items()]
        return _respond(request, error.status, key="own", hint=error.detail, errors=errors)
    if isinstance(error, TooManyRequestsError):
        minutes = -(-error.retry_after // 60)
        return _respond(
            request,
            429,
            hint=ngettext(
                "In einer Minute geht es wieder.", "In %(num)s Minuten geht es wieder.", minutes
            ),
            headers={
                "retry-after": str(error.retry_after),
                "ratelimit": f'"{_policy(request)}";r=0;t={error.retry_after}',
            }
            if request.scope["path"].startswith("/api/")
            else {"retry-after": str(error.retry_after)},
        )
    if isinstance(error, ForeignFormError):
        return _respond(request, 403, key="form")
    for kind, status in (
        (NotFoundError, 404),
        (GoneError, 410),
        (ForbiddenError, 403),
        (ConflictError, 409),
    ):
        if isinstance(error, kind):
            return _respond(request, status)
    return on_failure(request, error)


def _policy(request: Request[Any, Any, Any]) -> str:
    return "network" if is_open(request.scope["path"]) else "token"


HANDLERS: ExceptionHandlersMap = {
    500: on_failure,
    Exception: on_failure,
    HTTPException: on_http,
    ResonanzError: on_domain,
}
