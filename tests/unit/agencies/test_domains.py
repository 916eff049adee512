"""Which domains prove an agency (TRUST 21)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.agencies.domain.domains import FREE_MAIL, SHARED_HOSTS, Refusal
from resonanz.agencies.service.domains import own_domain, refuse_mail, registrable, spellings

LABELS = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?", fullmatch=True)
SUFFIXES = st.sampled_from(["de", "com", "co.uk", "at", "com.es", "example"])
NAMES = st.builds(lambda label, suffix: f"{label}x.{suffix}", LABELS, SUFFIXES)


@pytest.mark.parametrize(
    ("website", "found"),
    [
        ("hays.de", "hays.de"),
        ("karriere.bosch.com", "bosch.com"),
        ("https://www.agency.co.uk/jobs", "agency.co.uk"),
        ("müller.de", "xn--mller-kva.de"),
        (None, Refusal.NO_WEBSITE),
        ("", Refusal.NO_WEBSITE),
        ("co.uk", Refusal.NO_WEBSITE),
        ("agency.wixsite.com", Refusal.SHARED),
        ("agency.github.io", Refusal.SHARED),
        ("agency.jimdosite.com", Refusal.SHARED),
        ("facebook.com", Refusal.SHARED),
        ("wixsite.com", Refusal.SHARED),
        ("t-online.de", Refusal.FREE_MAIL),
        ("mailinator.com", Refusal.FREE_MAIL),
    ],
)
def test_the_domain_that_only_the_agency_controls(website: str | None, found: str) -> None:
    assert own_domain(website) == found


@pytest.mark.parametrize(
    ("email", "refusal"),
    [
        ("olu@hays.de", None),
        ("olu@mail.hays.de", None),
        ("olu@HAYS.de", None),
        ("olu@gmail.com", Refusal.FREE_MAIL),
        ("olu@mailinator.com", Refusal.FREE_MAIL),
        ("olu@hays.com", Refusal.OTHER_DOMAIN),
        ("olu@hays.de.evil.example", Refusal.OTHER_DOMAIN),
        ("olu@xhays.de", Refusal.OTHER_DOMAIN),
        ("hays.de@evil.example", Refusal.OTHER_DOMAIN),
        ("olu@hays.wixsite.com", Refusal.OTHER_DOMAIN),
        ("olu@de", Refusal.OTHER_DOMAIN),
    ],
)
def test_an_address_proves_its_own_domain_alone(email: str, refusal: Refusal | None) -> None:
    assert refuse_mail(email, "hays.de") is refusal


@given(NAMES, LABELS, LABELS)
def test_whatever_stands_before_a_domain_belongs_to_it(name: str, sub: str, local: str) -> None:
    assert registrable(name) == name
    assert registrable(f"{sub}.{name}") == name
    if own_domain(name) == name:
        assert own_domain(f"https://{sub}.{name}/x") == name
        assert refuse_mail(f"{local}@{sub}.{name}", name) is None


@given(NAMES, NAMES, LABELS)
def test_no_other_domain_proves_one(name: str, other: str, local: str) -> None:
    """Nothing before or after the name makes another domain count."""
    for address in (f"{local}@{other}", f"{name}@{other}", f"{local}@{name}.{other}"):
        assert (refuse_mail(address, name) is None) == (other == name)


@given(st.sampled_from(sorted(FREE_MAIL)), LABELS)
def test_free_mail_never_proves_anything(provider: str, local: str) -> None:
    assert refuse_mail(f"{local}@{provider}", "hays.de") is Refusal.FREE_MAIL
    assert isinstance(own_domain(provider), Refusal)


@pytest.mark.parametrize("host", sorted(SHARED_HOSTS))
def test_a_shared_host_belongs_to_no_agency(host: str) -> None:
    assert own_domain(f"agency.{host}") is Refusal.SHARED


def test_a_domain_is_looked_for_in_both_spellings() -> None:
    assert spellings("xn--mller-kva.de") == ["xn--mller-kva.de", "müller.de"]
    assert spellings("hays.de") == ["hays.de"]
