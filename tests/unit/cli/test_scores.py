"""`resonanz scores compute`: the contract of the published formula."""

import json

from click.testing import CliRunner

from resonanz.cli.main import resonanz

AS_OF = '{"type": "as_of", "date": "2026-10-31"}\n'
REVIEW = '{"type": "review", "agency": "Nord", "date": "2026-10-01", "ratings": {"feedback": 4}}\n'


def test_scores_come_out_as_json_lines_in_rank_order() -> None:
    result = CliRunner().invoke(resonanz, ["scores", "compute"], input=AS_OF + "\n" + REVIEW)
    assert result.exit_code == 0
    assert [json.loads(line)["rank"] for line in result.stdout.splitlines()] == [1]


def test_no_reviews_give_no_output() -> None:
    result = CliRunner().invoke(resonanz, ["scores", "compute"], input=AS_OF)
    assert (result.exit_code, result.output) == (0, "")


def test_the_first_bad_line_is_named_and_nothing_is_put_out() -> None:
    text = AS_OF + REVIEW + "{}\n" + "not json\n"
    result = CliRunner().invoke(resonanz, ["scores", "compute"], input=text)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "line 3" in result.stderr


def test_no_input_at_all_lacks_its_first_line() -> None:
    result = CliRunner().invoke(resonanz, ["scores", "compute"], input="")
    assert result.exit_code == 2
    assert "line 1: as_of is missing" in result.stderr
