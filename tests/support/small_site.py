"""Pages that do one thing each, to see how the web layer treats them."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated, Any

from litestar import Request, Response, get, post, put
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from litestar.response import Stream

from resonanz.kernel.errors import (
    ConflictError,
    ForbiddenError,
    NotFoundError,
    TooManyRequestsError,
)
from resonanz.kernel.i18n import gettext as _
from resonanz.kernel.i18n import lazy
from resonanz.web import csrf, limits, pages, posted
from resonanz.web.errors import ErrorView, SeeOtherError
from resonanz.web.guards import anyone

SECRET = "the statement SELECT password FROM account in /srv/resonanz/app.py"
PLENTY = "Nach dem Gespräch kam eine Antwort. " * 60


class Board:
    """What the pages show; tests change it."""

    text = ""
    renders = 0


def _view(text: str) -> ErrorView:
    return ErrorView(200, "Titel", text, "", "")


@get("/", guards=[anyone])
async def home(request: Request[Any, Any, Any]) -> Response[bytes]:
    return pages.page(request, "errors/error.html", _view(PLENTY), title="Start")


@get("/small", guards=[anyone])
async def small() -> Response[bytes]:
    return Response(b"klein", media_type="text/plain", headers={"cache-control": pages.PUBLIC})


@get("/language", guards=[anyone])
async def language() -> Response[str]:
    await asyncio.sleep(0)
    return Response(_("Zur Startseite"), media_type="text/plain")


@get("/form", guards=[anyone])
async def form(request: Request[Any, Any, Any]) -> Response[bytes]:
    view = _view(PLENTY + csrf.token_for(request)[0])
    response = pages.page(request, "errors/error.html", view, title="Formular", private=True)
    response.headers["x-token"] = ""
    return response


@get("/token", guards=[anyone])
async def token(request: Request[Any, Any, Any]) -> Response[str]:
    made, secret = csrf.token_for(request)
    response = Response(made, media_type="text/plain")
    csrf.keep_secret(request, response, secret)
    return response


@post("/form", guards=[anyone])
async def send(request: Request[Any, Any, Any]) -> dict[str, list[str]]:
    return await posted.form(request)


@put("/form", guards=[anyone])
async def put_form() -> str:
    return "ok"


@post("/done", guards=[anyone])
async def done(request: Request[Any, Any, Any]) -> Response[bytes]:
    return pages.see_other("/notes", flash="saved", request=request)


@get("/notes", guards=[anyone])
async def notes(request: Request[Any, Any, Any]) -> Response[bytes]:
    return pages.page(request, "errors/error.html", _view(""), title="x", private=True)


@get("/stream", guards=[anyone])
async def stream() -> Stream:
    async def parts() -> AsyncIterator[str]:
        for part in ("eins ", "zwei ", "drei"):
            yield part

    return Stream(parts(), media_type="text/plain")


@get("/fail/{kind:str}", guards=[anyone])
async def fail(kind: FromPath[str]) -> str:
    raise {
        "bug": RuntimeError(SECRET),
        "missing": NotFoundError(SECRET),
        "forbidden": ForbiddenError(SECRET),
        "conflict": ConflictError(SECRET),
        "limit": TooManyRequestsError("review_by_network", 119),
        "elsewhere": SeeOtherError("/sign-in"),
    }[kind]


@get("/number", guards=[anyone])
async def number(n: Annotated[int, QueryParameter(ge=1)]) -> str:
    return str(n)


@get("/board", guards=[anyone])
async def board(
    request: Request[Any, Any, Any],
    agency: FromQuery[int | None] = None,
    beside: FromQuery[int | None] = None,
) -> Response[bytes]:
    Board.renders += 1
    view = _view(Board.text + PLENTY)
    response = pages.page(request, "errors/error.html", view, title="Tafel")
    others = [beside] if beside is not None else []
    return pages.keep(request, response, agency_id=agency, beside=others)


@get("/private-board", guards=[anyone])
async def private_board(request: Request[Any, Any, Any]) -> Response[bytes]:
    Board.renders += 1
    response = pages.page(request, "errors/error.html", _view("x"), title="x", private=True)
    return pages.keep(request, response)


@get("/limited", guards=[anyone])
async def limited(request: Request[Any, Any, Any], address: FromQuery[str]) -> str:
    keys = {"login_by_network": None, "login_by_address": address}
    await limits.check_all(request, keys)
    return "ok"


@get("/limited-network", guards=[anyone])
async def limited_network(request: Request[Any, Any, Any]) -> str:
    await limits.check(request, "claim_by_network")
    return "ok"


@dataclass
class Body:
    n: int


@post("/api/things", guards=[anyone])
async def make_thing(data: JSONBody[Body]) -> dict[str, int]:
    return {"n": data.n}


pages.add_message("saved", lazy("Abmelden"))

HANDLERS = [
    home, small, language, form, token, send, put_form, done, notes, stream, fail, number, board,
    private_board, limited, limited_network,
]  # fmt: skip
