"""The way of a voluntary proof through the pages, without JavaScript."""

import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import factories
import httpx
import pytest
from cast import ALEX, MILO, MIRA, OTTO, Person
from support import documents
from support.browsing import browse
from support.visitor import Visitor, form_with

from resonanz.app import create_app
from resonanz.kernel import db
from resonanz.kernel.settings import Settings
from resonanz.moderation.routes.proof import LARGEST_UPLOAD

IMAGE = re.compile(r'<img src="([^"]+)"')


class Stage:
    """A published review of Alex, and browsers for everybody."""

    def __init__(self, review: str, agency: str, people: dict[str, Visitor]) -> None:
        self.review = review
        self.agency = agency
        self.people = people

    def __getitem__(self, person: Person) -> Visitor:
        return self.people[person.name]

    @property
    def page(self) -> str:
        return f"/de/my/reviews/{self.review}/proof"

    async def upload(self, who: Person, *files: tuple[str, bytes]) -> httpx.Response:
        """Choose files and send them, as a browser does."""
        page = await self[who].get(self.page)
        found = re.search(r'enctype="multipart/form-data" action="([^"]+)"', page.text)
        assert found, page.text[:3000]
        sent = [("files", (name, body, "application/octet-stream")) for name, body in files]
        return await self[who].client.post(found[1], files=sent)


@pytest.fixture
async def stage(settings: Settings, database: db.Engine) -> AsyncIterator[Stage]:
    app = create_app(settings)
    people = {}
    async with AsyncExitStack() as stack:
        for person in (ALEX, OTTO, MIRA, MILO):
            client = await stack.enter_async_context(browse(app))
            await factories.sign_in(client, person)
            people[person.name] = Visitor(client)
        north = await factories.agency()
        review = await factories.published_review(north, ALEX)
        yield Stage(review, north.slug, people)


async def test_from_the_offer_to_the_mark(stage: Stage) -> None:
    """TRUST 3: upload, black out, send, check; the mark appears, the proof is gone."""
    alex, mira, milo = stage[ALEX], stage[MIRA], stage[MILO]
    own = await alex.get(f"/de/my/reviews/{stage.review}")
    assert f'href="{stage.page}"' in own.text
    profile = f"/de/agencies/{stage.agency}"
    assert "Kontakt belegt" not in articles(await alex.get(profile))

    answer = await stage.upload(ALEX, ("Absage.pdf", documents.pdf("eins", "zwei")))
    page = await alex.follow(answer)
    assert "Genau das sieht die Moderation" in page.text
    assert "Absage.pdf" not in page.text

    editor = re.findall(r'href="(/de/my/evidence/[^"]+)"', page.text)[0]
    grid = await alex.get(editor)
    assert grid.text.count('name="cell"') == 96
    assert 'aria-label="Zeile 12, Spalte 8"' in grid.text
    saved = await alex.client.post(
        editor, data={**form_with(grid.text, "/pages/1")[1], "cell": ["1-1", "1-2"], "go": "next"}
    )
    assert saved.headers["location"] == editor[:-1] + "2"
    assert 'value="1-2" aria-label="Zeile 1, Spalte 2" checked' in (await alex.get(editor)).text

    page = await alex.get(stage.page)
    assert "geschwärzt" in page.text
    preview = (await alex.get(IMAGE.findall(page.text)[0])).content
    page = await alex.follow(await alex.fill(page, "/proof/send"))
    assert "Ihr Nachweis ist unterwegs" in page.text
    assert "wird geprüft" in page.text

    queue = await mira.get("/de/moderation/proofs")
    (check,) = re.findall(r'href="(/de/moderation/proofs/[^"]+)"', queue.text)
    free = await mira.get(check)
    assert IMAGE.findall(free.text) == []
    mine = await mira.follow(await mira.fill(free, "/claim"))
    images = IMAGE.findall(mine.text)
    assert len(images) == 2
    seen = await mira.get(images[0])
    assert seen.content == preview
    assert (await milo.get(images[0])).status_code == 403
    assert IMAGE.findall((await milo.get(check)).text) == []

    done = await mira.fill(mine, "/decision", finding="kind:rejection")
    assert "der Nachweis vernichtet" in (await mira.follow(done)).text
    assert (await mira.get(images[0])).status_code == 404
    assert "Kontakt belegt" in articles(await alex.get(profile))
    own = await alex.get(f"/de/my/reviews/{stage.review}")
    assert "Ihr Kontakt ist belegt" in own.text
    assert f'href="{stage.page}"' not in own.text
    assert "Ihr Kontakt ist belegt" in (await alex.get(stage.page)).text


