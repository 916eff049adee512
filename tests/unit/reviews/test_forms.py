"""The three screens' typed values: clean ones or errors, whatever is sent."""

import datetime as dt
from dataclasses import replace
from typing import Any

import factories
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from resonanz.reviews import forms
from resonanz.reviews.domain import State
from resonanz.reviews.service import ReviewRecord, Submission
from resonanz.scoring.domain.ledger import Answer, Criterion, Stage, ledger_problems

TODAY = dt.date(2026, 11, 22)
COMPLETE = {
    "agency": "nordlicht",
    "role": "applicant",
    "month": "2026-09",
    "last_stage": "second_interview",
    "answer": "rejection",
    "days": "2",
    "concreteness": "3",
    "rating_feedback": "4",
    "rating_respect": "5",
    "rating_honesty": "na",
    "rating_availability": "1",
    "email": "alex@example.org",
}
KEYS: dict[str, list[str]] = {
    "agency": ["nordlicht", ""],
    "new_name": ["Nordlicht GmbH", ""],
    "new_country": ["DE", "GB", "FR", ""],
    "new_website": ["nordlicht.example", "kein Name", ""],
    "role": ["applicant", "temporary_worker", "freelancer"],
    "month": ["2026-09", "2026-11", "older", "2019-01"],
    "last_stage": [stage.value for stage in Stage],
    "job_field": ["it", ""],
    "remote": ["yes", "no", ""],
    "answer": [answer.value for answer in Answer],
    "days": ["0", "1", "2", "3", "4", "5", ""],
    "chasers": ["0", "1", "2", "3", "4", ""],
    "promise": ["none", "kept", "broken", ""],
    "channel": ["phone", "mail", "message", "portal", "in_person", ""],
    "concreteness": ["0", "1", "2", "3", "4", "5", ""],
    "silence": ["client", "nothing", ""],
    "wait": ["0", "1", "3", ""],
    "review_language": ["de", "en", "es", "fr"],
    "coarse": ["yes", ""],
}
FIELDS = (*forms.START_FIELDS, *forms.LEDGER_FIELDS, *forms.RATING_FIELDS)


def likely(field: str) -> list[str]:
    if field.startswith("earlier_"):
        return ["0", "1", "2", "3", "4", "none", ""]
    if field.startswith("rating_"):
        return ["1", "2", "3", "4", "5", "na", ""]
    return KEYS.get(field, ["ein Text", ""])


ANYTHING = st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=60))
LIKELY = st.fixed_dictionaries({name: st.sampled_from(likely(name)) for name in FIELDS})
ACCEPTED = LIKELY.flatmap(
    lambda values: st.fixed_dictionaries(
        {
            "agency": st.just("nordlicht"),
            "month": st.sampled_from(["2026-09", "older"]),
            "days": st.sampled_from(["0", "1", "2", "3", "4"]),
            "concreteness": st.sampled_from(["0", "1", "2", "3", "4"]),
            "rating_feedback": st.sampled_from(["1", "2", "3", "4", "5"]),
            "rating_respect": st.sampled_from(["1", "na"]),
            "rating_fit": st.sampled_from(["2", "na"]),
            "rating_reasons": st.sampled_from(["3", "na"]),
        }
    ).map(lambda needed: values | needed)
)


def submission(values: dict[str, str]) -> Submission:
    sent, errors = forms.read_submission(values, TODAY, "de")
    assert errors == {}
    assert sent is not None
    return sent


@given(ANYTHING)
@example({"new_name": "A\x00B", "new_country": "DE", "new_city": "\x85"})
@example({"new_name": "x", "new_country": "DE", "new_website": "http://[::1"})
@example({"days": "²", "chasers": "٣", "rating_feedback": "４"})
def test_whatever_is_typed_gives_values_or_errors(values: dict[str, str]) -> None:
    sent, errors = forms.read_submission(values, TODAY, "de")
    assert (sent is None) == bool(errors)
    assert set(errors) <= {*FIELDS}
    email, wrong = forms.read_email(values, None)
    assert bool(email) != bool(wrong)
    forms.proposal_of(values)


@given(LIKELY)
def test_likely_answers_give_values_or_errors(values: dict[str, str]) -> None:
    sent, errors = forms.read_submission(values, TODAY, "de")
    assert (sent is None) == bool(errors)


@given(ACCEPTED)
def test_every_accepted_review_keeps_the_rules_of_the_ledger(values: dict[str, str]) -> None:
    sent = submission(values)
    assert ledger_problems(sent.lines) == ()
    stages = [line.stage for line in sent.lines]
    assert stages == sorted(stages, key=list(Stage).index)
    assert stages[-1] is sent.last_stage
    assert all(line.answer is Answer.ADVANCED for line in sent.lines[:-1])
    assert sent.ratings[Criterion.FEEDBACK] in range(1, 6)
    assert len(sent.ratings) >= 4
    assert sent.language in {"de", "en", "es"}


@given(st.text(max_size=200), st.sampled_from(["\x00", "\x07", "\x1b[31m", "\r\n", "\t"]))
def test_a_text_keeps_its_words_and_loses_what_no_database_takes(text: str, control: str) -> None:
    kept = submission(COMPLETE | {"text": text + control + "Ende"}).text
    assert "\x00" not in kept
    assert "\r" not in kept
    assert kept.endswith("Ende")


def test_a_text_may_have_5000_characters() -> None:
    """A line break counts once, though browsers send two characters for it."""
    text = ("ä" * 99 + "\r\n") * 50
    assert len(submission(COMPLETE | {"text": text}).text) == 4999
    assert len(submission(COMPLETE | {"text": "ä" * 5000}).text) == 5000
    sent, errors = forms.read_submission(COMPLETE | {"text": "ä" * 5001}, TODAY, "de")
    assert sent is None
    assert list(errors) == ["text"]


