"""The invented agencies: distinct, placed, and under domains that nobody can own."""

import re
from collections import Counter

from resonanz.agencies.domain.folding import likeness, search_text, spellings
from resonanz.agencies.domain.names import clean_name, duplicate_keys, slug_of
from resonanz.agencies.domain.websites import website_domain
from resonanz.cli.demo.agencies import agencies

BOXES = {
    "DE": (47.2, 55.1, 5.8, 15.1),
    "AT": (46.3, 49.1, 9.5, 17.2),
    "CH": (45.8, 47.9, 5.9, 10.5),
    "ES": (35.9, 43.9, -9.4, 4.4),
    "GB": (49.8, 60.9, -8.2, 1.8),
}


def test_names_are_clean_and_no_two_agencies_could_be_the_same() -> None:
    keys: Counter[str] = Counter()
    for agency in agencies():
        assert clean_name(agency.name) == agency.name
        keys.update(duplicate_keys(agency.name, *agency.aliases))
    assert [key for key, count in keys.items() if count > 1] == []
    assert len({slug_of(agency.name) for agency in agencies()}) == len(agencies())


def test_websites_are_fictitious() -> None:
    hosts = [agency.website for agency in agencies()]
    assert all(host.endswith(".example") and website_domain(host) == host for host in hosts)
    assert len(set(hosts)) == len(hosts)


def test_every_place_lies_in_its_country() -> None:
    for agency in agencies():
        south, north, west, east = BOXES[agency.country]
        for place in (agency.seat, *agency.branches):
            assert south < place.lat < north, place
            assert west < place.lon < east, place
            assert re.fullmatch(r"\d{4,5}|[A-Z]{1,2}\d{1,2}", place.postcode), place
            assert place.state


def test_kinds_and_countries_are_mixed() -> None:
    kinds = {agency.kind for agency in agencies()}
    countries = Counter(agency.country for agency in agencies())
    assert kinds == {"temp", "placement", "search", "it_freelance", "mixed"}
    assert set(countries) == set(BOXES)
    assert countries["DE"] > len(agencies()) / 2


def test_a_search_for_mueller_in_any_spelling_is_nearest_to_mueller() -> None:
    for typed in ("muller", "Müler", "mueller"):
        best = max(agencies(), key=lambda a: likeness(spellings(typed), search_text(a.name)))
        assert best.name == "Müller & Söhne Personal GmbH"
