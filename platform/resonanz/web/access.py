"""The access log: no address of the client, no query, no secret of a link (TRUST 30, 45)."""

import logging
import re

log = logging.getLogger("resonanz.access")
# Tokens of mailed links have 43 characters, public ids 22.
_SECRET = re.compile(r"(?<=/t/)[^/]+|(?<=/)[A-Za-z0-9_-]{40,}(?=/|$)")


def log_request(method: str, path: str, status: int, seconds: float, request_id: str) -> None:
    """Log one answered request."""
    if log.isEnabledFor(logging.INFO):
        log.info(
            "%s %s %d %.1fms %s", method, masked_path(path), status, seconds * 1000, request_id
        )


def masked_path(path: str) -> str:
    """A path with the tokens of links taken out, on one line."""
    return _SECRET.sub("***", path).encode("unicode_escape").decode("ascii")
