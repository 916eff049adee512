"""Where signing in may lead, and how addresses are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.accounts import domain


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("/moderation", "/moderation"),
        ("/de/moderation?page=2", "/moderation?page=2"),
        ("/es", "/"),
        ("/design", "/design"),
    ],
)
def test_a_path_of_this_site_is_kept_without_its_language(typed: str, path: str) -> None:
    assert domain.local_path(typed) == path


@pytest.mark.parametrize(
    "typed",
    [
        "https://evil.example",
        "//evil.example",
        "/de//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/a\nSet-Cookie: x",
        "/\t/evil.example",
        "",
        None,
        "/" + "a" * 500,
    ],
)
def test_nothing_else_is_followed(typed: str | None) -> None:
    """TRUST 42: no open redirect."""
    assert domain.local_path(typed) is None


@given(st.text())
def test_a_path_never_leaves_the_site(typed: str) -> None:
    path = domain.local_path(typed)
    assert path is None or (path.startswith("/") and not path.startswith(("//", "/\\")))


def test_an_address_is_one_however_it_is_written() -> None:
    assert domain.email_key(" Alex@Example.ORG ") == "alex@example.org"
