"""Who sees what: the preview is what the profile will show."""

import re
from itertools import pairwise

import pytest
from cast import ALEX
from support.visitor import Visitor, form_with

from resonanz.agencies.service import AgencyRef
from resonanz.kernel import clock, db
from resonanz.reviews import service as reviews

from .conftest import LEDGER, NEW, STARS, START, press_link, send, to_ratings

TEXT = "Erst kam nichts.\r\n\r\nDann <b>doch</b>: „zu teuer“ & zu spät.\r\n  Danke \x07"
_ARTICLE = re.compile(r'<article class="review".*?</article>', re.S)
_APART = (
    r' id="r-[\w-]+"',
    r"<time.*?</time>",
    r'<a href="[^"]*/reviews/[\w-]+">.*?</a>',
    r'<a href="[^"]*/notices/new[^>]*>.*?</a>',
)


def article(text: str) -> str:
    """The first review of a page without its id, date and link; runs of white space as one."""
    found = _ARTICLE.search(text)
    assert found
    shown = found[0]
    for apart in _APART:
        shown = re.sub(apart, "", shown, flags=re.S)
    return " ".join(shown.split()).replace("> <", "><")


async def test_before_sending_one_reads_what_becomes_public_and_what_applies(
    visitor: Visitor, agency: AgencyRef
) -> None:
    """GDPR 13, DSA 14: also that stars and facts go into the open data."""
    page = (await to_ratings(visitor, agency)).text
    form = page[page.index("<main") : page.index("</main>")]
    assert "ohne Text auch in die offenen Daten" in form
    assert 'href="/de/privacy"' in form
    assert 'href="/de/terms"' in form


@pytest.mark.parametrize("coarse", [False, True])
@pytest.mark.parametrize(
    "answers",
    [
        LEDGER | {"promise": "kept", "channel": "phone", "earlier_application": "0"},
        {"answer": "nothing", "silence": "client", "chasers": "3", "promise": "broken"},
        {"answer": "waiting", "days": "3", "silence": "nothing"},
    ],
    ids=["rejection", "silence", "waiting"],
)
async def test_the_preview_is_what_the_profile_shows(
    visitor: Visitor, agency: AgencyRef, coarse: bool, answers: dict[str, str]
) -> None:
    page = await visitor.get(f"{NEW}?agency={agency.slug}")
    page = await visitor.fill(page, "/new", **START, job_field="it", remote="yes")
    page = await visitor.fill(await visitor.follow(page), "/ledger", **answers)
    fields = STARS | {"text": TEXT, "review_language": "en", "_action": "preview"}
    page = await visitor.fill(await visitor.follow(page), "/ratings", **fields)
    page = await visitor.follow(page)
    if coarse:
        page = await visitor.follow(await visitor.fill(page, "/ratings", _action="coarser"))
    preview = article(page.text)
    await send(visitor, page, email=ALEX.email)
    own = article((await press_link(visitor)).text)
    (row,) = await db.rows("SELECT public_id FROM review")
    await reviews.apply_verdict(row["public_id"], "approve", "", clock.now())
    await reviews.publish(row["public_id"], clock.now())
    profile = await visitor.get(f"/de/agencies/{agency.slug}")
    assert article(profile.text) == preview
    assert own == preview, "the author's page shows it so while it is checked"
    for line in ("Erst kam nichts.", "Dann &lt;b&gt;doch&lt;/b&gt;: „zu teuer“ &amp; zu spät."):
        assert line in preview
    assert ("Bewerber:in" in preview) is not coarse


async def test_coarser_hides_role_field_and_month_and_can_be_undone(
    visitor: Visitor, agency: AgencyRef
) -> None:
    page = await visitor.get(f"{NEW}?agency={agency.slug}")
    page = await visitor.fill(page, "/new", **START, job_field="it", remote="yes")
    page = await visitor.fill(await visitor.follow(page), "/ledger", **LEDGER)
    fine = await visitor.follow(page)
    coarse = await visitor.follow(
        await visitor.fill(fine, "/ratings", **STARS, text="x", _action="coarser")
    )
    again = await visitor.follow(await visitor.fill(coarse, "/ratings", _action="finer"))
    heads = []
    for page in (fine, coarse, again):
        found = _ARTICLE.search(page.text)
        assert found
        heads.append(found[0])
    for detail in ("Bewerber:in", "IT", "remote"):
        assert detail in heads[0]
        assert detail not in heads[1]
        assert detail in heads[2]
    assert "Kandidat:in" in heads[1]
    assert "Halbjahr" in heads[1]
    assert re.search(r'<time datetime="\d{4}">', heads[1])
    assert re.search(r'<time datetime="\d{4}-\d{2}">', heads[0])
    for before, after in pairwise((coarse, again)):
        _, a = form_with(before.text, "/ratings")
        _, b = form_with(after.text, "/ratings")
        assert a["text"] == b["text"] == "x"


async def test_who_sees_what_is_said_before_sending(visitor: Visitor, agency: AgencyRef) -> None:
    page = await visitor.get(f"{NEW}?agency={agency.slug}")
    page = await visitor.fill(page, "/new", **START)
    page = await visitor.follow(await visitor.fill(await visitor.follow(page), "/ledger", **LEDGER))
    for who in ("Öffentlich", "Die Agentur", "Die Moderation", "Behörden"):
        assert f"<b>{who}:</b>" in page.text
