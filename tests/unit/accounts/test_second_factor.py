"""Codes of the second factor (TRUST 37; RFC 6238)."""

import datetime as dt
import secrets

import pyotp
from hypothesis import given
from hypothesis import strategies as st

from resonanz.accounts import domain

NOW = dt.datetime(2026, 11, 22, 9, 0, 10, tzinfo=dt.UTC)
TOTP = pyotp.TOTP("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")


def match(code: str, last_step: int | None = None, now: dt.datetime = NOW) -> int | None:
    return domain.matching_step(code, now, last_step, TOTP.generate_otp)


def test_a_code_is_taken_with_a_clock_half_a_minute_off() -> None:
    step = domain.totp_step(NOW)
    for near in (step - 1, step, step + 1):
        assert match(TOTP.generate_otp(near)) == near
    assert match(TOTP.generate_otp(step - 2)) is None
    assert match(TOTP.generate_otp(step + 2)) is None


@given(st.integers(min_value=-1, max_value=1), st.integers(min_value=0, max_value=3))
def test_a_code_works_once_and_none_before_it_works_afterwards(used: int, older: int) -> None:
    """TRUST 37."""
    last = domain.totp_step(NOW) + used
    assert match(TOTP.generate_otp(last - older), last) is None


def test_the_vector_of_the_standard() -> None:
    """RFC 6238, appendix B, cut to six digits."""
    totp = pyotp.TOTP("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
    moment = dt.datetime.fromtimestamp(1111111109, dt.UTC)
    assert domain.matching_step("081804", moment, None, totp.generate_otp) == 37037036


def test_codes_are_read_as_people_type_them() -> None:
    assert domain.normal_totp_code(" 123 456 ") == "123456"
    assert domain.normal_totp_code("12345") is None
    assert domain.normal_totp_code("١٢٣٤٥٦") is None
    code = domain.recovery_code(secrets.token_bytes(24))
    assert domain.normal_recovery_code(code.upper().replace("-", " ")) == code
    assert domain.normal_recovery_code("kurz") is None


@given(st.binary(min_size=24, max_size=24))
def test_a_recovery_code_holds_120_bits(random_bytes: bytes) -> None:
    """TRUST 37: long enough for a plain digest (ASVS 6.5.2)."""
    code = domain.recovery_code(random_bytes)
    assert len(code.replace("-", "")) == 24
    assert domain.normal_recovery_code(code) == code
