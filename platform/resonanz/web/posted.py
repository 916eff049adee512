"""What a browser sends by a form.

Not Litestar's own url-encoded parser: it keeps the last 1,024 bodies in a process-wide cache,
passwords and reviews among them.
"""

from typing import Any
from urllib.parse import parse_qsl

from litestar import Request
from litestar.datastructures import UploadFile
from litestar.exceptions import ClientException

_MOST_FIELDS = 300


async def form(request: Request[Any, Any, Any]) -> dict[str, list[str]]:
    """All values of each field, in order; files are left out. Read once, kept in the request.

    A body that is no form is an empty form; too many fields are a 400.
    """
    state = request.scope["state"]
    if "form" not in state:
        kind, _options = request.content_type
        if kind == "application/x-www-form-urlencoded":
            state["form"] = _url_encoded(await request.body())
        elif kind == "multipart/form-data":
            state["form"] = await _multipart(request)
        else:
            state["form"] = {}
    form: dict[str, list[str]] = state["form"]
    return form


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


async def _multipart(request: Request[Any, Any, Any]) -> dict[str, list[str]]:
    form: dict[str, list[str]] = {}
    for name, value in (await request.form()).multi_items():
        if not isinstance(value, UploadFile):
            form.setdefault(name, []).append(str(value))
    return form
