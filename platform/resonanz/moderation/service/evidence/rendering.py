"""Turns a stranger's file into plain images, so that nothing active survives (TRUST 44).

A program of its own, started by `sandbox` for one file: what reads hostile bytes has no secret,
no database, little memory and little time. Standard input is a line of JSON and the bytes;
standard output a line of JSON and the images (WebP) one after the other. Imports nothing of the
site, so that it runs isolated.
"""

import hashlib
import io
import json
import resource
import sys
from collections.abc import Callable, Iterator
from typing import Any, Final

LONG_SIDE: Final = 2000
LARGEST_SCALE: Final = 200 / 72
PIXELS_LIMIT: Final = 50_000_000
TEXT_LIMIT: Final = 60_000
QUALITY: Final = 80
GREYS: Final = 16
LONGEST: Final = 300
"""Signs of a word that are measured at once: more than fit on a line."""
EDGE: Final = 12
"""So much darker than its left neighbour is a cell that counts as an edge (of 255)."""


class RefusedError(Exception):
    """The file is not taken in; the argument is the reason."""


def confine(memory: int, seconds: int) -> None:
    """Give up what this program never needs: memory, time, writing files, many files, dumps."""
    for kind, value in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 32),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (value, value))


def render(order: dict[str, Any], content: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """Pages, their traits, and the text, of which only traits are kept."""
    pages: Callable[[dict[str, Any], bytes], tuple[list[Any], str]] = {
        "application/pdf": _pdf,
        "image/png": _image,
        "image/jpeg": _image,
        "message/rfc822": _mail,
    }[order["media_type"]]
    images, text = pages(order, content)
    bodies = [_encoded(image) for image in images]
    about = [
        {
            "size": len(body),
            "width": image.width,
            "height": image.height,
            "edges": _edges(image),
            "pixels": _pixels(image),
        }
        for image, body in zip(images, bodies, strict=True)
    ]
    return {"pages": about, "text": text[:TEXT_LIMIT]}, bodies


def burn(order: dict[str, Any], content: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """Blacken cells of a page that `render` made; what is below is gone."""
    from PIL import ImageDraw

    image = _opened(content, "WEBP").convert("RGB")
    draw = ImageDraw.Draw(image)
    for cell in order["cells"]:
        row, column = (int(part) - 1 for part in cell.split("-"))
        draw.rectangle(
            (
                column * image.width // order["columns"] - 1,
                row * image.height // order["rows"] - 1,
                -(-(column + 1) * image.width // order["columns"]) + 1,
                -(-(row + 1) * image.height // order["rows"]) + 1,
            ),
            fill=(0, 0, 0),
        )
    body = _encoded(image)
    return {"pages": [{"size": len(body)}]}, [body]


def _pdf(order: dict[str, Any], content: bytes) -> tuple[list[Any], str]:
    import pypdfium2 as pdfium
    from pypdfium2 import raw

    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        locked = raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "assword" in str(error)
        raise RefusedError("encrypted" if locked else "damaged") from None
    if not 0 < len(document) <= order["most_pages"]:
        raise RefusedError("too_many_pages" if len(document) else "damaged")
    # Filled-in forms are drawn; their scripts are not run, the library has no engine for them.
    document.init_forms()
    images, texts = [], []
    for page in document:
        width, height = page.get_size()
        if not 1 <= min(width, height) <= max(width, height) < 1e6:
            raise RefusedError("damaged")
        scale = min(LARGEST_SCALE, LONG_SIDE / max(width, height))
        images.append(_plain(page.render(scale=scale, fill_color=(255, 255, 255, 255)).to_pil()))
        texts.append(page.get_textpage().get_text_bounded()[:TEXT_LIMIT])
    return images, "\n".join(texts)


def _image(order: dict[str, Any], content: bytes) -> tuple[list[Any], str]:
    from PIL import ImageOps

    image = _opened(content, "PNG" if order["media_type"] == "image/png" else "JPEG")
    image.draft("RGB", (LONG_SIDE, LONG_SIDE))
    image.load()
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((LONG_SIDE, LONG_SIDE))
    return [_plain(upright)], ""


def _opened(content: bytes, kind: str) -> Any:
    """An image of this kind alone; its size is checked before a pixel is read."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None
    image = Image.open(io.BytesIO(content), formats=[kind])
    if image.width * image.height > PIXELS_LIMIT:
        raise RefusedError("too_many_pixels")
    return image


def _plain(image: Any) -> Any:
    """A new image with the pixels alone: no metadata, no profile, no transparency."""
    from PIL import Image

    plain = Image.new("RGB", image.size, (255, 255, 255))
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        image = image.convert("RGBA")
        plain.paste(image, mask=image.getchannel("A"))
    else:
        plain.paste(image.convert("RGB"))
    return plain


def _encoded(image: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "WEBP", quality=QUALITY, method=2)
    return buffer.getvalue()


def _pixels(image: Any) -> str:
    """A digest of the page in few greys, the same if it is saved anew without loss."""
    small = image.convert("L").resize((48, 64))
    levels = bytes(value * GREYS // 256 for value in small.tobytes())
    return hashlib.sha256(levels).hexdigest()


def _edges(image: Any) -> str:
    """Where the page gets darker or lighter, as 512 bits in hex: 16 by 16, across and down."""
    from PIL import ImageOps

    grey = image.convert("L")
    inside = ImageOps.invert(grey).point([0] * 64 + [255] * 192).getbbox()
    if inside is None:
        return "0"
    bits = 0
    for width, height, step in ((17, 16, 1), (16, 17, 16)):
        cells = grey.crop(inside).resize((width, height)).tobytes()
        for row in range(16):
            for column in range(16):
                at = row * width + column
                bits = bits << 1 | (abs(cells[at] - cells[at + step]) >= EDGE)
    return f"{bits:x}"


def _mail(order: dict[str, Any], content: bytes) -> tuple[list[Any], str]:
    from email import message_from_bytes, policy

    message = message_from_bytes(content, policy=policy.default)
    lines = [
        f"{name}: {message[name]}"
        for name in ("From", "To", "Cc", "Date", "Subject", "Message-ID")
        if message[name]
    ]
    body = message.get_body(("plain", "html"))
    text = str(body.get_content()) if body is not None else ""
    if body is not None and body.get_content_type() == "text/html":
        text = _text_of(text)
    parts = [
        f"[{part.get_filename() or '?'} ({part.get_content_type()})]"
        for part in message.iter_attachments()
    ]
    whole = "\n".join([*lines, "", text.strip(), "", *parts])
    if len(whole) > TEXT_LIMIT:
        raise RefusedError("too_many_pages")
    return _drawn(whole, order["font"], order["most_pages"]), text


def _text_of(html: str) -> str:
    """The text of HTML, without what a browser would run or not show."""
    from html.parser import HTMLParser

    hidden = {"script", "style", "head", "template", "noscript", "title"}
    blocks = {"p", "div", "br", "tr", "li", "h1", "h2", "h3", "table", "blockquote"}

    class Reader(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.found: list[str] = []
            self.skipped = ""

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag in hidden and not self.skipped:
                self.skipped = tag
            elif tag in blocks:
                self.found.append("\n")

        def handle_endtag(self, tag: str) -> None:
            if tag == self.skipped:
                self.skipped = ""
            elif tag in blocks:
                self.found.append("\n")

        def handle_data(self, data: str) -> None:
            if not self.skipped:
                self.found.append(" ".join(data.split()) + " " if data.strip() else "")

    reader = Reader()
    reader.feed(html)
    lines = [line.strip() for line in "".join(reader.found).splitlines()]
    return "\n".join(line for at, line in enumerate(lines) if line or (at and lines[at - 1]))


def _drawn(text: str, font_path: str, most_pages: int) -> list[Any]:
    """Text on pages of A4 proportions."""
    from PIL import Image, ImageDraw, ImageFont

    width, height, margin, leading = 1240, 1754, 90, 32
    font = ImageFont.truetype(font_path, 22, layout_engine=ImageFont.Layout.BASIC)
    lines = list(_wrapped(text, font.getlength, width - 2 * margin))
    fitting = (height - 2 * margin) // leading
    if len(lines) > fitting * most_pages:
        raise RefusedError("too_many_pages")
    images = []
    for first in range(0, max(1, len(lines)), fitting):
        image = Image.new("RGB", (width, height), (255, 255, 255))
        draw = ImageDraw.Draw(image)
        for at, line in enumerate(lines[first : first + fitting]):
            draw.text((margin, margin + at * leading), line, fill=(0, 0, 0), font=font)
        images.append(image)
    return images


def _wrapped(text: str, length: Callable[[str], float], most: float) -> Iterator[str]:
    for paragraph in text.splitlines():
        shown = "".join(sign if sign.isprintable() else " " for sign in paragraph)
        line = ""
        for word in shown.split():
            if line and length(f"{line} {word}") > most:
                yield line
                line = ""
            while length(word[:LONGEST]) > most:
                fit = next(at for at in range(LONGEST, 0, -1) if length(word[:at]) <= most)
                yield f"{line} {word[:fit]}".strip()
                line, word = "", word[fit:]  # noqa: PLW2901
            line = f"{line} {word}".strip()
        yield line


def main() -> None:
    """Read one order, answer it."""
    order = json.loads(sys.stdin.buffer.readline())
    confine(order["memory"], order["seconds"])
    content = sys.stdin.buffer.read()
    tasks = {"render": render, "burn": burn}
    try:
        about, bodies = tasks[order["task"]](order, content)
    except RefusedError as error:
        about, bodies = {"refused": str(error)}, []
    except (Exception, MemoryError):
        # Whatever a library makes of broken input: the file cannot be read.
        about, bodies = {"refused": "damaged"}, []
    sys.stdout.buffer.write(json.dumps(about).encode() + b"\n" + b"".join(bodies))


if __name__ == "__main__":
    main()
