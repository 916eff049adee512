"""What a page says to machines as JSON-LD (https://www.w3.org/TR/json-ld11/, schema.org)."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec
from markupsafe import Markup

_SAFE_IN_HTML: Final = ((b"<", b"\\u003c"), (b">", b"\\u003e"), (b"&", b"\\u0026"))


def json_ld(thing: Mapping[str, Any]) -> Markup:
    """A thing as the content of a script element: no text in it can end that element."""
    text = msgspec.json.encode({"@context": "https://schema.org", **thing})
    # A chain of replacements: a translation of such long texts cost as much as the template.
    for letter, escaped in _SAFE_IN_HTML:
        text = text.replace(letter, escaped)
    return Markup(text.decode())  # noqa: S704


def breadcrumb_list(base: str, trail: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The way to a page, itself last: root-relative addresses with their names."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": base + address}
            for position, (address, name) in enumerate(trail, start=1)
        ],
    }
