"""The picture of a profile in messages and social networks: score, dots, n."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from resonanz.directory.views.profile import ProfileView
from resonanz.kernel.i18n import gettext
from resonanz.kernel.paths import FONT

SIZE: Final = (1200, 630)
_SCALE: Final = 2
"""Drawn larger and made smaller: Pillow's circles have no smooth edges."""
_EDGE: Final = 72
_PAPER, _INK, _SOFT, _LINE = "#fbfaf7", "#14213d", "#4d5872", "#dddfd8"
_BRAND, _MID = "#0b6e5f", "#95600c"
_DOT: Final = 27


@dataclass(frozen=True, slots=True)
class CardView:
    """The words and dots of a card; `score` is "" where none is published."""

    site: str
    name: str
    place: str
    score: str
    dots: tuple[str, ...]
    sentence: str
    basis: str


def card_view(profile: ProfileView, site: str) -> CardView:
    """What the card of a profile says."""
    sentence = profile.echo.sentence if profile.echo else gettext("Hatten Sie Kontakt?")
    return CardView(
        site=site,
        name=profile.name,
        place=profile.place,
        score=profile.score.text if profile.score else "",
        dots=profile.echo.dots if profile.echo else (),
        sentence=sentence,
        basis=profile.reviews_words if profile.n else profile.pending,
    )


def png(card: CardView) -> bytes:
    """Draw a card; takes a tenth of a second, so it does not belong on the event loop."""
    image = Image.new("RGB", (SIZE[0] * _SCALE, SIZE[1] * _SCALE), _PAPER)
    pen = _Pen(ImageDraw.Draw(image))
    pen.logo(_EDGE, 64)
    pen.text((_EDGE + 62, 60), card.site, 40, _INK, strong=True)
    room = SIZE[0] - 2 * _EDGE - (230 if card.score else 0)
    lines, size = pen.fit(card.name, room, (68, 58, 50), 2)
    y = 150
    for line in lines:
        pen.text((_EDGE, y), line, size, _INK, strong=True)
        y += size + 14
    pen.text((_EDGE, y + 4), pen.cut(card.place, 32, room), 32, _SOFT)
    if card.score:
        pen.text((SIZE[0] - _EDGE, 146), card.score, 120, _INK, strong=True, right=True)
        pen.text((SIZE[0] - _EDGE, 282), gettext("von 5"), 34, _SOFT, right=True)
    for number, kind in enumerate(card.dots):
        pen.dot(_EDGE + _DOT + number * (2 * _DOT + 18), 402, kind)
    sentence, size = pen.fit(card.sentence, SIZE[0] - 2 * _EDGE, (36, 32, 28), 2)
    y = 458 if card.dots else 400
    for line in sentence:
        pen.text((_EDGE, y), line, size, _INK)
        y += size + 10
    pen.text((_EDGE, 562), card.basis, 28, _SOFT)
    small = image.resize(SIZE, Image.Resampling.LANCZOS)
    out = io.BytesIO()
    # An octree keeps rare colours, which a median cut would drop.
    small.quantize(128, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(out, "PNG")
    return out.getvalue()


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONT), size * _SCALE)


class _Pen:
    """Draws in pixels of the finished picture."""

    def __init__(self, draw: ImageDraw.ImageDraw) -> None:
        self._draw = draw

    def text(
        self,
        at: tuple[int, int],
        text: str,
        size: int,
        colour: str,
        *,
        strong: bool = False,
        right: bool = False,
    ) -> None:
        """Write a line; the font has one weight, a stroke makes the second."""
        self._draw.text(
            (at[0] * _SCALE, at[1] * _SCALE),
            text,
            fill=colour,
            font=_font(size),
            anchor="ra" if right else "la",
            stroke_width=max(1, size // 28) if strong else 0,
            stroke_fill=colour,
        )

    def width(self, text: str, size: int) -> float:
        """How wide a line gets."""
        return self._draw.textlength(text, font=_font(size)) / _SCALE

    def fit(
        self, text: str, room: int, sizes: Sequence[int], most: int
    ) -> tuple[tuple[str, ...], int]:
        """The lines of a text in the largest size in which it needs no more than so many."""
        for size in sizes:
            lines = self._wrap(text, room, size)
            if len(lines) <= most and all(self.width(line, size) <= room for line in lines):
                return lines, size
        kept = lines[:most]
        return (*kept[:-1], self.cut(f"{kept[-1]} …", sizes[-1], room)), sizes[-1]

    def cut(self, text: str, size: int, room: int) -> str:
        """A line that ends with dots if it is too wide."""
        while self.width(text, size) > room:
            text = text.rstrip("… ")[:-1] + "…"
        return text

    def _wrap(self, text: str, room: int, size: int) -> tuple[str, ...]:
        lines: list[str] = []
        for word in text.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(longer, size) <= room:
                lines[-1] = longer
            else:
                lines.append(word)
        return tuple(lines)

    def logo(self, x: int, y: int) -> None:
        """The mark: a voice and its echo."""
        self._circle(x + 12, y + 22, 10, fill=_BRAND)
        for radius, thick in ((26, 7), (42, 6)):
            box = [(x + 12 - radius), (y + 22 - radius), (x + 12 + radius), (y + 22 + radius)]
            self._draw.arc([side * _SCALE for side in box], -45, 45, _BRAND, thick * _SCALE)

    def dot(self, x: int, y: int, kind: str) -> None:
        """A dot of the echo; the shapes differ without colour, as on the pages."""
        if kind == "reason":
            self._circle(x, y, _DOT, fill=_BRAND)
        elif kind == "phrase":
            self._arc(x, y, 0, 360, _MID)
            box = [(x - _DOT), (y - _DOT), (x + _DOT), (y + _DOT)]
            self._draw.pieslice([side * _SCALE for side in box], 90, 270, fill=_MID)
        elif kind == "interim":
            for start in range(0, 360, 40):
                self._arc(x, y, start, start + 20, _SOFT)
        else:
            self._arc(x, y, 0, 360, _INK)
            for slope in (1, -1):
                ends = [x - 9, y - 9 * slope, x + 9, y + 9 * slope]
                self._draw.line([end * _SCALE for end in ends], _INK, 6 * _SCALE)

    def _arc(self, x: int, y: int, start: int, end: int, colour: str) -> None:
        box = [(x - _DOT), (y - _DOT), (x + _DOT), (y + _DOT)]
        self._draw.arc([side * _SCALE for side in box], start, end, colour, 6 * _SCALE)

    def _circle(self, x: int, y: int, radius: int, *, fill: str) -> None:
        box = [(x - radius), (y - radius), (x + radius), (y + radius)]
        self._draw.ellipse([side * _SCALE for side in box], fill=fill)
