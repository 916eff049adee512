"""The poster with the link of an invitation: A4, the same words for everybody."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import segno

from resonanz.kernel.i18n import Language, format_day, gettext, use_language
from resonanz.kernel.paths import FONT

from ..service.invitations import InvitationDesk

if TYPE_CHECKING:
    from fpdf import FPDF

_WIDTH: Final = 210.0
_MARGIN: Final = 20.0
_QR: Final = 96.0
_INK: Final = (20, 33, 61)
_SOFT: Final = (77, 88, 114)


@dataclass(frozen=True, slots=True)
class Poster:
    """What a poster says, in its language."""

    language: Language
    site: str
    agency: str
    title: str
    lead: str
    how: str
    address: str
    code: str
    notes: tuple[str, ...]


def poster(
    desk: InvitationDesk, agency: str, language: Language, site_name: str, base_url: str
) -> Poster:
    """The poster of an agency that has a code, without a word of what to say."""
    assert desk.code is not None
    with use_language(language):
        return Poster(
            language=language,
            site=site_name,
            agency=agency,
            title=gettext("Wie war der Kontakt mit uns?"),
            lead=gettext("Ob Zusage, Absage oder keine Antwort: Ihre Erfahrung zählt."),
            how=gettext("Scannen und bewerten, etwa drei Minuten, ohne Konto."),
            address=f"{base_url}/i/{desk.code.shown}",
            code=desk.code.shown,
            notes=(
                gettext(
                    "Alle haben denselben Code. Wir erfahren nicht, wer geschrieben hat. Die "
                    "Bewertung trägt den Hinweis „eingeladen“."
                ),
                gettext(
                    "%(site)s ist unabhängig. Gute und schlechte Bewertungen erscheinen nach "
                    "derselben Prüfung.",
                    site=site_name,
                ),
                gettext("Der Code gilt bis zum %(day)s.", day=format_day(desk.code.last_on)),
            ),
        )


def draw(of: Poster) -> bytes:
    """The poster as a PDF; takes a while, so call it in a thread."""
    # Its font tools take a second to load, which only a poster is worth.
    from fpdf import FPDF

    pdf = FPDF(format="A4")
    pdf.set_auto_page_break(False)
    pdf.set_margin(_MARGIN)
    pdf.add_font("text", "", str(FONT))
    pdf.set_title(f"{of.agency}: {of.title}")
    pdf.set_lang(of.language)
    pdf.add_page()
    _lines(pdf, of.agency, 16, _SOFT, top=24)
    _lines(pdf, of.title, 28, _INK, gap=4)
    _lines(pdf, of.lead, 17, _INK, gap=6)
    top = _square(pdf, of.address, pdf.get_y() + 10)
    pdf.set_y(top)
    _lines(pdf, of.how, 15, _INK, gap=6, align="C")
    _lines(pdf, of.address, 13, _INK, gap=3, align="C")
    pdf.set_y(max(pdf.get_y() + 6, 246))
    for note in of.notes:
        _lines(pdf, note, 10, _SOFT, gap=1.5)
    return bytes(pdf.output())


def _lines(
    pdf: "FPDF",
    text: str,
    size: int,
    color: tuple[int, int, int],
    *,
    top: float | None = None,
    gap: float = 0,
    align: str = "L",
) -> None:
    pdf.set_y((pdf.get_y() if top is None else top) + gap)
    pdf.set_font("text", size=size)
    pdf.set_text_color(*color)
    pdf.multi_cell(0, size * 0.45, text, align=align, new_x="LMARGIN", new_y="NEXT")


def _square(pdf: "FPDF", address: str, top: float) -> float:
    """Draw the code as one rectangle a run of dark fields; returns where it ends."""
    rows = [bytes(row) for row in segno.make(address, error="q", micro=False).matrix]
    field = _QR / len(rows)
    left = (_WIDTH - _QR) / 2
    pdf.set_fill_color(0, 0, 0)
    for y, row in enumerate(rows):
        start = None
        for x, dark in enumerate((*row, 0)):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                pdf.rect(
                    left + start * field, top + y * field, (x - start) * field, field, style="F"
                )
                start = None
    return top + _QR
