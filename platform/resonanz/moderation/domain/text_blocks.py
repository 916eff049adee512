"""Text blocks: words that moderators use again and again, in the language of whoever reads them."""

from enum import StrEnum
from typing import Final

TITLE_LIMIT: Final = 80
TEXT_LIMIT: Final = 1000


class Purpose(StrEnum):
    """What a block is for; it says who reads it."""

    RETURN = "return"
    REJECT = "reject"
    REPLY = "reply"
    HEARING = "hearing"
    ASK_MORE = "ask_more"
    FORWARD = "forward"
    DECISION = "decision"
    COMPLAINT = "complaint"


def added(text: str, block: str) -> str:
    """A text with a block behind it, a paragraph of its own; what was typed stays as it is."""
    return f"{text.rstrip()}\n\n{block}" if text.strip() else block
