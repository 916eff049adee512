"""Where a place is: by postcode, by name, and unknown when in doubt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.agencies.domain.gazetteer import Entry, Gazetteer, Position, distance_km
from resonanz.agencies.service.gazetteers import locate


@pytest.mark.parametrize(
    ("country", "city", "postcode", "region", "latitude", "longitude"),
    [
        ("DE", "Berlin", "13465", "Berlin", 52.6, 13.3),
        ("DE", "München", None, "Bayern", 48.1, 11.6),
        ("DE", "Muenchen", "80331", "Bayern", 48.1, 11.6),
        ("DE", "Frankfurt", None, "Hessen", 50.1, 8.7),
        ("DE", "Frankfurt am Main", None, "Hessen", 50.1, 8.7),
        ("DE", "Frankfurt / Main", None, "Hessen", 50.1, 8.7),
        ("DE", "Frankfurt (Oder)", None, "Brandenburg", 52.3, 14.5),
        ("DE", "Hamburg-City", None, "Hamburg", 53.6, 10.0),
        ("DE", "Giessen", None, "Hessen", 50.6, 8.7),
        ("AT", "Wien", "1010", "Wien", 48.2, 16.4),
        ("AT", "Linz", None, "Oberösterreich", 48.3, 14.3),
        ("CH", "Zürich", None, "Zürich", 47.4, 8.5),
        ("CH", None, "3000", "Bern", 46.9, 7.4),
        ("LI", "Vaduz", "9490", "Vaduz", 47.1, 9.5),
        ("ES", "Madrid", None, "Comunidad de Madrid", 40.4, -3.7),
        ("ES", None, "08001", "Cataluña", 41.4, 2.2),
        ("GB", "London", "EC4A 1JP", "England", 51.5, -0.1),
        ("GB", "Edinburgh", None, "Scotland", 55.9, -3.2),
        ("GB", "Cardiff", None, "Wales", 51.5, -3.2),
    ],
)
def test_places_of_each_country_are_found(
    country: str,
    city: str | None,
    postcode: str | None,
    region: str,
    latitude: float,
    longitude: float,
) -> None:
    found = locate(country, city, postcode)
    assert found is not None
    assert found.region == region
    assert found.latitude == pytest.approx(latitude, abs=0.1)
    assert found.longitude == pytest.approx(longitude, abs=0.1)


@pytest.mark.parametrize(
    ("country", "city", "postcode"),
    [
        ("DE", "Neustadt", None),
        ("DE", "Mühlhausen", None),
        ("DE", "Atlantis", None),
        ("DE", None, "99999"),
        ("GB", None, "AL1 5FL"),
        ("FR", "Paris", "75001"),
        ("DE", None, None),
    ],
)
def test_a_place_in_doubt_is_unknown(country: str, city: str | None, postcode: str | None) -> None:
    assert locate(country, city, postcode) is None


def test_a_postcode_settles_a_name_that_is_ambiguous() -> None:
    found = locate("DE", "Neustadt", "37345")
    assert found is not None
    assert found.region == "Thüringen"


def test_several_places_of_one_region_give_the_region_alone() -> None:
    assert locate("GB", "Ashford", None) == Position("England", None, None)


HERE = Entry("1", "Aa", "North", 50.0, 8.0, 9000.0)
FAR = Entry("2", "Aa", "South", 40.0, 8.0, 1000.0)


def test_only_a_place_that_clearly_outweighs_the_others_is_meant() -> None:
    assert Gazetteer([HERE, FAR]).find("Aa", None) == Position("North", 50.0, 8.0)
    rival = Entry("3", "Aa", "South", 30.0, 8.0, 2000.0)
    assert Gazetteer([HERE, FAR, rival]).find("Aa", None) is None


def test_a_postcode_in_two_regions_is_settled_by_the_town() -> None:
    both = Gazetteer([Entry("1", "Aa", "North", 50, 8, 1), Entry("1", "Bb", "South", 49.9, 8, 1)])
    found = both.find("Bb", "1")
    assert found is not None
    assert found.region == "South"


points = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@given(points, points)
def test_distance_is_symmetric_and_at_most_half_around(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    assert distance_km(one, other) == pytest.approx(distance_km(other, one))
    assert 0 <= distance_km(one, other) <= 20_016
