"""What a browser sends by a form.

Not Litestar's own parsers: the url-encoded one keeps the last 1,024 bodies in a process-wide
cache, passwords and reviews among them; the multipart one writes larger files to the disk.
"""

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qsl

from litestar import Request
from litestar.exceptions import ClientException
from multipart import MultipartError, MultipartSegment, PushMultipartParser

_MOST_FIELDS = 300
LARGEST_FILE: Final = 10 * 1024 * 1024
"""Bytes of one file; what is larger is told apart, not kept."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came, with the name its sender gave it; `content` is None if too large."""

    name: str
    content: bytes | None


async def form(request: Request[Any, Any, Any]) -> dict[str, list[str]]:
    """All values of each field, in order; files are left out. Read once, kept in the request.

    A body that is no form is an empty form; too many fields are a 400.
    """
    state = request.scope["state"]
    if "form" not in state:
        kind, options = request.content_type
        state["files"] = []
        if kind == "application/x-www-form-urlencoded":
            state["form"] = _url_encoded(await request.body())
        elif kind == "multipart/form-data":
            state["form"], state["files"] = await _multipart(request, options.get("boundary", ""))
        else:
            state["form"] = {}
    form: dict[str, list[str]] = state["form"]
    return form


async def files(request: Request[Any, Any, Any]) -> list[Upload]:
    """The files of a form, held in memory; a field without a file gives none."""
    await form(request)
    found: list[Upload] = request.scope["state"]["files"]
    return found


def _url_encoded(body: bytes) -> dict[str, list[str]]:
    try:
        pairs = parse_qsl(
            body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS
        )
    except ValueError:
        raise ClientException from None
    form: dict[str, list[str]] = {}
    for name, value in pairs:
        form.setdefault(name, []).append(value)
    return form


async def _multipart(
    request: Request[Any, Any, Any], boundary: str
) -> tuple[dict[str, list[str]], list[Upload]]:
    form: dict[str, list[str]] = {}
    found: list[Upload] = []
    segment: MultipartSegment | None = None
    data = bytearray()
    try:
        with PushMultipartParser(boundary, max_segment_count=_MOST_FIELDS) as parser:
            async for chunk in request.stream():
                for event in parser.parse(chunk):
                    if isinstance(event, MultipartSegment):
                        segment, data = event, bytearray()
                    elif event:
                        # One byte more than allowed tells a file that is too large.
                        data += event[: LARGEST_FILE + 1 - len(data)]
                    elif segment is not None:
                        _take(segment, data, form, found)
                if parser.closed:
                    break
    except MultipartError:
        raise ClientException from None
    return form, found


def _take(
    segment: MultipartSegment,
    data: bytearray,
    form: dict[str, list[str]],
    found: list[Upload],
) -> None:
    if segment.filename is None:
        form.setdefault(segment.name, []).append(data.decode("utf-8", "replace"))
    elif segment.filename or data:
        content = bytes(data) if len(data) <= LARGEST_FILE else None
        found.append(Upload(segment.filename, content))
