"""Whether two entries may be one agency, and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.agencies.domain.duplicates import Likeness, likenesses
from resonanz.agencies.domain.records import NO_PLACE, Place, StoredAgency


def entry(name: str, website: str | None = None, city: str | None = None) -> StoredAgency:
    seat = Place(city, None, None, None, None) if city else NO_PLACE
    return StoredAgency(1, "one", name, "listed", "DE", "mixed", website, seat, None, ())


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (entry("Müller GmbH"), entry("Mueller AG"), (Likeness.NAME,)),
        (
            entry("Nordlicht", "jobs.nordlicht.de"),
            entry("NL Personal", "nordlicht.de"),
            (Likeness.WEBSITE,),
        ),
        (
            entry("Nordlicht Personal", city="Kiel"),
            entry("Nordlicht Personl", city="Kiel"),
            (Likeness.ALIKE, Likeness.PLACE),
        ),
        (entry("Nordlicht", city="Kiel"), entry("Südwind", city="Kiel"), ()),
        (entry("Nordlicht", "nordlicht.co.uk"), entry("Südwind", "suedwind.co.uk"), ()),
    ],
)
def test_why_two_entries_may_be_one(
    one: StoredAgency, other: StoredAgency, why: tuple[Likeness, ...]
) -> None:
    assert likenesses(one, other) == why


_NAMES = st.sampled_from(["Nordlicht", "Nordlicht Personal", "Müller", "Mueller GmbH", "Süd & Co"])


@given(_NAMES, _NAMES)
def test_it_is_the_same_from_both_sides(one: str, other: str) -> None:
    assert likenesses(entry(one), entry(other)) == likenesses(entry(other), entry(one))
