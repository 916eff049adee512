"""The public interface: read-only, for anybody's programs, without cookie or session."""

from typing import Any, Final
from urllib.parse import quote, urlencode

from litestar import Controller, Request, Response, get
from litestar.params import FromPath

from resonanz.directory import forms as directory_forms
from resonanz.directory.domain import Search
from resonanz.kernel import settings
from resonanz.kernel.errors import NotFoundError
from resonanz.kernel.i18n import LANGUAGES, Language, use_language
from resonanz.web.errors import ProblemError
from resonanz.web.negotiation import accepts, preferred_language
from resonanz.web.pages import PUBLIC
from resonanz.web.sharing import ANYWHERE

from .. import forms
from ..forms import Asked
from ..guards import counted, usage_of
from ..service import operations as known
from ..service import reading
from ..service.operations import Operation
from ..service.reading import MovedError
from ..views import building
from ..views.envelope import FIELDS, envelope
from ..views.openapi import document
from .answering import limits_of

Web = Request[Any, Any, Any]
Answer = Response[bytes]

JSON: Final = "application/json"
_UNKNOWN: Final = "Not every parameter can be understood."


class PublicApi(Controller):
    """`/api/v1`."""

    path = known.BASE
    guards = (counted,)

    @get("/agencies")
    async def agencies(self, request: Web) -> Answer:
        """The list of agencies."""
        operation = known.LIST_AGENCIES
        asked, search = _read(request, operation), _search(request)
        cursor = directory_forms.read_key(asked.cursor) if asked.cursor else None
        found = await reading.agencies(search, cursor, asked.limit)
        if search.place and found.place is None:
            raise _unknown_place()
        key = directory_forms.key_text(found.next) if found.next else ""
        with use_language(_language(request, asked)):
            base = settings.current().base_url
            rows = [building.agency(row, base) for row in found.rows]
            body = envelope(
                operation,
                rows,
                asked.fields,
                following=_following(request, key) if key else "",
                total=found.total,
            )
        return _answer(request, asked, body)

    @get("/agencies/{slug:str}")
    async def agency(self, request: Web, slug: FromPath[str]) -> Answer:
        """One agency."""
        operation = known.READ_AGENCY
        asked = _read(request, operation)
        try:
            row = await reading.agency(slug)
        except MovedError as moved:
            return _moved(request, operation, moved.slug)
        with use_language(_language(request, asked)):
            found = building.agency_profile(row, settings.current().base_url)
            return _answer(request, asked, envelope(operation, found, asked.fields))

    @get("/agencies/{slug:str}/score")
    async def score(self, request: Web, slug: FromPath[str]) -> Answer:
        """Score, rank, criteria and facts."""
        operation = known.READ_SCORE
        asked = _read(request, operation)
        try:
            row, rank = await reading.score(slug)
        except MovedError as moved:
            return _moved(request, operation, moved.slug)
        with use_language(_language(request, asked)):
            found = building.score(row, rank)
            return _answer(request, asked, envelope(operation, found, asked.fields))

    @get("/agencies/{slug:str}/history")
    async def history(self, request: Web, slug: FromPath[str]) -> Answer:
        """Quarters."""
        operation = known.LIST_HISTORY
        asked = _read(request, operation)
        try:
            quarters = await reading.history(slug)
        except MovedError as moved:
            return _moved(request, operation, moved.slug)
        with use_language(_language(request, asked)):
            found = [building.quarter(one) for one in quarters]
            return _answer(request, asked, envelope(operation, found, asked.fields))

    @get("/agencies/{slug:str}/reviews")
    async def reviews(self, request: Web, slug: FromPath[str]) -> Answer:
        """Reviews, newest first; a page begins behind the review that its cursor names."""
        operation = known.LIST_REVIEWS
        asked = _read(request, operation)
        try:
            rows, more = await reading.reviews(slug, asked.cursor, asked.limit)
        except MovedError as moved:
            return _moved(request, operation, moved.slug)
        key = rows[-1]["public_id"] if more else ""
        with use_language(_language(request, asked)):
            base = settings.current().base_url
            found = [building.review(row, slug, base) for row in rows]
            following = _following(request, key) if key else ""
            return _answer(
                request, asked, envelope(operation, found, asked.fields, following=following)
            )

    @get("/reviews/{public_id:str}")
    async def review(self, request: Web, public_id: FromPath[str]) -> Answer:
        """One review."""
        operation = known.READ_REVIEW
        asked = _read(request, operation)
        row = await reading.review(public_id)
        with use_language(_language(request, asked)):
            found = building.review(row, row["agency_slug"], settings.current().base_url)
            return _answer(request, asked, envelope(operation, found, asked.fields))

    @get("/facets")
    async def facets(self, request: Web) -> Answer:
        """Filters with counts."""
        operation = known.LIST_FACETS
        asked, search = _read(request, operation), _search(request)
        found = await reading.agencies(search, None, 0)
        if search.place and found.place is None:
            raise _unknown_place()
        with use_language(_language(request, asked)):
            data = list(building.facets(found))
            body = envelope(operation, data, asked.fields, total=found.total)
            return _answer(request, asked, body)

    @get("/places")
    async def places(self, request: Web) -> Answer:
        """The gazetteer."""
        operation = known.LIST_PLACES
        asked = _read(request, operation)
        found = await reading.places(asked.one("q"))
        with use_language(_language(request, asked)):
            data = [building.place(one) for one in found]
            return _answer(request, asked, envelope(operation, data, asked.fields))

    @get("/openapi.json")
    async def description(self, request: Web) -> Response[dict[str, Any]]:
        """The description; `lang` chooses the language of its texts, English without."""
        code = request.query_params.get(known.LANG.name) or "en"
        if not forms.fits(known.LANG, code):
            raise ProblemError(400, _UNKNOWN, {known.LANG.name: "There are de, en and es."})
        language = next(one for one in LANGUAGES if one == code)
        headers = {
            **ANYWHERE,
            **limits_of("network", usage_of(request)),
            "cache-control": "public, max-age=3600",
            "content-language": language,
        }
        return Response(document(language), media_type=JSON, headers=headers)


