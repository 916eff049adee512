"""One site and one browser for the tests of a file.

No longer: while Playwright's loop lives, asynchronous tests cannot run.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from support.browser import chromium
from support.server import demo_site


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright, chromium(playwright) as browser:
        yield browser


@pytest.fixture(scope="session")
def _filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a demo that was filled once: filling it takes longer than most files' tests."""
    folder = tmp_path_factory.mktemp("filled")
    with demo_site(folder):
        return folder


@pytest.fixture(scope="module")
def site(
    browser: Browser, _filled: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a demo site that only the tests of this file have walked."""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copytree(_filled, folder, dirs_exist_ok=True)
    with demo_site(folder) as address:
        yield address
