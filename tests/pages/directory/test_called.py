"""Who called: names and domains lead to the comparison, and nobody's address is kept."""

import logging
import re
from urllib.parse import parse_qs, urlsplit

import factories
import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import seeding

from resonanz.kernel import db

from .conftest import read, seen

ASK = "/de/called"
LOCAL = "kerstin.geheimrat"


async def websites(sites: dict[str, str]) -> None:
    """Agencies by name with their website."""
    for name, website in sites.items():
        agency = await factories.agency(name)
        await db.execute("UPDATE agency SET website = {} WHERE id = {}", website, agency.id)


async def ask(client: httpx.AsyncClient, *said: str) -> httpx.Response:
    form = {f"name{number}": text for number, text in enumerate(said, 1)}
    return await client.post(ASK, data=form)


async def end(client: httpx.AsyncClient, *said: str) -> httpx.Response:
    """Where it leads in the end."""
    answer = await ask(client, *said)
    while answer.status_code == 303:
        answer = await client.get(answer.headers["location"])
    return answer


async def test_names_and_senders_lead_to_the_comparison(client: httpx.AsyncClient) -> None:
    await websites(
        {
            "Nordlicht Personal": "nordlicht.example",
            "Spree Recruiting": "jobs.spree.co.uk",
            "Müller Talente": "mueller-talente.example",
        }
    )
    answer = await ask(
        client, f"{LOCAL}@post.nordlicht.example", f"{LOCAL}@mail.spree.co.uk", "muller talente"
    )
    assert answer.status_code == 303
    assert "set-cookie" not in answer.headers
    leads = answer.headers["location"]
    assert parse_qs(urlsplit(leads).query)["name"] == [
        "post.nordlicht.example",
        "mail.spree.co.uk",
        "muller talente",
    ]
    found = await client.get(leads)
    assert found.status_code == 303
    slugs = parse_qs(urlsplit(found.headers["location"]).query)["agency"]
    assert slugs == ["nordlicht-personal", "spree-recruiting", "mueller-talente"]
    assert "Bis wann höre ich von Ihnen" in seen(await read(client, found.headers["location"]))


async def test_what_is_not_clear_is_asked_and_the_card_is_there_all_the_same(
    client: httpx.AsyncClient,
) -> None:
    await seeding.add_agencies("Nordlicht Personal", "Nordlicht Technik", "Spree Recruiting")
    page = (await end(client, f"{LOCAL}@gmail.com", "nordlicht", "xyzzyq")).text
    text = seen(page)
    assert "gmail.com: Eine solche Adresse hat jeder" in text
    assert "nordlicht: Welche ist gemeint?" in text
    choices = re.findall(r'href="(/de/called\?agency=[^"]+)"', page)
    assert len(choices) == 2
    assert all("name=gmail.com&amp;name=xyzzyq" in choice for choice in choices)
    assert "xyzzyq: Darunter kennen wir keine Agentur." in text
    assert 'href="/de/reviews/new?q=xyzzyq"' in page
    assert text.count("Bis wann höre ich von Ihnen, auch wenn es eine Absage wird?") == 1
    page = (await end(client, "linkedin.com/in/somebody", "Spree Recruiting")).text
    assert "linkedin.com: Dort haben viele eine Seite" in seen(page)
    assert 'href="/de/compare?agency=spree-recruiting"' in page
    assert "somebody" not in page
    asks = seen((await end(client, "Spree Rekruting")).text)
    assert "Spree Rekruting: Welche ist gemeint?" in asks, "a misspelled name is asked about"


async def test_without_a_name_the_page_asks_for_one(client: httpx.AsyncClient) -> None:
    assert "Nennen Sie mindestens eine Agentur." in seen((await end(client, "", " ", "@")).text)
    assert "Nennen Sie" not in seen(await read(client, ASK))


async def test_other_sites_may_not_ask(client: httpx.AsyncClient) -> None:
    """TRUST 40: nothing is changed, so no token is needed, but the form has to be ours."""
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        answer = await client.post(ASK, data={"name1": "Nordlicht"}, headers=headers)
        assert answer.status_code == 403


async def test_three_callers_take_few_statements(client: httpx.AsyncClient) -> None:
    await seeding.add_agencies("Nordlicht Personal", "Nordlicht Technik")
    await read(client, "/de/called?name=nordlicht")
    with db.recording() as statements:
        await read(client, "/de/called?name=nordlicht&name=nirgends.example&name=nordlcht")
    asked = [one for one in statements if "site_revision" not in one]
    assert 0 < len(asked) <= 12, asked


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    before=st.sampled_from(["", "Frau Geheimrat <", "mailto:", "http://x:y@", "a@b.example "]),
    at=st.sampled_from(["@", "＠", "%40", "(at)", " [at] ", "@@"]),
    after=st.text(max_size=20),
)
async def test_no_sender_reaches_log_address_or_response(
    client: httpx.AsyncClient,
    caplog: pytest.LogCaptureFixture,
    before: str,
    at: str,
    after: str,
) -> None:
    """TRUST 30; by the form, and by an address that somebody made of one."""
    caplog.set_level(logging.DEBUG)
    sender = f"{before}{LOCAL}{at}nordlicht.example"
    answers = [await ask(client, sender, sender + " " + after.replace("@", ""), LOCAL + at)]
    answers.append(await client.get(ASK, params={"name": [sender, "Spree"]}))
    for answer in answers:
        assert answer.status_code == 303
        while answer.status_code == 303:
            _nowhere(answer)
            answer = await client.get(answer.headers["location"])  # noqa: PLW2901
        assert answer.status_code == 200
        _nowhere(answer)
    own = [record.getMessage() for record in caplog.records if record.name.startswith("resonanz")]
    assert own
    assert not any("geheimrat" in line.lower() for line in own)


def _nowhere(answer: httpx.Response) -> None:
    told = str(answer.headers) + answer.text
    assert "geheimrat" not in told.lower(), told[:300]
