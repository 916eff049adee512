"""Sealing of evidence: a key for each document, itself sealed by the site's.

Whoever destroys the sealed key has destroyed the document, in every copy and backup of its pages.
"""

import os
from typing import Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from resonanz.kernel import crypto

KEY_PURPOSE: Final = "evidence-key"
EXTRACT_PURPOSE: Final = "evidence-extract"
_NONCE: Final = 12


class Vault:
    """Seals and opens the pages of one document; a page is bound to its document and number."""

    __slots__ = ("_box", "_public_id", "key_sealed")

    def __init__(self, public_id: str, key_sealed: bytes | None = None) -> None:
        """With a new key, or with the one of a document."""
        if key_sealed is None:
            key = AESGCM.generate_key(256)
            key_sealed = crypto.seal(KEY_PURPOSE, key)
        else:
            key = crypto.unseal(KEY_PURPOSE, key_sealed)
        self.key_sealed = key_sealed
        self._box = AESGCM(key)
        self._public_id = public_id

    def seal(self, number: int, plain: bytes) -> bytes:
        """Encrypt a page."""
        nonce = os.urandom(_NONCE)
        return nonce + self._box.encrypt(nonce, plain, self._bound(number))

    def open(self, number: int, sealed: bytes) -> bytes:
        """Decrypt a page; raises cryptography.exceptions.InvalidTag if it was changed."""
        return self._box.decrypt(sealed[:_NONCE], sealed[_NONCE:], self._bound(number))

    def _bound(self, number: int) -> bytes:
        return f"{self._public_id}/{number}".encode()
