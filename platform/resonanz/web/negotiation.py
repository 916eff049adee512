"""What the client prefers: language and compression (RFC 9110)."""

from functools import lru_cache

from resonanz.kernel.i18n import LANGUAGES, SOURCE_LANGUAGE, Language

_LONGEST = 200


@lru_cache(256)
def preferred_language(header: bytes | None) -> Language:
    """The best of our languages for an Accept-Language header.

    German without a wish; English for those who ask for none of ours.
    """
    if not header:
        return SOURCE_LANGUAGE
    best: Language | None = None
    best_weight = 0.0
    for tag, weight in _weights(header):
        if weight <= best_weight:
            continue
        for language in LANGUAGES:
            if tag == language or tag.startswith(language + "-"):
                best, best_weight = language, weight
        if tag == "*" and best is None:
            best, best_weight = SOURCE_LANGUAGE, weight
    return best or "en"


@lru_cache(256)
def accepts_gzip(header: bytes | None) -> bool:
    """Whether an Accept-Encoding header allows gzip."""
    weights = dict(_weights(header or b""))
    return weights.get("gzip", weights.get("*", 0.0)) > 0


@lru_cache(256)
def accepts(header: bytes | None, kind: str) -> bool:
    """Whether an Accept header allows a media type, as in "application/json"."""
    if not header or not header.strip():
        return True
    weights = dict(_weights(header))
    ranges = (kind, f"{kind.partition('/')[0]}/*", "*/*")
    return next((weights[one] for one in ranges if one in weights), 0.0) > 0


def _weights(header: bytes) -> list[tuple[str, float]]:
    found = []
    for part in header[:_LONGEST].decode("latin-1").lower().split(","):
        name, _, parameter = part.partition(";")
        _, _, weight = parameter.partition("q=")
        try:
            found.append((name.strip(), float(weight) if weight else 1.0))
        except ValueError:
            continue
    return found
