"""Small cells keep role and field to themselves, and nothing that the formula uses is touched."""

import datetime as dt
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.kernel.clock import SITE_ZONE
from resonanz.open_data.domain import LEAST, Export, OpenReview, is_due, name_of, protected

DAY = dt.date(2026, 11, 22)
REVIEWS = st.lists(
    st.builds(
        OpenReview,
        id=st.uuids().map(str),
        agency=st.just("nordlicht"),
        published_on=st.just(DAY),
        live=st.booleans(),
        contact_proven=st.booleans(),
        invited=st.booleans(),
        role=st.sampled_from(["", "applicant", "freelancer"]),
        job_field=st.sampled_from(["", "it", "sales"]),
        coarse=st.booleans(),
        ratings=st.just({"feedback": 4.0}),
    ),
    max_size=60,
    unique_by=lambda one: one.id,
)


@given(REVIEWS)
def test_nobody_is_in_a_small_cell(reviews: list[OpenReview]) -> None:
    found = protected(reviews)
    shown = Counter((one.role, one.job_field) for one in found if one.role or one.job_field)
    assert all(n >= LEAST for n in shown.values())
    for before, after in zip(reviews, found, strict=True):
        if after.role:
            assert before.live
            assert not before.coarse
        assert (after.id, after.published_on, after.live) == (before.id, DAY, before.live)
        assert (after.contact_proven, after.invited) == (before.contact_proven, before.invited)
        assert after.ratings == (before.ratings if before.live else {})


def export(day: dt.date, gone: str = "0") -> Export:
    return Export(day.isoformat(), day, dt.datetime.now(dt.UTC), day, gone, ())


@pytest.mark.parametrize(
    ("last", "gone", "hour", "due"),
    [
        (None, "0", 12, True),
        (export(DAY), "0", 12, False),
        (export(DAY), "1", 0, True),
        (export(DAY - dt.timedelta(days=1)), "0", 0, False),
        (export(DAY - dt.timedelta(days=1)), "0", 1, True),
        (export(DAY - dt.timedelta(days=1)), "0", 23, True),
    ],
)
def test_an_export_is_due_once_a_night_and_when_something_left(
    last: Export | None, gone: str, hour: int, due: bool
) -> None:
    assert is_due(last, gone, dt.datetime(2026, 11, 22, hour, tzinfo=SITE_ZONE)) is due


def test_no_two_states_share_a_name() -> None:
    assert name_of(DAY, []) == "2026-11-22"
    assert name_of(DAY, ["2026-11-22"]) == "2026-11-22-2"
    assert name_of(DAY, ["2026-11-21-3"]) == "2026-11-22"