def test_a_text_that_is_too_long_is_given_back_whole() -> None:
    kept = forms.typed({"text": ["x" * 20_000], "email": ["y" * 20_000]}, forms.RATING_FIELDS)
    assert len(kept["text"]) == 20_000
    assert len(kept["email"]) == forms.FIELD_LIMIT
    assert kept["wait"] == ""


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        ("advanced", {"days", "channel"}),
        ("rejection", {"days", "channel", "concreteness"}),
        ("interim", {"days", "channel"}),
        ("nothing", {"silence"}),
        ("waiting", {"days", "silence"}),
    ],
)
def test_answers_that_do_not_go_with_the_answer_are_left_aside(answer: str, kept: set[str]) -> None:
    """Without JavaScript all questions are in view."""
    typed = {"days": "1", "channel": "mail", "concreteness": "2", "silence": "client"}
    line = submission(COMPLETE | typed | {"answer": answer}).lines[-1]
    assert {name for name in typed if getattr(line, name) is not None} == kept


def test_earlier_stages_need_one_tap_or_none() -> None:
    taps = {"earlier_application": "0", "earlier_agency_talk": "none", "earlier_offer": "1"}
    lines = submission(COMPLETE | taps).lines
    assert [line.stage for line in lines] == [Stage.APPLICATION, Stage.SECOND_INTERVIEW]


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"role": ""}, {"role"}),
        ({"month": "2019-01"}, {"month"}),
        ({"last_stage": "x"}, {"last_stage"}),
        ({"job_field": "spy"}, {"job_field"}),
        ({"answer": ""}, {"answer"}),
        ({"days": ""}, {"days"}),
        ({"answer": "nothing", "days": ""}, set()),
        ({"answer": "interim", "days": ""}, set()),
        ({"concreteness": ""}, {"concreteness"}),
        ({"rating_feedback": ""}, {"rating_feedback"}),
        ({"rating_feedback": "na"}, {"rating_feedback"}),
        ({"rating_respect": ""}, {"rating_respect"}),
        ({"rating_respect": "", "rating_fit": "na"}, set()),
        ({"agency": ""}, {"agency"}),
        ({"agency": "", "new_name": "Neu", "new_country": ""}, {"new_country"}),
        ({"agency": "", "new_name": "Neu", "new_country": "DE"}, set()),
        ({"agency": "", "new_name": "Neu", "new_country": "FR"}, {"new_country"}),
        ({"agency": "", "new_name": "!!!", "new_country": "DE"}, {"new_name"}),
        ({"agency": "", "new_name": "N" * 121, "new_country": "DE"}, {"new_name"}),
        (
            {"agency": "", "new_name": "Neu", "new_country": "DE", "new_city": "\x85\x86b\x87a"},
            {"new_city"},
        ),
        (
            {"agency": "", "new_name": "Neu", "new_country": "DE", "new_website": "gibt es nicht"},
            {"new_website"},
        ),
    ],
)
def test_what_is_missing_is_named(changes: dict[str, str], wrong: set[str]) -> None:
    _, errors = forms.read_submission(COMPLETE | changes, TODAY, "de")
    assert set(errors) == wrong
    assert all(str(text).endswith(".") for text in errors.values())


def test_nothing_is_chosen_for_anybody() -> None:
    _, errors = forms.read_submission({}, TODAY, "de")
    assert set(errors) == {"agency", "role", "month", "last_stage", "rating_feedback"}


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (" Alex@Example.ORG ", "alex@example.org"),
        ("alex", ""),
        ("alex@example.org\r\nBcc: all@example.org", ""),
        ("", ""),
        ("a" * 300 + "@example.org", ""),
    ],
)
def test_the_address_is_an_address(typed: str, address: str) -> None:
    email, errors = forms.read_email({"email": typed}, None)
    assert email == address
    assert bool(errors) == (not address)


def test_who_is_signed_in_needs_no_address() -> None:
    assert forms.read_email({"email": "x"}, "otto@example.org") == ("otto@example.org", {})


def record(sent: Submission, **more: Any) -> ReviewRecord:
    """The stored review of a submission."""
    created = dt.datetime(2026, 11, 22, 23, 30, tzinfo=dt.UTC)
    values: dict[str, Any] = {
        "id": 1,
        "public_id": "r",
        "agency_id": 1,
        "author_public_id": "a",
        "account_id": 1,
        "state": State.RETURNED,
        "language": sent.language,
        "role": sent.role.value,
        "job_field": sent.job_field.value if sent.job_field else None,
        "remote": sent.remote,
        "place": None,
        "last_stage": sent.last_stage.value,
        "ratings": {key.value: stars for key, stars in sent.ratings.items()},
        "lines": sent.lines,
        "text": sent.text,
        "coarse": sent.coarse,
        "invited": False,
        "contact_proven": False,
        "created_at": created,
        "submitted_at": created,
        "due_at": None,
        "published_on": None,
        "publish_after": None,
        "edited_on": None,
        "value": None,
        "form_language": "de",
        "version": 1,
        "month": sent.month,
    }
    return ReviewRecord(**values | more)


@given(ACCEPTED)
def test_a_returned_review_comes_back_into_the_form_as_it_was(values: dict[str, str]) -> None:
    sent = submission(values)
    after = {0: None, 1: dt.date(2026, 12, 23), 3: dt.date(2027, 2, 23)}[sent.wait.value]
    again = forms.values_of(record(sent, publish_after=after), "nordlicht")
    # Which branch it is about is its agency's to name, and comes beside the record.
    assert submission(again) == replace(sent, branch="")


def test_the_factories_make_what_the_form_makes() -> None:
    made = factories.submission()
    assert submission(forms.values_of(record(made), "nordlicht")) == made
