"""Where commands write: results to standard output, everything else to standard error."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

Report = Callable[[str, int, int], None]
"""Called with a step's name, what is done of it and its total."""


def log_to_stderr(level: Literal["debug", "info", "warning", "error"]) -> None:
    """Send the log to standard error; client addresses and request bodies are never in it."""
    logging.basicConfig(
        level=level.upper(),
        format="%(asctime)s %(levelname)s %(name)s %(message)s",
        datefmt="%Y-%m-%dT%H:%M:%S%z",
        force=True,
    )
    logging.getLogger("asyncio").setLevel(logging.WARNING)


@contextmanager
def progress() -> Iterator[Report]:
    """Show a bar for each step that reports itself; a line each where there is no terminal."""
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=err,
    ) as bars:
        steps = {}

        def report(step: str, done: int, total: int) -> None:
            if step not in steps:
                steps[step] = bars.add_task(step, total=total)
            bars.update(steps[step], completed=done, total=total)

        yield report
