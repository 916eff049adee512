"""Which passwords are taken (TRUST 34) and how they are kept (TRUST 35)."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.accounts import domain
from resonanz.accounts.domain import PasswordFault
from resonanz.accounts.service import hashing, passwords
from resonanz.kernel.errors import TooManyRequestsError

EMAIL = "alex.kandidat@beispiel.example"


async def fault(password: str, *, second_factor: bool = False) -> PasswordFault | None:
    return await passwords.fault_of(password, EMAIL, "Resonanz", second_factor=second_factor)


async def test_fifteen_characters_alone_and_eight_beside_a_second_factor() -> None:
    """TRUST 34."""
    assert await fault("vG7#kQ2!pL9@xZ") is PasswordFault.TOO_SHORT
    assert await fault("vG7#kQ2!pL9@xZ4") is None
    assert await fault("vG7#kQ2", second_factor=True) is PasswordFault.TOO_SHORT
    assert await fault("vG7#kQ2!", second_factor=True) is None


async def test_long_passwords_and_any_character_are_taken() -> None:
    """TRUST 34: at least 64; here 256, blanks, emoji and letters of any script."""
    assert await fault("zwölf Kraniche 🦢 über ночь; " * 9) is None
    assert await fault("drei müde Kraniche über Husum") is None
    assert await fault("x" * 257) is PasswordFault.TOO_LONG


@pytest.mark.parametrize(
    "password",
    [
        "passwordpassword",
        "qwertzuiopqwertzuiop",
        "111111111111111111",
        "abcdefghijklmnopqrstuvwxyz",
    ],
)
async def test_breached_and_guessable_passwords_are_refused(password: str) -> None:
    """TRUST 34."""
    assert await fault(password) in {PasswordFault.GUESSABLE, PasswordFault.CONTEXT}


@pytest.mark.parametrize(
    "password", ["Resonanz-Resonanz!", "alex.kandidat@beispiel.example", "KandidatBeispiel1"]
)
async def test_words_of_the_site_and_of_the_address_do_not_make_a_password(password: str) -> None:
    """TRUST 34: context words."""
    assert await fault(password) is PasswordFault.CONTEXT


async def test_the_same_keys_on_two_machines_are_the_same_password() -> None:
    """NFC: ü as one character or as u with two dots."""
    composed, decomposed = (
        "f\u00fcnf Gr\u00fc\u00dfe aus Trier",
        "fu\u0308nf Gru\u0308\u00dfe aus Trier",
    )
    stored = await hashing.hash_password(domain.normal_password(composed))
    assert await hashing.verify(stored, domain.normal_password(decomposed))


async def test_the_hash_is_argon2id_with_the_agreed_cost() -> None:
    """TRUST 35."""
    stored = await hashing.hash_password("drei müde Kraniche")
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert not hashing.is_outdated(stored)
    weak = stored.replace("m=19456", "m=8192")
    assert hashing.is_outdated(weak)


async def test_without_a_stored_hash_nothing_verifies() -> None:
    assert not await hashing.verify(None, "whatever")
    assert not await hashing.verify("$2b$12$notargon", "whatever")


async def test_a_flood_of_sign_ins_is_turned_away_before_it_fills_the_memory() -> None:
    """TRUST 43: at most two hash at a time and a bounded number waits."""
    answers = await asyncio.gather(
        *(hashing.verify(None, "x") for _ in range(hashing.THREADS + hashing.WAITING + 6)),
        return_exceptions=True,
    )
    refused = [one for one in answers if isinstance(one, TooManyRequestsError)]
    assert len(refused) == 6
    assert refused[0].retry_after > 0
    assert await hashing.verify(None, "x") is False


@given(st.text(min_size=15, max_size=200))
def test_judging_the_form_never_fails(password: str) -> None:
    words = domain.context_words(EMAIL, "Resonanz")
    found = domain.password_fault(domain.normal_password(password), words, second_factor=True)
    assert found in {None, PasswordFault.CONTEXT}