def _read(request: Web, operation: Operation) -> Asked:
    """The checked query; raises problems 400 and 406, and 404 for a segment that is none."""
    if not accepts(_header(request, "accept"), JSON):
        raise ProblemError(406, "The answer is JSON: accept application/json.")
    asked, errors = forms.read(operation, request.query_params.multi_items(), FIELDS[operation.id])
    if asked is None:
        raise ProblemError(400, _UNKNOWN, errors)
    for parameter in operation.parameters:
        if parameter.path and not forms.fits(parameter, request.path_params[parameter.name]):
            raise NotFoundError(parameter.name)
    return asked


def _search(request: Web) -> Search:
    return directory_forms.read_search(request.query_params.dict()).search


def _unknown_place() -> ProblemError:
    detail = "The place is not known, or several are called like it."
    return ProblemError(422, detail, {"place": "Try a postcode; in the United Kingdom a town."})


def _language(request: Web, asked: Asked) -> Language:
    if asked.language:
        return asked.language
    header = _header(request, "accept-language")
    return preferred_language(header) if header else "en"


def _header(request: Web, name: str) -> bytes | None:
    found = request.headers.get(name)
    return None if found is None else found.encode("latin-1", "replace")


def _following(request: Web, key: str) -> str:
    """The same address with another cursor; keys of lists are quoted already."""
    pairs = [one for one in request.query_params.multi_items() if one[1] and one[0] != "cursor"]
    query = urlencode(pairs)
    path = request.scope["path"]
    return f"{settings.current().base_url}{path}?{query}{'&' if query else ''}cursor={key}"


def _answer(request: Web, asked: Asked, body: bytes) -> Answer:
    return Response(
        body,
        media_type=JSON,
        headers={
            **ANYWHERE,
            **limits_of("network", usage_of(request)),
            "cache-control": PUBLIC,
            "content-language": _language(request, asked),
            "vary": "Accept-Language",
        },
    )


def _moved(request: Web, operation: Operation, slug: str) -> Answer:
    query = request.scope["query_string"].decode("latin-1")
    path = operation.path.replace("{slug}", quote(slug)) + (f"?{query}" if query else "")
    headers = {
        **ANYWHERE,
        **limits_of("network", usage_of(request)),
        "location": path,
        "cache-control": PUBLIC,
    }
    return Response(b"", status_code=308, media_type=JSON, headers=headers)
