"""The three screens of the review form: typed values to clean ones, or errors by field.

A draft holds the typed values of all screens by field name; each function reads its own part.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar

from email_validator import EmailNotValidError, validate_email

from resonanz.agencies.domain.job_fields import JobField
from resonanz.agencies.domain.names import clean_name, clean_text
from resonanz.agencies.domain.rows import PLACE_LENGTH
from resonanz.agencies.domain.websites import website_domain
from resonanz.kernel.clock import site_day
from resonanz.kernel.fields import TOO_LONG, clean
from resonanz.kernel.i18n import LANGUAGES, LazyText, lazy
from resonanz.scoring.domain.ledger import (
    MOST_CHASERS,
    Answer,
    Channel,
    Concreteness,
    Criterion,
    DaysClass,
    LedgerLine,
    Promise,
    Silence,
    Stage,
)

from .domain import (
    MONTHS,
    OLDER,
    TEXT_LIMIT,
    Role,
    Wait,
    criteria_problem,
    earliest_publication,
    months_back,
)
from .service import ReviewRecord, Submission, stages_before

Errors = dict[str, LazyText]
Values = Mapping[str, str]
Lines = tuple[LedgerLine, ...]

PROPOSAL_FIELDS: Final = ("new_name", "new_city", "new_country", "new_website")
START_FIELDS: Final = (
    "agency", *PROPOSAL_FIELDS, "role", "month", "last_stage", "job_field", "remote", "invite",
    "branch",
)  # fmt: skip
LEDGER_FIELDS: Final = (
    "answer", "days", "chasers", "promise", "channel", "concreteness", "silence",
    *(f"earlier_{stage.value}" for stage in Stage),
)  # fmt: skip
RATING_FIELDS: Final = (
    *(f"rating_{criterion.value}" for criterion in Criterion),
    "text", "coarse", "wait", "email", "review_language",
)  # fmt: skip
_DIGITS: Final = frozenset("0123456")
FIELD_LIMIT: Final = 500
KEPT_TEXT: Final = 8 * TEXT_LIMIT
"""So much of a text that is too long is given back to its author."""
NAME_LIMIT: Final = 120
NOT_APPLICABLE: Final = "na"
COUNTRIES: Final = ("DE", "AT", "CH", "LI", "ES", "GB")

_CHOOSE: Final = {
    "role": lazy("Bitte wählen Sie Ihre Rolle."),
    "last_stage": lazy("Bitte wählen Sie, wie weit das Verfahren kam."),
    "job_field": lazy("Bitte wählen Sie ein Berufsfeld aus der Liste."),
    "answer": lazy("Bitte wählen Sie, was zurückkam."),
}
E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Proposal:
    """An agency that the author did not find."""

    name: str
    city: str
    country: str
    website: str


@dataclass(frozen=True, slots=True)
class Start:
    """The first screen: whom, in which role, when, how far."""

    agency: str | None
    proposal: Proposal | None
    role: Role
    month: str
    last_stage: Stage
    job_field: JobField | None
    remote: bool | None


def typed(form: Mapping[str, Sequence[str]], names: Iterable[str]) -> dict[str, str]:
    """The typed values of some fields; what is absent is empty, what is endless is cut."""
    return {
        name: (form.get(name) or [""])[0][: KEPT_TEXT if name == "text" else FIELD_LIMIT]
        for name in names
    }


def read_start(values: Values, today: dt.date) -> tuple[Start | None, Errors]:
    """Read the first screen."""
    errors: Errors = {}
    slug = clean(values.get("agency", ""))
    proposal = None if slug else _proposal(values, errors)
    role = _choice(Role, values, "role", errors)
    month = values.get("month", "")
    if month not in month_keys(today):
        errors["month"] = lazy("Bitte wählen Sie den Monat des letzten Kontakts.")
    stage = _choice(Stage, values, "last_stage", errors)
    field = values.get("job_field", "")
    if field and field not in set(JobField):
        errors["job_field"] = _CHOOSE["job_field"]
    if errors or role is None or stage is None:
        return None, errors
    remote = {"yes": True, "no": False}.get(values.get("remote", ""))
    job_field = JobField(field) if field else None
    return Start(slug or None, proposal, role, month, stage, job_field, remote), {}


def month_keys(today: dt.date) -> tuple[str, ...]:
    """The months that can be chosen, newest first, then "older"."""
    return (*(f"{month:%Y-%m}" for month in months_back(today, MONTHS)), OLDER)


def read_ledger(values: Values, last: Stage) -> tuple[Lines | None, Errors]:
    """Read the second screen: the last stage in full, earlier ones by their time class.

    Earlier stages were answered by being invited on. What does not go with the answer is left
    aside: without JavaScript all questions are in view.
    """
    errors: Errors = {}
    answer = _choice(Answer, values, "answer", errors)
    days = _number(values, "days", len(DaysClass))
    needs_days = answer in {Answer.ADVANCED, Answer.REJECTION, Answer.WAITING}
    if needs_days and days is None:
        errors["days"] = lazy("Bitte wählen Sie ungefähr, nach wie vielen Werktagen.")
    concreteness = _number(values, "concreteness", len(Concreteness))
    if answer is Answer.REJECTION and concreteness is None:
        errors["concreteness"] = lazy("Bitte wählen Sie, wie konkret der Grund war.")
    if errors or answer is None:
        return None, errors
    silent = answer in {Answer.NOTHING, Answer.WAITING}
    line = LedgerLine(
        stage=last,
        answer=answer,
        days=DaysClass(days) if days is not None and answer is not Answer.NOTHING else None,
        chasers=_number(values, "chasers", MOST_CHASERS + 1),
        promise=_maybe(Promise, values, "promise"),
        channel=None if silent else _maybe(Channel, values, "channel"),
        concreteness=Concreteness(concreteness)
        if concreteness is not None and answer is Answer.REJECTION
        else None,
        silence=_maybe(Silence, values, "silence") if silent else None,
    )
    return (*_earlier(values, last), line), {}


def _earlier(values: Values, last: Stage) -> Iterable[LedgerLine]:
    for stage in stages_before(last):
        days = _number(values, f"earlier_{stage.value}", len(DaysClass))
        if days is not None:
            yield LedgerLine(stage, Answer.ADVANCED, DaysClass(days))


def read_ratings(values: Values) -> tuple[dict[Criterion, int], Errors]:
    """Read the stars: feedback and three others at least."""
    errors: Errors = {}
    ratings: dict[Criterion, int] = {}
    for criterion in Criterion:
        text = values.get(f"rating_{criterion.value}", "")
        if text in {"1", "2", "3", "4", "5"}:
            ratings[criterion] = int(text)
        elif text == NOT_APPLICABLE and criterion is not Criterion.FEEDBACK:
            ratings[criterion] = 0
    problem = criteria_problem(ratings)
    if problem == "feedback":
        errors["rating_feedback"] = lazy("Bitte bewerten Sie das Feedbackverhalten.")
    elif problem == "others":
        errors["rating_respect"] = lazy("Bitte beantworten Sie mindestens drei weitere Kriterien.")
    return ratings, errors


def read_email(values: Values, known: str | None) -> tuple[str, Errors]:
    """The address for the confirmation; `known` is that of the signed-in account."""
    if known:
        return known, {}
    try:
        checked = validate_email(
            values.get("email", "").strip(), check_deliverability=False, test_environment=True
        )
    except EmailNotValidError:
        return "", {"email": lazy("Bitte geben Sie eine gültige E-Mail-Adresse an.")}
    return checked.normalized.lower(), {}


def read_submission(
    values: Values, today: dt.date, language: str
) -> tuple[Submission | None, Errors]:
    """Read all screens together; the errors of all of them."""
    start, errors = read_start(values, today)
    lines, more = read_ledger(values, start.last_stage) if start else (None, {})
    ratings, stars = read_ratings(values)
    errors = errors | more | stars
    text = read_text(values)
    if len(text) > TEXT_LIMIT:
        errors["text"] = lazy("Der Text ist zu lang: höchstens 5.000 Zeichen.")
    if errors or start is None or lines is None:
        return None, errors
    wait = values.get("wait", "")
    return Submission(
        role=start.role,
        month=start.month,
        last_stage=start.last_stage,
        job_field=start.job_field,
        remote=start.remote,
        place=None,
        lines=lines,
        ratings=ratings,
        text=text,
        coarse=values.get("coarse") == "yes",
        wait=Wait(int(wait)) if wait in {"1", "3"} else Wait.NONE,
        language=written_in(values, language),
        branch=values.get("branch", ""),
    ), {}


def read_text(values: Values) -> str:
    """The text as it will be kept."""
    return clean(values.get("text", ""))


def written_in(values: Values, language: str) -> str:
    """The language of the text; that of the page if none was chosen."""
    written = values.get("review_language", "")
    return written if written in LANGUAGES else language


def values_of(review: ReviewRecord, agency_slug: str) -> dict[str, str]:
    """The typed values of a review, to open a returned one in the form again."""
    last = review.lines[-1]
    values = {
        "agency": agency_slug,
        "role": review.role,
        "month": review.month,
        "last_stage": review.last_stage,
        "job_field": review.job_field or "",
        "remote": {True: "yes", False: "no", None: ""}[review.remote],
        "text": review.text,
        "wait": str(_wait(review).value),
        "coarse": "yes" if review.coarse else "",
        "review_language": review.language,
        **{
            f"earlier_{line.stage.value}": str(line.days.value)
            for line in review.lines[:-1]
            if line.days is not None
        },
        **{
            f"rating_{key}": str(stars) if stars else NOT_APPLICABLE
            for key, stars in review.ratings.items()
        },
    }
    return values | {name: str(value) for name, value in last.to_dict().items() if name != "stage"}


def _wait(review: ReviewRecord) -> Wait:
    sent = site_day(review.created_at)
    found = [w for w in Wait if earliest_publication(sent, w.value) == review.publish_after]
    return found[0] if found else Wait.NONE


def proposal_of(values: Values) -> Proposal | None:
    """The agency that a draft proposes, if it is complete."""
    return None if values.get("agency") else _proposal(values, {})


def _proposal(values: Values, errors: Errors) -> Proposal | None:
    name, city, country, website = (clean(values.get(key, "")) for key in PROPOSAL_FIELDS)
    if not name:
        errors["agency"] = lazy("Bitte wählen Sie eine Agentur, oder schlagen Sie eine vor.")
        return None
    before = len(errors)
    try:
        name = clean_name(name)
    except ValueError:
        errors["new_name"] = lazy("Diesen Namen können wir so nicht annehmen.")
    if len(name) > NAME_LIMIT:
        errors["new_name"] = TOO_LONG
    try:
        city = clean_text(city, PLACE_LENGTH)
    except ValueError:
        errors["new_city"] = lazy("Diesen Ort können wir so nicht annehmen.")
    if country not in COUNTRIES:
        errors["new_country"] = lazy("Bitte wählen Sie das Land der Agentur.")
    if website and website_domain(website) is None:
        errors["new_website"] = lazy("Bitte nur die Adresse der Website, zum Beispiel agentur.de.")
    return Proposal(name, city, country, website) if len(errors) == before else None


def _choice(kind: type[E], values: Values, name: str, errors: Errors) -> E | None:
    found = _maybe(kind, values, name)
    if found is None:
        errors[name] = _CHOOSE[name]
    return found


def _maybe(kind: type[E], values: Values, name: str) -> E | None:
    try:
        return kind(values.get(name, ""))
    except ValueError:
        return None


def _number(values: Values, name: str, end: int) -> int | None:
    text = values.get(name, "")
    return int(text) if text in _DIGITS and int(text) < end else None
