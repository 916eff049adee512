"""The desk's list of an agency's reviews."""

import html
import re

import factories
from cast import FAY, OLU, RENA, Person

from resonanz.kernel import db
from resonanz.scoring.domain.ledger import Answer, Criterion, LedgerLine, Stage

from .conftest import Enter, Scene


async def test_both_roles_read_the_public_reviews_of_their_own_agency(
    enter: Enter, scene: Scene
) -> None:
    """TRUST 42."""
    for person in (OLU, RENA):
        found = await (await enter(person)).get(f"{scene.desk}/reviews")
        assert f"/de/reviews/{scene.review}" in found.text
        assert f"/de/desk/reviews/{scene.review}/dispute" in found.text
    assert (await (await enter(FAY)).get(f"{scene.desk}/reviews")).status_code == 404


async def test_the_list_tells_no_more_than_the_public_review(enter: Enter, scene: Scene) -> None:
    """TRUST 29: of the day and the author nothing but what everybody reads."""
    coarse = factories.submission(coarse=True, text="Grob.", place="Husum")
    await factories.published_review(scene.agency, Person("Cem"), coarse)
    found = (await (await enter(OLU)).get(f"{scene.desk}/reviews")).text
    assert "Halbjahr" in found
    for secret in ("cem@", "alex@", "Husum"):
        assert secret not in found.lower()
    assert not re.search(r"\d{4}-\d\d-\d\d", found)


async def test_stars_and_stage_choose(enter: Enter, scene: Scene) -> None:
    line = LedgerLine(Stage.AGENCY_TALK, Answer.NOTHING)
    silent = factories.submission(
        last_stage=Stage.AGENCY_TALK,
        lines=(line,),
        ratings={
            Criterion.FEEDBACK: 1,
            Criterion.RESPECT: 3,
            Criterion.FIT: 0,
            Criterion.HONESTY: 3,
        },
    )
    other = await factories.published_review(scene.agency, Person("Cem"), silent)
    olu = await enter(OLU)
    for query, shown, hidden in (
        ("stars=1", other, scene.review),
        ("stars=4", scene.review, other),
        ("stage=agency_talk", other, scene.review),
        ("stars=4&stage=first_interview", scene.review, other),
    ):
        found = (await olu.get(f"{scene.desk}/reviews?{query}")).text
        assert (f'id="r-{shown}"' in found, f'id="r-{hidden}"' in found) == (True, False), query
    nothing = (await olu.get(f"{scene.desk}/reviews?stars=5")).text
    assert "Zu dieser Auswahl steht hier nichts." in nothing
    misread = (await olu.get(f"{scene.desk}/reviews?stars=x&stage=moon")).text
    assert f'id="r-{other}"' in misread, "what is not understood filters nothing"


async def test_the_list_goes_on_page_by_page_and_keeps_its_filter(
    enter: Enter, scene: Scene
) -> None:
    for number in range(22):
        await factories.published_review(scene.agency, Person(f"Cand{number}"))
    olu = await enter(OLU)
    first = await olu.get(f"{scene.desk}/reviews?stars=4")
    older = re.search(r'href="([^"]+)" rel="next"', first.text)
    assert older
    last = await olu.get(html.unescape(older[1]))
    pages = [re.findall(r'id="r-([^"]+)"', page.text) for page in (first, last)]
    assert [len(ids) for ids in pages] == [20, 3]
    assert len({*pages[0], *pages[1]}) == 23
    with db.recording() as statements:
        await olu.get(f"{scene.desk}/reviews")
    assert len(statements) < 15
