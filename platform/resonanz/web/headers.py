"""Security headers, in one place (TRUST 41)."""

from resonanz.kernel.settings import Settings

Header = tuple[bytes, bytes]

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    )
)
# same-origin, not no-referrer: with the latter browsers send "Origin: null" with our own forms.
_EVERYWHERE = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), "
    "browsing-topics=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
_A_YEAR = "max-age=31536000; includeSubDomains"


def security_headers(settings: Settings) -> tuple[Header, ...]:
    """The headers of every response; HSTS only where the site is reached by https."""
    values = dict(_EVERYWHERE)
    if settings.base_url.startswith("https://"):
        values["strict-transport-security"] = _A_YEAR
    return tuple((name.encode(), value.encode()) for name, value in values.items())
