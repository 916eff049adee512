"""The page of last resort: needs neither layout nor assets, only the catalogues."""

from resonanz.kernel import i18n
from resonanz.kernel.i18n import gettext as _
from resonanz.kernel.templates import render

HEADERS = (
    (b"content-type", b"text/html; charset=utf-8"),
    (b"cache-control", b"no-store"),
)


def page(status: int, request_id: str) -> bytes:
    """A small page for a failure of ours (500) or a wrong address of the site (400)."""
    if status == 500:
        title = _("Bei uns ist etwas schiefgegangen")
        text = _(
            "Ihre Anfrage kam an, aber wir konnten sie nicht beantworten. Bitte versuchen "
            "Sie es in einer Minute noch einmal."
        )
    else:
        title = _("Diese Anfrage können wir nicht beantworten")
        text = _("Die Adresse ist unvollständig oder gehört nicht zu dieser Seite.")
    return render(
        "errors/failure.html",
        title=title,
        text=text,
        request_id=request_id,
        lang=i18n.current_language(),
    ).encode()
