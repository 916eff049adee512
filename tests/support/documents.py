"""Documents as people and attackers send them, made on the spot."""

import io
import struct
import zlib

from PIL import Image, ImageDraw, ImageFont, PngImagePlugin

LETTER = (
    "Sehr geehrte Alex Beispiel, vielen Dank für das angenehme Gespräch am 14. Oktober. Wir haben "
    "uns nach reiflicher Überlegung für eine andere Person entschieden, weil uns bei Ihnen die "
    "Erfahrung mit Lagerverwaltung fehlt. Gern behalten wir Ihre Unterlagen für künftige Stellen. "
    "Mit freundlichen Grüßen, Nordlicht Personal, Hamburg"
)
OTHER_LETTER = (
    "Guten Tag, wir laden Sie herzlich zu einem ersten Kennenlernen in unsere Räume nach Kiel ein. "
    "Bitte bringen Sie Zeugnisse und einen Ausweis mit, das Treffen dauert ungefähr eine Stunde. "
    "Parkplätze finden Sie hinter dem Haus, der Empfang liegt im zweiten Stock. Bis bald, Ihr Team "
    "von Förde Jobs, wir freuen uns auf Sie und Ihre Fragen zu dieser Stelle im Vertrieb"
)


def picture(text: str = LETTER, size: tuple[int, int] = (620, 877)) -> Image.Image:
    """A page with some text on it."""
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(20)
    words = text.split()
    for line, at in enumerate(range(0, len(words), 5)):
        draw.text((50, 60 + line * 34), " ".join(words[at : at + 5]), fill="black", font=font)
    return image


def png(text: str = LETTER, **changes: object) -> bytes:
    """A screenshot, with a comment in its metadata."""
    buffer = io.BytesIO()
    about = PngImagePlugin.PngInfo()
    about.add_text("Comment", "GEHEIM-IM-KOMMENTAR")
    picture(text).save(buffer, "PNG", pnginfo=about)
    return buffer.getvalue()


def jpeg(text: str = LETTER) -> bytes:
    """A photo with the place where it was taken (EXIF), lying on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "GEHEIM-IM-EXIF"
    buffer = io.BytesIO()
    picture(text).rotate(90, expand=True).save(buffer, "JPEG", exif=exif, quality=85)
    return buffer.getvalue()


def pdf(*pages: str, size: tuple[float, float] = (595, 842), extra: bytes = b"") -> bytes:
    """A PDF with these texts; `extra` goes into its catalogue."""
    texts = pages or (LETTER,)
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R %s >>" % extra]
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(texts)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(texts)} >>".encode())
    objects.append(
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    )
    for at, text in enumerate(texts):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {size[0]} {size[1]}] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * at} 0 R >>".encode()
        )
        words = text.split()
        lines = [" ".join(words[i : i + 8]) for i in range(0, len(words), 8)]
        drawn = "\n".join(f"({line}) Tj 0 -20 Td" for line in lines)
        stream = f"BT /F1 12 Tf 60 760 Td\n{drawn}\nET".encode("cp1252")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return _file(objects, b"")


def encrypted_pdf() -> bytes:
    """A PDF that asks for a password."""
    filler = b"<" + b"41" * 32 + b">"
    lock = b"<< /Filter /Standard /V 1 /R 2 /O %s /U %s /P -4 >>" % (filler, filler)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [] /Count 0 >>",
        lock,
    ]
    return _file(objects, b"/Encrypt 3 0 R /ID [<00> <00>]")


def _file(objects: list[bytes], trailer: bytes) -> bytes:
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        trailer,
        start,
    )
    return out


def huge_png(width: int = 40_000, height: int = 40_000) -> bytes:
    """A few bytes that say they are an image of gigabytes."""
    rows = zlib.compress(b"\x00" * 4096)

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def bomb_pdf() -> bytes:
    """A PDF whose one image unpacks to gigabytes."""
    width = height = 30_000
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"\x00" * 1_000_000) for _ in range(300)) + packer.flush()
    image = (
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB "
        b"/BitsPerComponent 8 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
        % (width, height, len(packed), packed)
    )
    draw = b"q 595 0 0 842 0 0 cm /I Do Q"
    return _file(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
            image,
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            b"/Resources << /XObject << /I 3 0 R >> >> /Contents 5 0 R >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(draw), draw),
        ],
        b"",
    )


def eml(body: str = LETTER, *, html: str = "", attachment: str = "") -> bytes:
    """A mail of an agency."""
    kind = "text/html" if html else "text/plain"
    lines = [
        "From: Nordlicht Personal <job@nordlicht.example>",
        "To: alex@example.org",
        "Date: Wed, 14 Oct 2026 09:30:00 +0200",
        "Subject: Ihre Bewerbung",
        "Message-ID: <1@nordlicht.example>",
        "MIME-Version: 1.0",
        'Content-Type: multipart/mixed; boundary="b"',
        "",
        "--b",
        f"Content-Type: {kind}; charset=utf-8",
        "",
        html or body,
    ]
    if attachment:
        lines += [
            "--b",
            "Content-Type: application/zip",
            f'Content-Disposition: attachment; filename="{attachment}"',
            "",
            "UEsDBA==",
        ]
    return "\r\n".join([*lines, "--b--", ""]).encode()
