"""Pages hold under the strict content security policy, and every text is translated."""

import re
from pathlib import Path

import pytest
from support.repository import ROOT
from tools import translations

PAGES = sorted(path for path in (ROOT / "templates").rglob("*.html") if "mails" not in path.parts)
FORBIDDEN = {
    "inline style": r"<[a-z][^>]*\sstyle\s*=",
    "style element": r"<style\b",
    "inline script": r"<script\b(?![^>]*\bsrc=)(?![^>]*application/ld\+json)",
    "event handler": r"<[a-z][^>]*\son[a-z]+\s*=",
    "script address": r"javascript:",
}


@pytest.mark.parametrize("kind", FORBIDDEN)
def test_no_template_holds_what_the_policy_forbids(kind: str) -> None:
    pattern = re.compile(FORBIDDEN[kind], re.IGNORECASE)

    def line(path: Path, at: int) -> str:
        number = path.read_text(encoding="utf-8").count("\n", 0, at) + 1
        return f"{path.relative_to(ROOT)}:{number}"

    found = [
        line(path, match.start())
        for path in PAGES
        for match in pattern.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    found = [str(one) for one in translations.problems() if one.language == language]
    assert found == [], "make translations adds what is missing"


def test_no_text_shouts() -> None:
    assert [key for key in translations.extract() if "!" in key] == []
