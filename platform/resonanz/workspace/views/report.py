"""The figures of the desk as a report to print: PDF, drawn with the font that the site ships."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from resonanz.kernel.i18n import current_language, format_day, format_score, gettext
from resonanz.kernel.paths import FONT
from resonanz.scoring import views as words
from resonanz.scoring.domain.statistics import PERCENT_FROM, Share
from resonanz.scoring.views.figures import criteria_values, share_words
from resonanz.scoring.views.quarters import quarter_name

from ..service.overview import Figures
from .words import half_words, invited_words, peers_words, standing_words

if TYPE_CHECKING:
    from fpdf import FPDF

_INK: Final = (20, 33, 61)
_SOFT: Final = (77, 88, 114)
_TRACK: Final = (221, 223, 216)
_BAR: Final = (11, 110, 95)
_NAME, _PICTURE, _FIGURE, _HALF, _N = 62.0, 56.0, 24.0, 24.0, 14.0
_LINE: Final = 6.5

Row = tuple[str, Share, str]


def figures_pdf(found: Figures, site: str) -> bytes:
    """Build the report in the present language; slow enough to leave the event loop."""
    # It takes a sixth of the site's whole start to import.
    from fpdf import FPDF

    pdf = FPDF(format="A4")
    pdf.set_creation_date(dt.datetime.combine(found.today, dt.time(), dt.UTC))
    pdf.add_font("DejaVu", fname=FONT)
    pdf.set_lang(current_language())
    title = gettext("Zahlen von %(name)s", name=found.agency.name)
    pdf.set_title(title)
    pdf.set_margin(18)
    pdf.set_auto_page_break(auto=True, margin=18)
    pdf.add_page()
    _text(pdf, title, 18)
    _text(pdf, f"{site} · {format_day(found.today)}", 9, soft=True)
    own = found.development
    if own is None:
        _text(pdf, gettext("Noch keine Bewertung."), 11)
        return bytes(pdf.output())
    score = own.score
    if score.published:
        said = gettext(
            "%(score)s von 5, mit 90 %% Wahrscheinlichkeit zwischen %(low)s und %(high)s",
            score=format_score(score.score),
            low=format_score(score.low),
            high=format_score(score.high),
        )
        _text(pdf, f"{said}, n = {score.reviews}", 11)
    if found.standing is not None:
        _text(pdf, standing_words(found.standing), 11)
        _text(pdf, peers_words(found.standing), 9, soft=True)
    if invited := invited_words(own):
        _text(pdf, invited, 9, soft=True)
    _heading(pdf, gettext("Wie Sie antworten"))
    _text(
        pdf,
        gettext(
            "Wie viele eine Antwort bekamen, und nach wie vielen Werktagen die Hälfte eine hatte."
        ),
        8,
        soft=True,
    )
    _chart(
        pdf,
        gettext("Je Stufe"),
        [(str(words.STAGES[one.stage]), one.answered, half_words(one.times)) for one in own.stages],
    )
    _chart(
        pdf,
        gettext("Je Quartal"),
        [
            (quarter_name(one.year, one.quarter), one.answered, half_words(one.times))
            for one in own.quarters
        ],
    )
    if score.published:
        _criteria(pdf, criteria_values(score.criteria, own.market))
    if found.words:
        _heading(pdf, gettext("Wörter der Kandidat:innen"))
        _text(pdf, ", ".join(f"{one.word} ({one.reviews})" for one in found.words), 10)
    return bytes(pdf.output())


def _text(pdf: "FPDF", text: str, size: float, *, soft: bool = False) -> None:
    pdf.set_font("DejaVu", size=size)
    pdf.set_text_color(*(_SOFT if soft else _INK))
    pdf.multi_cell(0, size * 0.55, text, new_x="LMARGIN", new_y="NEXT")
    pdf.ln(1.5)


def _heading(pdf: "FPDF", text: str) -> None:
    """A heading with room above, never alone at the foot of a page."""
    if pdf.will_page_break(5 * _LINE):
        pdf.add_page()
    pdf.ln(5)
    _text(pdf, text, 13)


def _head(pdf: "FPDF", title: str, heads: Sequence[tuple[float, str]]) -> None:
    """The line above a chart: what it is of, and what its columns are."""
    if pdf.will_page_break(3 * _LINE):
        pdf.add_page()
    pdf.ln(1)
    pdf.set_font("DejaVu", size=8)
    pdf.set_text_color(*_SOFT)
    pdf.cell(_NAME + _PICTURE, _LINE, title)
    for width, head in heads:
        pdf.cell(width, _LINE, head, align="R")
    pdf.ln(_LINE)


def _criteria(pdf: "FPDF", rows: Sequence[tuple[str, float, float]]) -> None:
    """A bar a criterion, a stroke for the mean of all agencies."""
    if not rows:
        return
    _heading(pdf, gettext("Nach Kriterien"))
    about = gettext("Von 1 bis 5; der Strich ist der Schnitt aller Agenturen.")
    _head(pdf, about, ((_FIGURE, gettext("hier")), (_HALF, gettext("alle"))))
    for name, score, mean in rows:
        if pdf.will_page_break(_LINE):
            pdf.add_page()
        _name(pdf, name)
        x, y = pdf.get_x(), pdf.get_y() + _LINE / 2
        _bar(pdf, x, y, (score - 1) / 4)
        pdf.set_fill_color(*_INK)
        pdf.rect(x + _PICTURE * (mean - 1) / 4 - 0.3, y - 1.8, 0.6, 3.6, style="F")
        pdf.set_x(x + _PICTURE)
        for width, value in ((_FIGURE, score), (_HALF, mean)):
            pdf.cell(width, _LINE, format_score(value), align="R")
        pdf.ln(_LINE)


def _name(pdf: "FPDF", name: str) -> None:
    """What a row is of; a long name is set smaller, since its picture begins at a fixed place."""
    pdf.set_text_color(*_INK)
    pdf.set_font("DejaVu", size=9)
    if (width := pdf.get_string_width(name)) > _NAME - 4:
        pdf.set_font("DejaVu", size=9 * (_NAME - 4) / width)
    pdf.cell(_NAME, _LINE, name)
    pdf.set_font("DejaVu", size=9)


def _bar(pdf: "FPDF", x: float, y: float, share: float) -> None:
    pdf.set_fill_color(*_TRACK)
    pdf.rect(x, y - 1, _PICTURE, 2, style="F")
    pdf.set_fill_color(*_BAR)
    if share > 0:
        pdf.rect(x, y - 1, _PICTURE * share, 2, style="F")


def _chart(pdf: "FPDF", title: str, rows: Sequence[Row]) -> None:
    """Bars, dots below ten, with their numbers: chart and table in one."""
    if not rows:
        return
    _head(pdf, title, ((_FIGURE, ""), (_HALF, gettext("Werktage")), (_N, "n")))
    for name, share, half in rows:
        if pdf.will_page_break(_LINE):
            pdf.add_page()
        _name(pdf, name)
        _picture(pdf, share)
        for width, text in ((_FIGURE, share_words(share)), (_HALF, half), (_N, str(share.n))):
            pdf.cell(width, _LINE, text, align="R")
        pdf.ln(_LINE)


def _picture(pdf: "FPDF", share: Share) -> None:
    x, y = pdf.get_x(), pdf.get_y() + _LINE / 2
    pdf.set_draw_color(*_BAR)
    pdf.set_fill_color(*_BAR)
    if share.n >= PERCENT_FROM:
        _bar(pdf, x, y, share.count / share.n)
    else:
        for at in range(share.n):
            style = "FD" if at < share.count else "D"
            pdf.circle(x + 1.5 + at * 4.5, y, 1.3, style=style)
    pdf.set_x(x + _PICTURE)
