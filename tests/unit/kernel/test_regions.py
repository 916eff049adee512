"""Regions bear their names."""

import pytest

from resonanz.kernel.regions import region_name


@pytest.mark.parametrize(
    ("country", "code", "name"),
    [
        ("DE", "HH", "Hamburg"),
        ("AT", "05", "Salzburg"),
        ("CH", "GE", "Genève"),
        ("ES", "CT", "Cataluña"),
        ("GB", "SCT", "Scotland"),
        ("DE", "Franken", "Franken"),
        ("XX", "1", "1"),
    ],
)
def test_a_region_is_called_by_its_name(country: str, code: str, name: str) -> None:
    assert region_name(country, code) == name
