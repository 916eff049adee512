"""Periods, and tables without a rule."""

import datetime as dt

import pytest

from resonanz.kernel.i18n import Language, use_language
from resonanz.privacy.domain import Period, Unit, missing, unknown
from resonanz.privacy.service import RULES
from resonanz.privacy.views import period_words


def test_a_period_is_never_shorter_than_the_calendar_makes_it() -> None:
    assert Period(24, Unit.MONTH).longest >= dt.timedelta(days=731)
    assert Period(4, Unit.YEAR).longest >= dt.timedelta(days=1461)
    assert Period(2, Unit.HOUR).longest == dt.timedelta(hours=2)


@pytest.mark.parametrize(
    ("language", "words"), [("de", "24 Monate"), ("en", "24 months"), ("es", "24 meses")]
)
def test_a_period_reads_well(language: Language, words: str) -> None:
    with use_language(language):
        assert period_words(Period(24, Unit.MONTH)) == words


def test_what_has_no_rule_and_what_no_table_has_are_named() -> None:
    """TRUST 33."""
    assert missing(["a", "b", "c"], ["b"]) == ["a", "c"]
    assert unknown(["a", "b"], ["b", "d"]) == ["d"]


def test_every_rule_says_why() -> None:
    assert all(str(rule.holds) and str(rule.since) and str(rule.reason) for rule in RULES)
