"""Somebody at a browser without JavaScript: reads pages, fills forms, follows where they lead."""

import html
import re
from typing import Any
from urllib.parse import urlsplit

import httpx

_FORM = re.compile(r"<form\b[^>]*>.*?</form>", re.S)
_ACTION = re.compile(r'<form\b[^>]*\baction="([^"]*)"')
_INPUT = re.compile(r"<input\b[^>]*>")
_AREA = re.compile(r'<textarea\b[^>]*\bname="([^"]*)"[^>]*>(.*?)</textarea>', re.S)
_SELECT = re.compile(r'<select\b[^>]*\bname="([^"]*)"[^>]*>(.*?)</select>', re.S)
_OPTION = re.compile(r'<option value="([^"]*)"( selected)?')


class Visitor:
    """A client that sends a page's own form with what is in it, as a browser would."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def get(self, path: str) -> httpx.Response:
        """Read a page."""
        return await self.client.get(path)

    async def follow(self, answer: httpx.Response) -> httpx.Response:
        """Go where an answer leads (303)."""
        assert answer.status_code == 303, (answer.status_code, answer.text[:2000])
        return await self.client.get(answer.headers["location"])

    async def fill(self, page: httpx.Response, action: str, /, **fields: str) -> httpx.Response:
        """Fill the page's form with this action and send it; `_action` is the button pressed."""
        path, form = form_with(page.text, action)
        return await self.client.post(path, data=form | fields)


def form_with(text: str, action: str) -> tuple[str, dict[str, str]]:
    """The path and the present values of the form whose action ends with `action`."""
    for form in _FORM.findall(text):
        found = _ACTION.search(form)
        path = html.unescape(found[1]) if found else ""
        if 'method="post"' in form and urlsplit(path).path.endswith(action):
            return path, values_of(form)
    raise AssertionError(f"no form with the action {action}")


def values_of(form: str) -> dict[str, str]:
    """What a browser would send of a form that nobody touched."""
    values: dict[str, str] = {}
    for tag in _INPUT.findall(form):
        name, kind = _attribute(tag, "name"), _attribute(tag, "type")
        if name and (kind not in {"radio", "checkbox"} or " checked" in tag):
            values[name] = _attribute(tag, "value")
    for name, text in _AREA.findall(form):
        values[name] = html.unescape(text).removeprefix("\n")
    for name, options in _SELECT.findall(form):
        found: list[tuple[str, str]] = _OPTION.findall(options)
        chosen = [value for value, selected in found if selected] or [found[0][0]]
        values[name] = html.unescape(chosen[0])
    return values


def checked(form: str) -> dict[str, Any]:
    """The radios and boxes that are on, by name."""
    on = [tag for tag in _INPUT.findall(form) if " checked" in tag]
    return {_attribute(tag, "name"): _attribute(tag, "value") for tag in on}


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return html.unescape(found[1]) if found else ""
