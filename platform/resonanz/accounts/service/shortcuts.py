"""Links on a person's account page to what upper subjects have for them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from resonanz.kernel.i18n import LazyText


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A page of one's own; `path` is without its language."""

    label: LazyText
    path: str


Source = Callable[[int], Awaitable[Shortcut | None]]

_sources: list[Source] = []


def add(source: Source) -> None:
    """Ask a subject for its link too; adding the same one twice changes nothing."""
    if source not in _sources:
        _sources.append(source)


async def shortcuts_of(account_id: int) -> tuple[Shortcut, ...]:
    """The links for an account, in the order in which their subjects came."""
    found = [await source(account_id) for source in _sources]
    return tuple(one for one in found if one is not None)
