"""A real browser that keeps watch: what it complains about, whom it asks, what axe finds."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    Response,
    StorageState,
    WebError,
)

Theme = Literal["light", "dark"]

BROWSER_PATH = os.environ.get("BROWSER_PATH", "/usr/bin/chromium")
HEIGHTS = {320: 640, 390: 844, 1280: 900}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
_OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "tag", "values": RULES},
    "rules": {"target-size": {"enabled": True}},
}
_AXE = Axe()
_PAGE_FAILED = re.compile("Failed to load resource: the server responded with a status of 4")


@contextmanager
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """The browser that was found; without one the tests are skipped, with CI=true they fail."""
    if not os.access(BROWSER_PATH, os.X_OK):
        reason = f"no browser at {BROWSER_PATH}"
        if os.environ.get("CI") == "true":
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    arguments = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
    browser = playwright.chromium.launch(executable_path=str(Path(BROWSER_PATH)), args=arguments)
    try:
        yield browser
    finally:
        browser.close()


@dataclass
class Visit:
    """A browser's context without cookies, and what went wrong in it."""

    site: str
    context: BrowserContext
    page: Page
    faults: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def open(self, path: str) -> Response:
        """Go to a page of the site by its path."""
        response = self.page.goto(self.site + path)
        assert response is not None
        assert response.status < 400, f"{path}: {response.status}\n{self.page.content()}"
        return response

    @property
    def path(self) -> str:
        """Path and query of the page that is open."""
        parts = urlsplit(self.page.url)
        return parts.path + (f"?{parts.query}" if parts.query else "")

    def watch(self) -> None:
        """Note errors, violations of the content policy, and requests to others."""
        self.context.on("console", self._said)
        self.context.on("weberror", self._threw)
        self.context.on("request", self._asked)
        self.context.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        # The page's own refusal, a 422 say, is not a fault; what it loads is looked at below.
        if message.type in {"error", "warning"} and not _PAGE_FAILED.match(message.text):
            self.faults.append(f"{self.path}: {message.text}")

    def _threw(self, error: WebError) -> None:
        self.faults.append(f"{self.path}: {error.error}")

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url)
        if not request.url.startswith((self.site + "/", "data:")):
            self.faults.append(f"{self.path}: asks {request.url}")

    def _answered(self, response: Response) -> None:
        request = response.request
        if response.status >= 500 or (
            response.status >= 400 and not request.is_navigation_request()
        ):
            self.faults.append(f"{self.path}: {response.status} for {response.url}")


@contextmanager
def visit(
    browser: Browser,
    site: str,
    *,
    width: int = 390,
    theme: Theme = "light",
    javascript: bool = True,
    state: StorageState | None = None,
    worker: bool = False,
) -> Iterator[Visit]:
    """A visit in a new context; fails at its end if the browser complained about anything."""
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHTS[width]},
        color_scheme=theme,
        java_script_enabled=javascript,
        locale="de-DE",
        reduced_motion="reduce",
        storage_state=state,
    )
    context.set_default_timeout(10_000)
    if not worker:  # which asks for pages again, and for some of its own
        context.add_init_script("delete Navigator.prototype.serviceWorker")
    made = Visit(site, context, context.new_page())
    made.watch()
    try:
        yield made
    finally:
        context.close()
    assert made.faults == [], made.faults


def barriers(page: Page) -> list[str]:
    """What axe finds on the page, one line for each element.

    It sees the whole page at once: what lies under a fixed bar could be scrolled from there. A
    page of the same shape as one without barriers, in the same width and theme, is not looked at
    again: walks meet the same forms and lists many times, and axe takes longer than all else.
    """
    size = page.viewport_size
    assert size
    shape = hash((size["width"], page.evaluate(_SHAPE)))
    if shape in _without_barriers:
        return []
    height: int = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": max(height, size["height"])})
    page.evaluate(_UNFOLD)
    found = _AXE.run(page, options=_OPTIONS).response["violations"]
    page.evaluate(_FOLD)
    page.set_viewport_size(size)
    if not found:
        _without_barriers.add(shape)
    return [
        f"{urlsplit(page.url).path}: {rule['id']}: {' '.join(map(str, node['target']))} "
        f"{node['html'][:160]} {_why(node)}"
        for rule in found
        for node in rule["nodes"]
    ]


_without_barriers: set[int] = set()
_SHAPE = """() => {
    const look = (element) => element === null ? "" : [
        element.localName,
        element.className.baseVal ?? element.className,
        ...element.getAttributeNames(),
        element.textContent.trim() === "",
    ].join();
    const theme = matchMedia("(prefers-color-scheme: dark)").matches;
    const parts = [...document.querySelectorAll("*")].map(
        (element) => look(element.parentElement) + ">" + look(element));
    return theme + [...new Set(parts)].sort().join();
}"""
"""What kinds of elements stand in what kinds, whatever their number and words."""


def _why(node: dict[str, Any]) -> str:
    checks = [*node["any"], *node["all"], *node["none"]]
    return "; ".join(check["message"] for check in checks)


def too_wide(page: Page) -> list[str]:
    """Elements that make the page scroll sideways; empty if it does not."""
    page.evaluate(_UNFOLD)
    found: list[str] = page.evaluate(_TOO_WIDE)
    page.evaluate(_FOLD)
    return found


# What is laid out only when it comes near is laid out while one looks at all, and cuts nothing off.
_UNFOLD = """() => {
    const all = new CSSStyleSheet();
    all.replaceSync("* { content-visibility: visible !important; }");
    document.adoptedStyleSheets = [all];
}"""
_FOLD = "() => { document.adoptedStyleSheets = []; }"


_TOO_WIDE = """() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll("body *")]
        .filter((element) => element.checkVisibility({contentVisibilityAuto: true})
            && element.getBoundingClientRect().right > width + 0.5)
        .map((element) => `${element.localName}.${element.className} ${
            Math.round(element.getBoundingClientRect().right)} > ${width}`)
        .slice(0, 5);
}"""
