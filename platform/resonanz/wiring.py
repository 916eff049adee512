"""Which events of lower subjects call which services above."""


def register() -> None:
    """Register all handlers; doing it again changes nothing."""
