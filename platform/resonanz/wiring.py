"""Which events of lower subjects call which services above."""

from resonanz.agencies.service import AgenciesChanged
from resonanz.kernel import db
from resonanz.kernel.events import on
from resonanz.web import bodies


def register() -> None:
    """Register all handlers; doing it again changes nothing."""
    on(AgenciesChanged, _show_changes)


async def _show_changes(_event: AgenciesChanged) -> None:
    """Kept pages of this process are checked as soon as the change is committed."""
    db.after_commit(bodies.expire)
