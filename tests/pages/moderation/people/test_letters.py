"""Letters and mails that moderators enter."""

import pytest
from cast import MIRA, OTTO

from resonanz.kernel import db
from resonanz.moderation import service as moderation
from resonanz.moderation.domain import Source

from .conftest import Enter, Scene

NEW = "/de/moderation/notices/new"
LETTER = {
    "source": "letter",
    "ground": "insult",
    "explanation": "Das ist grob.",
    "language": "de",
}


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/de/reviews/{review}",
        "/es/agencies/{slug}#r-{review}",
        "{review}",
        "http://example.org/en/agencies/{slug}",
        "{slug}",
    ],
)
async def test_a_letter_joins_the_same_queue(enter: Enter, scene: Scene, address: str) -> None:
    mira = await enter(MIRA)
    named = address.format(review=scene.review, slug=scene.agency.slug)
    page = await mira.get(NEW)
    # What is wrong with a review and with a profile is asked for apart.
    about = LETTER if scene.review in named else LETTER | {"ground": "false_fact"}
    done = await mira.follow(await mira.fill(page, "/new", address=named, **about))
    row = await db.row("SELECT public_id, review_id, source FROM moderation_case")
    assert row
    assert row["source"] == Source.LETTER
    assert (row["review_id"] is not None) == (scene.review in named)
    assert row["public_id"] in done.text
    assert f"/moderation/cases/{row['public_id']}" in done.text
    assert (await mira.get(f"/de/moderation/cases/{row['public_id']}")).status_code == 200
    (notice,) = await moderation.notices_of(await moderation.case_record(row["public_id"]))
    assert (notice.name, notice.email) == ("", "")


async def test_an_address_of_nothing_is_said_at_its_field(enter: Enter, scene: Scene) -> None:
    mira = await enter(MIRA)
    page = await mira.get(NEW)
    again = await mira.fill(page, "/new", address="/de/reviews/nothing", **LETTER)
    assert again.status_code == 422
    assert "Das ist grob." in again.text


async def test_only_moderators_enter_letters(enter: Enter, scene: Scene) -> None:
    """TRUST 42."""
    assert (await (await enter(OTTO)).get(NEW)).status_code == 403
