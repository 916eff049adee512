"""A small table that database tests write to, from this process and others."""

import asyncio
import sys

from resonanz.kernel import db
from resonanz.kernel.paths import PACKAGE


async def write(text: str) -> None:
    """Add a note."""
    await db.execute("INSERT INTO note (text) VALUES ({})", text)


async def texts() -> list[str]:
    """All notes, by id."""
    return [row["text"] for row in await db.rows("SELECT text FROM note ORDER BY id")]


async def python(code: str, *arguments: str) -> asyncio.subprocess.Process:
    """Start another process that can import the package."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        code,
        *arguments,
        cwd="/",
        env={"PYTHONPATH": str(PACKAGE.parent)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
