"""Random ids, keyed digests and sealing of private values.

Every key is derived from RESONANZ_SECRET_KEY by HKDF-SHA256 (RFC 5869) with the purpose as info,
so that a digest made for one purpose says nothing about another.
"""

import hashlib
import hmac
import os
import secrets
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE = 12
_secret_key = b""


def use_secret_key(secret: str) -> None:
    """Install the operator's secret; called once at start with the settings."""
    global _secret_key  # noqa: PLW0603
    _secret_key = secret.encode()
    _key.cache_clear()


@lru_cache
def _key(purpose: str) -> bytes:
    if not _secret_key:
        raise RuntimeError("The secret key was not installed.")
    return HKDF(SHA256(), 32, salt=None, info=purpose.encode()).derive(_secret_key)


def public_id() -> str:
    """A random id of 128 bits for use in addresses, 22 URL-safe characters."""
    return secrets.token_urlsafe(16)


def token() -> str:
    """A random secret of 256 bits for links and sessions, 43 URL-safe characters."""
    return secrets.token_urlsafe(32)


def token_hash(value: str) -> str:
    """SHA-256 of a random token, in hex: what the database keeps of it."""
    return hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()


def digest(purpose: str, value: str) -> str:
    """HMAC-SHA256 of a value that could be guessed (an address), in hex."""
    return hmac.new(_key("digest:" + purpose), value.encode(), hashlib.sha256).hexdigest()


def seal(purpose: str, plain: bytes) -> bytes:
    """Encrypt by AES-256-GCM with a random nonce; the purpose is bound to the value."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(_key("seal:" + purpose)).encrypt(nonce, plain, purpose.encode())


def unseal(purpose: str, sealed: bytes) -> bytes:
    """Decrypt what `seal` made; raises cryptography.exceptions.InvalidTag if it was changed."""
    box = AESGCM(_key("seal:" + purpose))
    return box.decrypt(sealed[:_NONCE], sealed[_NONCE:], purpose.encode())
