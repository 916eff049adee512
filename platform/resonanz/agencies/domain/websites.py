"""Internet names: an agency's website, and what a visitor pastes to find it."""

import re

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"(?:{_LABEL}\.)+(?:[a-z]{{2,63}}|xn--[a-z0-9-]{{2,59}})")
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://")
_SHARED_PAIRS = frozenset(
    {
        *("ac.uk", "co.uk", "gov.uk", "ltd.uk", "me.uk", "net.uk", "org.uk", "plc.uk"),
        *("ac.at", "co.at", "gv.at", "or.at", "com.es", "gob.es", "nom.es", "org.es"),
    }
)


def website_domain(text: str) -> str | None:
    """The host of an address, in lower case and ASCII, without www; None if it is no host name.

    Takes a bare host, an address with scheme, port and path, or an e-mail address (its local part
    is dropped).
    """
    host = _SCHEME.sub("", text.strip().lower())
    host = re.split(r"[/?#]", host, maxsplit=1)[0].rpartition("@")[2]
    host = re.sub(r":\d{1,5}$", "", host).rstrip(".").removeprefix("www.")
    try:
        ascii_host = host.encode("idna").decode("ascii")
    except UnicodeError:
        return None
    if len(ascii_host) > 253 or not _HOST.fullmatch(ascii_host) or is_public_suffix(ascii_host):
        return None
    return ascii_host


def is_public_suffix(host: str) -> bool:
    """Whether everybody can register a name under it: "de", and pairs such as "co.uk"."""
    return "." not in host or host in _SHARED_PAIRS


def parent_domains(host: str) -> list[str]:
    """The host and what it belongs to, down to the registrable name: a.b.de, b.de."""
    labels = host.split(".")
    parents = [".".join(labels[start:]) for start in range(len(labels) - 1)]
    return [parent for parent in parents if not is_public_suffix(parent)]


def brand_of(host: str) -> str:
    """The label people read as the name: "hays" of mail.hays.co.uk."""
    return parent_domains(host)[-1].split(".")[0]
