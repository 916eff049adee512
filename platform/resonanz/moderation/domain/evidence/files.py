"""Which files are taken in, told by their first bytes and never by their name (TRUST 44)."""

import re
from enum import StrEnum
from typing import Final

FILES_LIMIT: Final = 5
BYTES_LIMIT: Final = 10 * 1024 * 1024
PAGES_LIMIT: Final = 20
"""Of all files of a proof together."""

_HEADER: Final = re.compile(rb"(?:[!-9;-~]+:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n)+")
_MAIL_HEADERS: Final = (b"from:", b"date:", b"subject:", b"received:", b"message-id:", b"to:")
_LEAST_MAIL_HEADERS: Final = 3


class MediaType(StrEnum):
    """A kind of file that is taken in."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    EML = "message/rfc822"


class Refusal(StrEnum):
    """Why a file was not taken in."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    UNKNOWN = "unknown"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_MANY_FILES = "too_many_files"
    TOO_SLOW = "too_slow"


def media_type(content: bytes) -> MediaType | None:
    """What a file is by its first bytes; None for anything that is not taken in.

    A mail has no magic bytes: it begins with header lines, three of the usual ones among them.
    """
    if content.startswith(b"%PDF-"):
        return MediaType.PDF
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return MediaType.PNG
    if content.startswith(b"\xff\xd8\xff"):
        return MediaType.JPEG
    return MediaType.EML if _is_mail(content[:65536]) else None


def _is_mail(start: bytes) -> bool:
    if b"\x00" in start:
        return False
    found = _HEADER.match(start)
    if found is None:
        return False
    lines = {line.partition(b":")[0].lower() + b":" for line in found[0].splitlines()}
    return sum(name in lines for name in _MAIL_HEADERS) >= _LEAST_MAIL_HEADERS
