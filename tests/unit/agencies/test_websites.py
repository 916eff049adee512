"""Internet names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.agencies.domain.websites import brand_of, parent_domains, website_domain


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("hays.de", "hays.de"),
        ("https://www.Hays.de/jobs?x=1#top", "hays.de"),
        ("http://hays.de:8080", "hays.de"),
        ("Vera.Muster@hays.de", "hays.de"),
        ("jobs.hays.co.uk", "jobs.hays.co.uk"),
        ("müller-jobs.de", "xn--mller-jobs-9db.de"),
        ("hays.de.", "hays.de"),
    ],
)
def test_an_address_is_cut_to_its_host(text: str, domain: str) -> None:
    assert website_domain(text) == domain


@pytest.mark.parametrize(
    "text", ["", "hays", "co.uk", "www.de", "a b.de", "192.168.0.1", "x..de", "-a.de", "a.de-", "@"]
)
def test_what_is_no_host_is_refused(text: str) -> None:
    assert website_domain(text) is None


@given(st.text())
def test_any_text_gives_a_host_that_is_kept_or_nothing(text: str) -> None:
    domain = website_domain(text)
    assert domain is None or website_domain(domain) == domain


def test_a_host_belongs_to_its_parents_but_not_to_a_public_suffix() -> None:
    assert parent_domains("mail.jobs.hays.co.uk") == [
        "mail.jobs.hays.co.uk",
        "jobs.hays.co.uk",
        "hays.co.uk",
    ]
    assert brand_of("mail.hays.co.uk") == "hays"
