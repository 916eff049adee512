"""The page of likely duplicates."""

import factories
from cast import MILO, MIRA

from resonanz.kernel import db

from .conftest import Enter

LIST = "/de/moderation/duplicates"


async def test_a_pair_is_called_distinct_and_comes_back(enter: Enter) -> None:
    await factories.agency(city="Hamburg")
    await factories.agency("Südwind Personal", city="Hamburg")
    await db.execute("UPDATE agency SET website = 'gleich.example'")
    mira, milo = await enter(MIRA), await enter(MILO)
    page = await mira.get(LIST)
    assert "dieselbe Website" in page.text
    done = await mira.follow(await mira.fill(page, "/distinct"))
    assert "Vermerkt: Das sind zwei verschiedene Agenturen." in done.text
    assert "Nichts Doppeltes" in done.text
    page = await milo.get(LIST)
    assert "mira@example.org, am" in page.text
    done = await milo.follow(await milo.fill(page, "/alike"))
    assert "dieselbe Website" in done.text


async def test_odd_addresses_of_pages_show_the_first_one(enter: Enter) -> None:
    mira = await enter(MIRA)
    for odd in ("x", "1", "1~x", "9" * 30 + "~1", "²~1"):
        assert (await mira.get(f"{LIST}?after={odd}")).status_code == 200
