"""Of a sender's address nobody keeps who wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.agencies.domain.senders import LONGEST, sender_domain, without_sender

HOSTS = st.from_regex(r"[a-z0-9]{1,12}(-[a-z0-9]{1,6})?(\.[a-z]{2,8}){1,2}", fullmatch=True)
AT = st.sampled_from(["@", "＠", "﹫", "%40", "(at)", " [AT] ", "{ at }", "&#64;", " @ "])
AFTER = st.sampled_from(
    ["", ">", ", bitte melden", " (Erika Muster)", "/erika.muster", ".", "?x=1"]
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("erika.muster@agentur.example", "agentur.example"),
        ("Erika Muster <erika@Agentur.example>", "Agentur.example"),
        ('"e@m"@agentur.example', "agentur.example"),
        ("mailto:erika@agentur.example?subject=Hallo", "agentur.example"),
        ("https://erika:geheim@agentur.example/team", "agentur.example"),
        ("https://www.agentur.example/team/erika-muster", "agentur.example"),
        ("erika.muster@", ""),
        ("@", ""),
        ("  Nordlicht \n Personal ", "Nordlicht Personal"),
        ("agentur.example", "agentur.example"),
        ("A/B Personal", "A/B Personal"),
    ],
)
def test_what_is_kept(typed: str, kept: str) -> None:
    assert without_sender(typed) == kept


@given(st.text(), AT, HOSTS, AFTER)
def test_what_stands_before_the_domain_is_dropped(
    local: str, at: str, host: str, after: str
) -> None:
    assert without_sender(local + at + host + after) == host


@given(st.text())
def test_nothing_that_is_kept_has_a_sender(text: str) -> None:
    kept = without_sender(text)
    assert "@" not in kept
    assert len(kept) <= LONGEST
    assert without_sender(kept) == kept


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("erika@agentur.example", True),
        ("Erika Muster <erika (at) agentur.example>", True),
        ("agentur.example", False),
        ("work@home Personal", False),
        ("Müller & Söhne", False),
        ("", False),
    ],
)
def test_an_at_sign_in_a_name_makes_no_address(typed: str, named: bool) -> None:
    assert bool(sender_domain(typed)) is named
