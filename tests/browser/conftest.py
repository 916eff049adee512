"""One site and one browser for the tests of a file.

No longer: while Playwright's loop lives, asynchronous tests cannot run.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright
from support.browser import chromium
from support.server import demo_site


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright, chromium(playwright) as browser:
        yield browser


@pytest.fixture(scope="module")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demo site."""
    with demo_site(tmp_path_factory.mktemp("demo")) as address:
        yield address
