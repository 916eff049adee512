"""Pages: a template, a view, and what every page says about itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from litestar import MediaType, Request, Response
from markupsafe import Markup

from resonanz.kernel import i18n
from resonanz.kernel.i18n import LazyText
from resonanz.kernel.templates import link, render

from . import csrf
from .cookies import clear_cookie, read_cookie, set_cookie
from .site import site_of

PUBLIC = "public, max-age=0, must-revalidate"
PRIVATE = "no-store"
_FLASH = "flash"
_A_MINUTE = 60

_messages: dict[str, tuple[str, LazyText]] = {}


@dataclass(frozen=True, slots=True)
class ForMachines:
    """What other programs find in a page's head; addresses are root-relative.

    `things` are schema.org things as JSON-LD, `feed` is an Atom feed, `picture` one of 1200 by 630
    pixels; `embed` says that others may embed the page (oEmbed).
    """

    things: tuple[Markup, ...] = ()
    feed: str = ""
    picture: str = ""
    embed: bool = False


@dataclass(frozen=True, slots=True)
class PageView:
    """What the layout says about a page; addresses are root-relative.

    `kind` is the menu's entry, `alternates` are (language, address), `flash` is (kind, text),
    `signed_in` is what the guard found out and None on public pages.
    """

    title: str
    description: str
    language: str
    kind: str
    robots: str
    canonical: str
    alternates: tuple[tuple[str, str], ...]
    flash: tuple[tuple[str, str], ...] = ()
    signed_in: Any = None
    machines: ForMachines = ForMachines()


def page(
    request: Request[Any, Any, Any],
    template: str,
    view: object,
    *,
    title: str,
    description: str = "",
    status: int = 200,
    private: bool = False,
    canonical: str | None = None,
    robots: str | None = None,
    kind: str = "",
    headers: Mapping[str, str] | None = None,
    machines: ForMachines | None = None,
) -> Response[bytes]:
    """Render a page; the template gets `view`, `page` and `csrf_token`.

    A private page is never stored, not indexed, and has a token for its forms; a public one has
    no cookie and may be kept (`keep`). `canonical` is a path without its language; "" for none.
    """
    token, secret = csrf.token_for(request) if private else ("", "")
    flash = _flash_of(request) if private else ()
    path = request.scope["path"]
    about = page_view(
        path,
        request.scope["query_string"].decode("latin-1"),
        title=title,
        description=description,
        canonical="" if private and canonical is None else canonical,
        robots=robots if robots is not None else "noindex" if private else "",
        kind=kind,
        flash=flash,
        signed_in=request.scope["state"].get("signed_in") if private else None,
        machines=machines or ForMachines(),
    )
    body = render(template, view=view, page=about, csrf_token=token)
    response = html(
        body, status, {"cache-control": PRIVATE if private else PUBLIC, **(headers or {})}
    )
    if private:
        csrf.keep_secret(request, response, secret)
        if flash:
            clear_cookie(request, response, _FLASH)
    return response


def html(body: str, status: int, headers: Mapping[str, str]) -> Response[bytes]:
    """A response with a rendered body."""
    return Response(
        body.encode("utf-8", "replace"),
        status_code=status,
        media_type=MediaType.HTML,
        headers=dict(headers),
    )


def page_view(
    path: str,
    query: str,
    *,
    title: str,
    description: str = "",
    canonical: str | None = None,
    robots: str = "",
    kind: str = "",
    flash: tuple[tuple[str, str], ...] = (),
    signed_in: Any = None,
    machines: ForMachines = ForMachines(),
) -> PageView:
    """What the layout says about the page at a path (with its language) in the present language."""
    segment = path[1:3] if path[3:4] in {"", "/"} else ""
    translated = i18n.is_language(segment)
    rest = path[3:] or "/"
    suffix = f"?{query}" if query else ""
    if canonical is None:
        canonical = rest if translated else ""
    return PageView(
        title=title,
        description=description,
        language=i18n.current_language(),
        kind=kind,
        robots=robots,
        canonical=link(canonical) if canonical else "",
        alternates=tuple((code, f"/{code}{rest}{suffix}") for code in i18n.LANGUAGES)
        if translated
        else (),
        flash=flash,
        signed_in=signed_in,
        machines=machines,
    )


def keep(
    request: Request[Any, Any, Any],
    response: Response[bytes],
    *,
    agency_id: int | None = None,
    beside: Sequence[int] = (),
) -> Response[bytes]:
    """Keep a public page for the next reader until what it shows changes.

    With `agency_id` it shows only that agency and the few `beside` it, else it is about the whole
    site.
    """
    return site_of(request).bodies.keep(request, response, agency_id=agency_id, beside=beside)


def see_other(
    path: str, *, flash: str | None = None, request: Request[Any, Any, Any] | None = None
) -> Response[bytes]:
    """Send the browser to a page of the site (303); `path` is without its language.

    `flash` is the key of a message for the next private page, and needs the request.
    """
    response: Response[bytes] = Response(
        b"",
        status_code=303,
        media_type=MediaType.HTML,
        headers={"location": link(path), "cache-control": PRIVATE},
    )
    if flash is not None:
        if flash not in _messages or request is None:
            raise KeyError(flash)
        set_cookie(request, response, _FLASH, flash, max_age=_A_MINUTE)
    return response


def again(request: Request[Any, Any, Any], **values: str) -> Response[bytes]:
    """Send the browser to the same page, with other values of some parameters (303)."""
    kept = [pair for pair in request.query_params.multi_items() if pair[0] not in values]
    path = request.scope["path"][3:]
    return see_other(f"{path}?{urlencode([*kept, *values.items()])}")


def add_message(key: str, text: LazyText, kind: str = "good") -> None:
    """Name a message that `see_other` may show; kind is good, info or error."""
    _messages[key] = (kind, text)


def _flash_of(request: Request[Any, Any, Any]) -> tuple[tuple[str, str], ...]:
    found = _messages.get(read_cookie(request, _FLASH) or "")
    return ((found[0], str(found[1])),) if found else ()
