"""Webhooks: signed as Standard Webhooks 1.0.0 say, tried again at growing intervals."""

import base64
import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.kernel.i18n import LANGUAGES, Language
from resonanz.kernel.settings import Settings
from resonanz.mail import rendering
from resonanz.workspace.domain.webhooks import (
    FIRST_RETRY,
    LONGEST_RETRY,
    MOST_TRIES,
    OFF_AFTER,
    Kind,
    Result,
    headers,
    read_kinds,
    result_of,
    retry_delay,
    signature,
    switches_off,
    target,
    write_kinds,
    write_secret,
)
from resonanz.workspace.views.webhooks import EXAMPLE

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
ID = "msg_p5jXN8AQM9LWM0D4loKWxJek"
BODY = b'{"test": 2432232314}'
NOW = dt.datetime(2026, 11, 18, 9, tzinfo=dt.UTC)


def verify(secret: str, sent: dict[str, str], body: bytes) -> bool:
    """What the desk tells receivers to do."""
    known: dict[str, object] = {}
    exec(EXAMPLE, known)
    return bool(known["verify"](secret, sent, body))  # type: ignore[operator]


def test_the_signature_is_the_published_example_s() -> None:
    """The vector of the reference libraries (standard-webhooks/standard-webhooks)."""
    expected = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert signature(SECRET, ID, 1614265330, BODY) == expected


@given(key=st.binary(min_size=24, max_size=64), body=st.binary(max_size=200))
def test_the_example_of_the_desk_takes_what_we_send_and_nothing_else(
    key: bytes, body: bytes
) -> None:
    secret, other = write_secret(key), write_secret(key[::-1] + b"x")
    now = dt.datetime.fromtimestamp(time.time(), dt.UTC)
    sent = headers([secret], ID, now, body)
    assert verify(secret, sent, body)
    assert not verify(other, sent, body)
    assert not verify(secret, sent, body + b" ")
    assert not verify(secret, sent | {"webhook-id": "msg_other"}, body)
    old = headers([secret], ID, now - dt.timedelta(minutes=6), body)
    assert not verify(secret, old, body)
    both = headers([other, secret], ID, now, body)
    assert verify(secret, both, body)
    assert verify(other, both, body)


def test_a_secret_looks_like_one() -> None:
    made = write_secret(bytes(32))
    assert made.startswith("whsec_")
    assert base64.b64decode(made.removeprefix("whsec_")) == bytes(32)


@given(tries=st.integers(1, MOST_TRIES), jitter=st.floats(0, 1))
def test_the_next_try_comes_later_each_time_and_within_a_day(tries: int, jitter: float) -> None:
    delay = retry_delay(tries, jitter)
    assert FIRST_RETRY <= delay <= LONGEST_RETRY * 1.25
    assert retry_delay(tries, 0) <= delay <= retry_delay(tries, 0) * 1.25
    assert retry_delay(tries, 0) <= retry_delay(tries + 1, 0)


def test_all_tries_take_some_days() -> None:
    """Whoever fails that long has failed for longer than it takes to be switched off."""
    whole = sum((retry_delay(tries, 0) for tries in range(1, MOST_TRIES)), dt.timedelta())
    assert OFF_AFTER < whole < dt.timedelta(days=5)
    assert switches_off(NOW - whole, NOW)
    assert not switches_off(NOW - dt.timedelta(hours=1), NOW)


@given(status=st.one_of(st.none(), st.integers(100, 599)), tries=st.integers(1, MOST_TRIES))
def test_only_a_success_is_one_and_only_410_cancels(status: int | None, tries: int) -> None:
    result = result_of(status, tries)
    assert (result is Result.DELIVERED) == (status in range(200, 300))
    assert (result is Result.GONE) == (status == 410)
    assert (result is Result.GIVEN_UP) == (
        tries == MOST_TRIES and status not in range(200, 300) and status != 410
    )


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://personal.example/hook", ("personal.example", "/hook")),
        ("https://personal.example:443/a?b=c", ("personal.example", "/a?b=c")),
        ("https://Personal.Example", ("personal.example", "/")),
        ("https://müller.example/", ("xn--mller-kva.example", "/")),
        ("http://personal.example/", None),
        ("https://personal.example:8443/", None),
        ("https://user:word@personal.example/", None),
        ("https://localhost/", None),
        ("https://127.0.0.1/", None),
        ("https://[::1]/", None),
        ("https://personal.example/a b", None),
        ("https://personal.example/a\r\nx: y", None),
        ("https://personal.example/#part", None),
        ("https://personal.example:x/", None),
        ("personal.example", None),
        ("", None),
    ],
)
def test_an_address_is_a_public_name_by_https(url: str, expected: tuple[str, str] | None) -> None:
    assert target(url) == expected


@given(st.text(max_size=60))
def test_no_address_breaks_the_rule(url: str) -> None:
    found = target("https://" + url)
    assert found is None or ("." in found[0] and found[1].startswith("/"))


@given(st.sets(st.sampled_from(Kind)))
def test_kinds_are_stored_and_read(kinds: set[Kind]) -> None:
    assert read_kinds(write_kinds(kinds)) == kinds
    assert read_kinds(write_kinds(kinds) + " other.kind") == kinds


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_mail_says_why_and_leads_to_the_log(settings: Settings, language: Language) -> None:
    context = {"agency": "Nordlicht", "slug": "nordlicht", "endpoint": "E" * 22}
    path = f"/{language}/desk/agencies/nordlicht/webhooks/" + "E" * 22
    texts = set()
    for why in ("gone", "failing"):
        letter = rendering.render(
            settings, "k", "webhook_off", "olu@example.org", language, context | {"why": why}
        )
        assert settings.base_url + path in letter.text
        assert f'href="{settings.base_url}{path}"' in letter.html
        assert "Nordlicht" in letter.subject
        texts.add(letter.text)
    assert len(texts) == 2
