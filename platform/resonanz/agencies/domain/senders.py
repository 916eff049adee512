"""What is kept of a sender's address: whose it is, never who wrote."""

import re
import unicodedata
from typing import Final

from .websites import website_domain

LONGEST: Final = 120
_AT: Final = re.compile(r"@|%40|&#64;|[\[({]\s*at\s*[\])}]", re.IGNORECASE)
"""An at sign, and how people and programs write one that shall not be found."""
_HOST: Final = re.compile(r"[^\s<>\"'()\[\]{},;:/?#&%]+")


def sender_domain(text: str) -> str:
    """The domain of the mail address that this is or holds, "" if there is none; an at sign in an
    agency's name makes none.
    """
    domain = without_sender(text) if _AT.search(unicodedata.normalize("NFKC", text)) else ""
    return domain if "." in domain else ""


def without_sender(text: str) -> str:
    """A name, a domain, or the domain alone of an address, whatever stands around it.

    "Erika Muster <erika@agentur.example>" is "agentur.example", so is a link to a page there; an
    address that ends with its at sign is nothing. Of anything else spaces are made one.
    """
    # What looks like an at sign is one.
    text = unicodedata.normalize("NFKC", text)
    text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    parts = _AT.split(text)
    if len(parts) > 1:
        found = _HOST.search(parts[-1])
        return found[0][:LONGEST].rstrip(".") if found else ""
    name = text[:LONGEST].rstrip()
    is_address = " " not in name and ("/" in name or name.lower().startswith("www."))
    return (website_domain(name) or name) if is_address else name