def articles(page: httpx.Response) -> str:
    """What a profile says of its reviews."""
    return "".join(re.findall(r"<article.*?</article>", page.text, re.S))


async def test_images_cannot_become_pages_of_the_site(stage: Stage) -> None:
    """TRUST 44, 46."""
    page = await stage[ALEX].follow(await stage.upload(ALEX, ("x.png", documents.png())))
    image = await stage[ALEX].get(IMAGE.findall(page.text)[0])
    assert image.headers["content-type"] == "image/webp"
    assert image.headers["content-disposition"] == 'attachment; filename="page-1.webp"'
    assert image.headers["cache-control"] == "no-store"
    assert image.headers["x-content-type-options"] == "nosniff"
    assert image.headers["content-security-policy"].startswith("sandbox")


async def test_what_was_wrong_is_said_by_file_and_nothing_is_lost(stage: Stage) -> None:
    answer = await stage.upload(
        ALEX,
        ("gut.png", documents.png()),
        ("<b>alt.docx", b"PK\x03\x04"),
        ("groß.pdf", b"%PDF-1.7" + b"x" * (10 * 1024 * 1024)),
    )
    assert answer.status_code == 422
    assert "&lt;b&gt;alt.docx: Das ist keine PDF-" in answer.text
    assert "groß.pdf: Die Datei ist größer als 10 MB." in answer.text
    assert len(IMAGE.findall(answer.text)) == 1
    empty = await stage.upload(ALEX, ("", b""))
    assert empty.status_code == 422
    assert "Bitte wählen Sie mindestens eine Datei aus." in empty.text


async def test_strangers_are_refused_before_a_large_body_is_read(stage: Stage) -> None:
    """TRUST 40, 42, 43."""
    page = await stage[ALEX].get(stage.page)
    found = re.search(r'action="([^"]+/files\?_csrf=[^"]+)"', page.text)
    assert found
    path = found[1]
    file = {"files": ("a.png", documents.png())}
    bare = path.partition("?")[0]
    assert (await stage[ALEX].client.post(bare, files=file)).status_code == 403
    field = path.partition("_csrf=")[2]
    sent = await stage[ALEX].client.post(bare, files=file, data={"_csrf": field})
    assert sent.status_code == 403
    assert (await stage[OTTO].client.post(path, files=file)).status_code == 403
    assert (await stage[OTTO].get(stage.page)).status_code == 404
    large = {"files": ("a.pdf", b"%PDF-" + b"x" * LARGEST_UPLOAD)}
    assert (await stage[ALEX].client.post(path, files=large)).status_code == 413


async def test_other_forms_keep_their_small_limit(stage: Stage) -> None:
    answer = await stage[ALEX].client.post(
        "/de/account/language", data={"language": "de" + "x" * 300_000}
    )
    assert answer.status_code == 413


async def test_a_proof_can_be_destroyed_while_it_is_checked(stage: Stage) -> None:
    """State machine of cases, step 9: at the author's wish."""
    await stage.upload(ALEX, ("x.png", documents.png()))
    alex = stage[ALEX]
    page = await alex.follow(await alex.fill(await alex.get(stage.page), "/proof/send"))
    page = await alex.follow(await alex.fill(page, "/destroy"))
    assert "Das Dokument ist vernichtet." in page.text
    assert "Hochladen" in page.text
    assert "Gerade wartet kein Nachweis" in (await stage[MIRA].get("/de/moderation/proofs")).text


async def test_not_enough_is_said_with_its_reason(stage: Stage) -> None:
    await stage.upload(ALEX, ("x.png", documents.png()))
    alex, mira = stage[ALEX], stage[MIRA]
    await alex.fill(await alex.get(stage.page), "/proof/send")
    queue = await mira.get("/de/moderation/proofs")
    (check,) = re.findall(r'href="(/de/moderation/proofs/[^"]+)"', queue.text)
    page = await mira.follow(await mira.fill(await mira.get(check), "/claim"))
    again = await mira.fill(page, "/decision")
    assert again.status_code == 422
    assert "Bitte wählen Sie, was der Nachweis zeigt." in again.text
    await mira.fill(again, "/decision", finding="shortfall:too_black")
    own = await alex.get(f"/de/my/reviews/{stage.review}")
    assert "so viel geschwärzt" in own.text
    assert "Ihr letzter Nachweis genügte nicht" in (await alex.get(stage.page)).text


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Prove contact? Voluntary."), ("es", "¿Acreditar el contacto? Es voluntario.")],
)
async def test_the_page_speaks_three_languages(stage: Stage, language: str, words: str) -> None:
    page = await stage[ALEX].get(stage.page.replace("/de/", f"/{language}/"))
    assert words in page.text
