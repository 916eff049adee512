"""Pages of evidence as images: never stored, never opened as a page of the site (TRUST 44)."""

from typing import Any, Final

from litestar import Response

_HEADERS: Final = {
    "cache-control": "no-store",
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
}


def webp(body: bytes, number: int) -> Response[Any]:
    """A page as an attachment with a name of our own; `<img>` shows it all the same."""
    disposition = f'attachment; filename="page-{number}.webp"'
    return Response(
        body,
        media_type="image/webp",
        headers=_HEADERS | {"content-disposition": disposition},
    )
