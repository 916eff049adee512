"""Rows of CSV files: good ones become records, bad ones are named by line and column."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from resonanz.agencies.domain.rows import (
    AGENCY_COLUMNS,
    AGENCY_OPTIONAL,
    AgencyRow,
    PlaceRow,
    Problem,
    agency_row,
    place_row,
    read_records,
    same_place,
)


def read(data: bytes) -> tuple[list[tuple[int, dict[str, str]]], list[Problem]]:
    return read_records(data, AGENCY_COLUMNS, AGENCY_OPTIONAL)


def values(**changed: str) -> dict[str, str]:
    return {"name": "Nordstern Personal", "country": "DE", "kind": "temp", **changed}


def refused(**changed: str) -> list[str]:
    row = agency_row(7, values(**changed))
    assert isinstance(row, list)
    assert all(problem.line == 7 and problem.message for problem in row)
    return [problem.column for problem in row]


def test_a_good_row_becomes_an_agency() -> None:
    row = agency_row(
        2,
        values(
            website="https://www.Nordstern.example/",
            city=" Kiel ",
            postcode="24103",
            city_basis="listed seat",
            posting_city="Bremen",
            aliases="Nordstern | NS Personal",
            source="one + two + one",
        ),
    )
    assert row == AgencyRow(
        line=2,
        name="Nordstern Personal",
        country="DE",
        kind="temp",
        website="nordstern.example",
        city="Kiel",
        postcode="24103",
        city_basis="listed seat",
        aliases=("Nordstern", "NS Personal"),
        sources=("one", "two"),
    )


def test_the_place_of_a_job_posting_is_no_seat() -> None:
    row = agency_row(2, values(posting_city="Wiefelstede"))
    assert isinstance(row, AgencyRow)
    assert row.city is None


def test_every_bad_value_is_named_by_its_column() -> None:
    assert refused(name="") == ["name"]
    assert refused(country="Germany") == ["country"]
    assert refused(country="UK") == ["country"]
    assert refused(country="") == ["country"]
    assert refused(country="XX") == ["country"]
    assert refused(country="EU") == ["country"]
    assert refused(kind="agency") == ["kind"]
    assert refused(website="no website") == ["website"]
    assert refused(postcode="1067") == ["postcode"]
    assert refused(country="AT", postcode="10100") == ["postcode"]
    assert refused(country="GB", postcode="12345") == ["postcode"]
    assert refused(city="x" * 101) == ["city"]
    assert refused(aliases="Good|–") == ["aliases"]
    assert refused(name="", kind="", country="d") == ["name", "country", "kind"]


def test_bytes_that_are_no_utf_8_are_named_by_line_and_column() -> None:
    records, problems = read("name,country,kind\nGut,DE,temp\nMüller,DE,temp\n".encode("latin-1"))
    assert problems == []
    rows = [agency_row(line, found) for line, found in records]
    assert isinstance(rows[0], AgencyRow)
    assert rows[1] == [Problem(3, "name", "the name is not UTF-8")]


def test_a_byte_order_mark_and_windows_line_ends_are_read_over() -> None:
    records, problems = read(b"\xef\xbb\xbfname,country,kind\r\nA1,DE,temp\r\n\r\nA2,DE,temp\r\n")
    assert problems == []
    assert [(line, found["name"]) for line, found in records] == [(2, "A1"), (4, "A2")]


def test_a_value_of_two_lines_does_not_shift_the_line_numbers() -> None:
    records, _ = read(b'name,country,kind\n"A\n1",DE,temp\nA2,DE,temp\n')
    assert [line for line, _ in records] == [2, 4]


def test_a_row_that_is_too_short_or_broken_leaves_the_others() -> None:
    records, problems = read(b'name,country,kind\nA1,DE\n"A"2,DE,temp\nA3,DE,temp\n')
    assert [found["name"] for _, found in records] == ["A3"]
    assert [(problem.line, problem.column) for problem in problems] == [(2, ""), (3, "")]


def test_a_quote_that_never_closes_is_reported_where_it_opens() -> None:
    records, problems = read(b'name,country,kind\nA1,DE,temp\n"A2,DE,temp\nA3,DE,temp\n')
    assert [found["name"] for _, found in records] == ["A1"]
    assert [problem.line for problem in problems] == [3]


def test_missing_unknown_and_repeated_columns_refuse_the_file() -> None:
    records, problems = read(b"name,kind,postal_code,name\nA1,temp,1,2\n")
    assert records == []
    assert [(problem.line, problem.column) for problem in problems] == [
        (1, "country"),
        (1, "postal_code"),
        (1, "name"),
    ]


def test_an_empty_file_says_so() -> None:
    assert read(b"") == ([], [Problem(1, "", "the file is empty")])


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    records, problems = read(b"name,country,kind\n" + data)
    for line, found in records:
        assert line > 1
        assert agency_row(line, found)
    assert all(problem.line > 1 for problem in problems)


def place(**changed: str) -> dict[str, str]:
    return {"agency": "Nordstern", "place": "Kiel", "country": "DE", **changed}


def test_a_place_row() -> None:
    row = place_row(2, place(first_seen="2026-03-04", basis="branch", source="s"))
    assert row == PlaceRow(2, "Nordstern", "Kiel", "DE", None, "branch", dt.date(2026, 3, 4), "s")
    bad = place_row(3, place(place="", first_seen="04.03.2026"))
    assert isinstance(bad, list)
    assert {problem.column for problem in bad} == {"place", "first_seen"}


def test_a_branch_outweighs_a_job_posting_and_the_first_sight_counts() -> None:
    posting = place_row(
        2, place(basis="place of job posting", first_seen="2026-03-09", source="one")
    )
    branch = place_row(3, place(basis="branch", first_seen="2026-03-04", source="two"))
    assert isinstance(posting, PlaceRow)
    assert isinstance(branch, PlaceRow)
    for first, second in ((posting, branch), (branch, posting)):
        both = same_place(first, second)
        assert (both.basis, both.first_seen) == ("branch", dt.date(2026, 3, 4))
        assert set(both.source.split(" + ")) == {"one", "two"}
