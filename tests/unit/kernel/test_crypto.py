"""Ids cannot be guessed, digests and seals belong to a purpose and a key."""

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from resonanz.kernel import crypto


def test_ids_and_tokens_have_their_bits() -> None:
    """TRUST 38: at least 128 bits."""
    ids = {crypto.public_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert {len(value) for value in ids} == {22}
    assert len(crypto.token()) == 43


@given(st.binary(max_size=200))
def test_sealed_values_open_again_and_never_look_alike(plain: bytes) -> None:
    first, second = crypto.seal("a", plain), crypto.seal("a", plain)
    assert crypto.unseal("a", first) == crypto.unseal("a", second) == plain
    assert first != second


def test_a_seal_opens_for_its_purpose_key_and_unchanged_value_only() -> None:
    sealed = crypto.seal("draft", b"text")
    with pytest.raises(InvalidTag):
        crypto.unseal("mail", sealed)
    for index in range(len(sealed)):
        changed = sealed[:index] + bytes([sealed[index] ^ 1]) + sealed[index + 1 :]
        with pytest.raises(InvalidTag):
            crypto.unseal("draft", changed)
    crypto.use_secret_key("another secret of another operator")
    with pytest.raises(InvalidTag):
        crypto.unseal("draft", sealed)


def test_digests_depend_on_purpose_and_key() -> None:
    here = crypto.digest("email", "alex@example.org")
    assert here == crypto.digest("email", "alex@example.org")
    assert here != crypto.digest("network", "alex@example.org")
    crypto.use_secret_key("another secret of another operator")
    assert here != crypto.digest("email", "alex@example.org")


def test_any_text_can_be_looked_up_as_a_token() -> None:
    assert len(crypto.token_hash("\ud800 ü")) == 64


def test_without_a_secret_nothing_is_derived() -> None:
    crypto.use_secret_key("")
    with pytest.raises(RuntimeError, match="not installed"):
        crypto.digest("email", "x")
