"""`resonanz agencies`: an operator's list goes in, and says what is wrong with it."""

from pathlib import Path

from .conftest import Run

AGENCIES = """\
name,country,kind,website
Nordlicht Personal GmbH,DE,temp,https://nordlicht.example
Spree Talente,DE,holiday,
Nordlicht Personal AG,DE,mixed,
"""
PLACES = "agency,place,country\nNordlicht Personal GmbH,Kiel,DE\nUnknown,Kiel,DE\n"


def test_good_rows_stay_and_bad_ones_are_named_by_line_and_column(
    resonanz: Run, tmp_path: Path
) -> None:
    (tmp_path / "agencies.csv").write_text(AGENCIES)
    resonanz("migrate")
    first = resonanz("agencies", "import", "agencies.csv")
    assert first.returncode == 1
    assert first.stdout == "2 added, 0 changed, 0 unchanged.\n"
    assert "agencies.csv:3, kind:" in first.stderr
    assert "agencies.csv:4: 'Nordlicht Personal AG' may be" in first.stderr
    again = resonanz("agencies", "import", "agencies.csv")
    assert again.stdout == "0 added, 0 changed, 2 unchanged.\n"


def test_places_go_to_the_agencies_they_name(resonanz: Run, tmp_path: Path) -> None:
    (tmp_path / "agencies.csv").write_text(AGENCIES)
    (tmp_path / "places.csv").write_text(PLACES)
    resonanz("migrate")
    resonanz("agencies", "import", "agencies.csv")
    ran = resonanz("agencies", "places", "places.csv")
    assert ran.returncode == 1
    assert ran.stdout == "1 added, 0 changed, 0 unchanged.\n"
    assert "places.csv:3, agency:" in ran.stderr


def test_a_file_that_is_not_there_is_said(resonanz: Run) -> None:
    ran = resonanz("agencies", "import", "nothing.csv")
    assert ran.returncode == 2
    assert "nothing.csv" in ran.stderr
