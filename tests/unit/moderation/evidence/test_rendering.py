"""Nothing active survives, and no file takes more than its share (TRUST 44)."""

import io
import tracemalloc

import pytest
from PIL import Image
from support import documents

from resonanz.moderation.domain.evidence import MediaType, Refusal, media_type
from resonanz.moderation.service.evidence import sandbox
from resonanz.moderation.service.evidence.sandbox import RefusedFileError, Rendered


async def rendered(content: bytes, most_pages: int = 20) -> Rendered:
    kind = media_type(content)
    assert kind is not None
    return await sandbox.render(content, kind, most_pages)


async def refusal(content: bytes, kind: MediaType | None = None) -> Refusal:
    with pytest.raises(RefusedFileError) as error:
        await sandbox.render(content, kind or media_type(content) or MediaType.PDF, 20)
    return error.value.reason


async def test_metadata_is_gone_and_a_photo_stands_upright() -> None:
    (page,) = (await rendered(documents.jpeg())).pages
    image = Image.open(io.BytesIO(page.body))
    assert (image.width, image.height) == (page.width, page.height)
    assert image.height > image.width
    assert not image.getexif()
    assert "exif" not in image.info
    for body in (page.body, (await rendered(documents.png())).pages[0].body):
        assert b"GEHEIM" not in body


async def test_a_polyglot_keeps_nothing_of_its_other_face() -> None:
    script = b"<script>alert(document.domain)</script>PK\x03\x04"
    for content in (documents.png() + script, documents.jpeg() + script, documents.pdf() + script):
        for page in (await rendered(content)).pages:
            assert b"script" not in page.body
            assert b"PK\x03\x04" not in page.body


async def test_a_pdf_with_a_script_is_only_a_picture() -> None:
    evil = b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"
    (page,) = (await rendered(documents.pdf(extra=evil))).pages
    assert page.body[8:12] == b"WEBP"
    assert b"JavaScript" not in page.body


async def test_a_mail_is_its_text_without_scripts_and_attachments() -> None:
    html = (
        "<html><head><title>Titel</title><script>steal()</script></head><body onload='x()'>"
        "<p>Guten&nbsp;Tag</p><style>p{}</style><img src='http://tracker.example/p.gif'>"
        "<p>Bis <b>bald</b></p></body></html>"
    )
    found = await rendered(documents.eml(html=html, attachment="rechnung.zip"))
    assert found.text.split() == ["Guten", "Tag", "Bis", "bald"]
    assert len(found.pages) == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (documents.huge_png(), Refusal.TOO_MANY_PIXELS),
        (documents.encrypted_pdf(), Refusal.ENCRYPTED),
        (documents.pdf(*["x"] * 21), Refusal.TOO_MANY_PAGES),
        (documents.eml("Wort " * 20_000), Refusal.TOO_MANY_PAGES),
        (documents.png()[:400], Refusal.DAMAGED),
        (documents.jpeg()[:3000], Refusal.DAMAGED),
        (documents.pdf()[:200], Refusal.DAMAGED),
        (documents.pdf(size=(1, 1e7)), Refusal.DAMAGED),
        (b"%PDF-1.7\n" + b"\x00" * 1000, Refusal.DAMAGED),
    ],
    ids=["huge", "encrypted", "long", "long mail", "cut png", "cut jpeg", "cut pdf", "tall", "nil"],
)
async def test_a_hostile_or_broken_file_is_refused(content: bytes, reason: Refusal) -> None:
    assert await refusal(content) is reason


async def test_a_wrong_claim_about_the_kind_is_refused() -> None:
    assert await refusal(documents.jpeg(), MediaType.PNG) is Refusal.DAMAGED
    assert await refusal(documents.png(), MediaType.PDF) is Refusal.DAMAGED


async def test_a_bomb_costs_the_site_nothing() -> None:
    tracemalloc.start()
    try:
        (page,) = (await rendered(documents.bomb_pdf())).pages
    finally:
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert len(page.body) < 1024 * 1024
    assert peak < 20 * 1024 * 1024


async def test_the_program_inherits_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = {}

    def run(*args: object, **options: object) -> object:
        seen.update(options)
        raise RuntimeError

    monkeypatch.setattr(sandbox.subprocess, "run", run)
    with pytest.raises(RuntimeError):
        await rendered(documents.png())
    assert seen["env"] == {}


async def test_black_covers_its_fields_and_nothing_else() -> None:
    (page,) = (await rendered(documents.png())).pages
    burnt = Image.open(io.BytesIO(await sandbox.burn(page.body, ["1-1", "12-8"]))).convert("RGB")
    assert burnt.getpixel((5, 5)) == (0, 0, 0)
    assert burnt.getpixel((burnt.width - 5, burnt.height - 5)) == (0, 0, 0)
    assert burnt.getpixel((burnt.width // 2, burnt.height - 5)) != (0, 0, 0)
