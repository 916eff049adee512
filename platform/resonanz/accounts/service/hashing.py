"""Argon2id in a small pool of threads, so that sign-ins cannot starve the site (TRUST 35)."""

import asyncio
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn

from resonanz.kernel.errors import TooManyRequestsError

T = TypeVar("T")

MEMORY_KIB = 19 * 1024
PASSES = 2
LANES = 1
THREADS = 2
WAITING = 32
LEAST_STRENGTH = 3
# zxcvbn gives no password of eight characters more than 2, however random.
LEAST_STRENGTH_WITH_SECOND_FACTOR = 2
_RATED_CHARACTERS = 72

_hasher = PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES)
_dummy_hash = _hasher.hash(secrets.token_urlsafe(24))
_pool = ThreadPoolExecutor(THREADS, thread_name_prefix="argon2")
_places = THREADS + WAITING
_taken = 0


async def _run(work: Callable[..., T], *args: Any) -> T:
    global _taken  # noqa: PLW0603
    if _taken >= _places:
        raise TooManyRequestsError("hashing", retry_after=5)
    _taken += 1
    future = asyncio.get_running_loop().run_in_executor(_pool, work, *args)
    # The place is free when the thread is, not when the asker lost patience.
    future.add_done_callback(_free)
    return await future


def _free(_: object) -> None:
    global _taken  # noqa: PLW0603
    _taken -= 1


async def hash_password(password: str) -> str:
    """The hash to store, in PHC form."""
    return await _run(_hasher.hash, password)


async def verify(stored: str | None, password: str) -> bool:
    """Whether a password matches; without a stored hash the same work is done for nothing."""
    matches = await _run(_verify, stored or _dummy_hash, password)
    return matches and stored is not None


def _verify(stored: str, password: str) -> bool:
    try:
        return _hasher.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(stored: str) -> bool:
    """Whether a hash was made with weaker parameters than today's."""
    return _hasher.check_needs_rehash(stored)


async def is_guessable(password: str, words: list[str], *, second_factor: bool) -> bool:
    """Whether zxcvbn, with its lists of leaked passwords, scores too low.

    Below 3 of 4; beside a second factor below 2.
    """
    least = LEAST_STRENGTH_WITH_SECOND_FACTOR if second_factor else LEAST_STRENGTH
    return await _run(_strength, password, words) < least


def _strength(password: str, words: list[str]) -> int:
    # zxcvbn takes time that grows with the square of the length; 72 characters are enough.
    return int(zxcvbn(password[:_RATED_CHARACTERS], user_inputs=words)["score"])
