"""Runs `rendering` as a process of its own, with little memory and little time."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from resonanz.kernel.errors import TooManyRequestsError
from resonanz.kernel.paths import FONT

from ...domain.evidence import COLUMNS, ROWS, MediaType, Refusal
from . import rendering

T = TypeVar("T")

MEMORY: Final = 1024 * 1024 * 1024
CPU_SECONDS: Final = 20
SECONDS: Final = 40
AT_ONCE: Final = 2
WAITING: Final = 16

_PROGRAM: Final = str(Path(rendering.__file__).resolve())
_FONT: Final = str(FONT)
_pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="evidence")
_taken = 0


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page as an image (WebP), and what makes it comparable."""

    body: bytes
    width: int
    height: int
    edges: str
    pixels: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """All pages of a file, and its text if it has any."""

    pages: tuple[RenderedPage, ...]
    text: str


class RefusedFileError(Exception):
    """The file cannot be taken in."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason)
        self.reason = reason


async def render(content: bytes, media_type: MediaType, most_pages: int) -> Rendered:
    """Render a file; raises RefusedFileError, TooManyRequestsError if too many wait."""
    order = {"task": "render", "media_type": media_type, "most_pages": most_pages, "font": _FONT}
    about, bodies = await _run(_ask, order, content)
    pages = (
        RenderedPage(body, page["width"], page["height"], page["edges"], page["pixels"])
        for page, body in zip(about["pages"], bodies, strict=True)
    )
    return Rendered(tuple(pages), about["text"])


async def burn(body: bytes, cells: Sequence[str]) -> bytes:
    """Blacken cells of a rendered page."""
    order = {"task": "burn", "cells": list(cells), "columns": COLUMNS, "rows": ROWS}
    _, bodies = await _run(_ask, order, body)
    return bodies[0]


def _ask(order: dict[str, Any], content: bytes) -> tuple[dict[str, Any], list[bytes]]:
    line = json.dumps(order | {"memory": MEMORY, "seconds": CPU_SECONDS}).encode() + b"\n"
    try:
        # Isolated, with an empty environment: the program inherits no secret of the site.
        ran = subprocess.run(  # noqa: S603
            [sys.executable, "-I", _PROGRAM],
            input=line + content,
            capture_output=True,
            timeout=SECONDS,
            env={},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise RefusedFileError(Refusal.TOO_SLOW) from None
    head, _, rest = ran.stdout.partition(b"\n")
    if ran.returncode != 0 or not head:
        raise RefusedFileError(Refusal.DAMAGED)
    about = json.loads(head)
    if "refused" in about:
        raise RefusedFileError(Refusal(about["refused"]))
    bodies = []
    for page in about["pages"]:
        bodies.append(rest[: page["size"]])
        rest = rest[page["size"] :]
    return about, bodies


async def _run(work: Callable[..., T], *args: Any) -> T:
    global _taken  # noqa: PLW0603
    if _taken >= AT_ONCE + WAITING:
        raise TooManyRequestsError("rendering", retry_after=30)
    _taken += 1
    future = asyncio.get_running_loop().run_in_executor(_pool, work, *args)
    # The place is free when the process is over, not when the asker lost patience.
    future.add_done_callback(_free)
    return await future


def _free(_: object) -> None:
    global _taken  # noqa: PLW0603
    _taken -= 1
