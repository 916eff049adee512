"""What the worker does for the audit log."""

from . import service


async def seal(batch: int = 500) -> int:
    """Take unsealed entries into the hash chain; how many there were."""
    return await service.seal(batch)
