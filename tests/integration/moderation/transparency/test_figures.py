"""The numbers of the report are those of the rows, and nobody is in them (TRUST 49)."""

import csv
import datetime as dt
import io
from collections import Counter
from typing import Any

import msgspec

from resonanz.kernel import db
from resonanz.moderation.domain import violations
from resonanz.moderation.domain.transparency import BATCH
from resonanz.moderation.service import AgencyMember, corrections, transparency
from resonanz.moderation.views.transparency import report_csv
from resonanz.moderation.views.transparency.rules import waiting_words
from resonanz.reviews import service as reviews
from resonanz.scoring.domain.ledger import Answer, Concreteness, DaysClass, LedgerLine, Stage

from .conftest import DAY, END, NEVER_PUBLIC, NOW, Scene


async def rows(table: str) -> list[dict[str, Any]]:
    return await db.rows(f"SELECT * FROM {table} ORDER BY id")


async def test_the_report_counts_what_the_rows_say(scene: Scene) -> None:
    """TRUST 49."""
    figures = await transparency.report(2026, END)
    decided, notices = await rows("decision"), await rows("notice")
    for kind in ("approve", "return", "reject", "keep", "remove", "restore", "confirm"):
        assert figures.count(kind) == sum(row["kind"] == kind for row in decided), kind
    assert figures.count("approve") == 10
    removals = Counter(row["ground"] for row in decided if row["kind"] == "remove")
    assert figures.grounds_of("remove") == removals == {"insult": 1, "person": 1, "unanswered": 1}
    assert figures.notices == Counter(row["source"] for row in notices) == {"form": 2, "agency": 2}
    assert figures.objections == Counter(row["ground"] for row in notices)
    assert figures.cases == Counter(row["kind"] for row in await rows("moderation_case"))
    assert (figures.upheld, figures.dismissed, figures.solo) == (1, 1, 0)
    assert figures.complaints == {"author": 2}
    assert figures.statements == len(await rows("statement_of_reasons")) == 4


async def test_a_year_holds_its_own_days_only(scene: Scene) -> None:
    assert (await transparency.report(2025, END)).count("approve", "reject", "remove") == 0
    assert (await transparency.report(2027, END)).notices_in_all == 0
    early = await transparency.report(2026, NOW + dt.timedelta(days=2))
    assert early.until == dt.date(2026, 11, 20)
    assert early.count("remove") == 0
    assert await transparency.first_year(END) == 2026


async def test_medians_are_those_of_the_durations(scene: Scene) -> None:
    figures = await transparency.report(2026, END)
    assert figures.check.n == 12
    assert figures.check.hours is not None
    assert abs(figures.check.hours - 6) < 0.01
    # Notices waited 2, 2, 3 and 15 days.
    assert figures.notice.n == 4
    assert figures.notice.hours is not None
    assert abs(figures.notice.hours - 60) < 0.01
    assert figures.complaint.hours is not None
    assert abs(figures.complaint.hours - 24) < 0.01


async def test_nothing_was_decided_by_a_program(scene: Scene) -> None:
    """TRUST 16: silence ends by a rule that a person set going, and is counted as that."""
    figures = await transparency.report(2026, END)
    assert figures.automatic == 0
    assert figures.by_rule == 1


async def test_the_honest_waiting_time(scene: Scene, queue_review: Any) -> None:
    await queue_review(at=END)
    waiting = await transparency.waiting(NOW + dt.timedelta(days=2))
    assert waiting.reviews == 1
    assert waiting.cases == 0
    assert waiting.check.n == 12
    assert (await transparency.waiting(END + dt.timedelta(days=90))).check.hours is None


async def test_a_reply_that_waits_is_counted_too(scene: Scene, olu: AgencyMember) -> None:
    await reviews.send_reply(
        scene.kept, scene.agency, olu.account_id, olu.public_id, "Danke für die Worte.", "de", END
    )
    waiting = await transparency.waiting(END)
    assert (waiting.reviews, waiting.replies) == (0, 1)
    assert "Ebenso eine Antwort einer Agentur." in waiting_words(waiting)


async def test_corrections_of_facts_are_counted_by_their_outcome(
    scene: Scene, olu: AgencyMember
) -> None:
    """TRUST 49."""
    said = LedgerLine(
        Stage.FIRST_INTERVIEW,
        Answer.REJECTION,
        DaysClass.FROM_4_TO_7,
        concreteness=Concreteness.SPECIFIC,
    )
    await corrections.propose(scene.kept, olu, said, NOW + 20 * DAY)
    figures = await transparency.report(2026, END)
    assert figures.corrections == {"open": 1}
    text = report_csv(figures)
    assert "corrections,corrections,total,1," in text
    assert "corrections,corrections_by_outcome,open,1," in text


async def test_the_csv_parses_adds_up_and_names_nobody(scene: Scene) -> None:
    """TRUST 49, no personal data."""
    text = report_csv(await transparency.report(2026, END))
    table = list(csv.DictReader(io.StringIO(text)))
    value = {(row["part"], row["indicator"], row["category"]): row["value"] for row in table}
    assert len(value) == len(table)
    assert value["notices", "notices", "total"] == "4"
    assert value["notices", "actions_by_kind", "remove"] == "3"
    assert value["own_initiative", "actions_by_kind", "reject"] == "1"
    for part in ("notices", "own_initiative"):
        kinds = sum(
            int(row["value"])
            for row in table
            if row["part"] == part and row["indicator"] == "actions_by_kind"
        )
        bases = (value[part, f"actions_by_{basis}", "total"] for basis in ("law", "terms"))
        assert kinds == sum(map(int, bases))
    assert value["own_initiative", "contents_checked", "total"] == "12"
    assert value["complaints", "decided", "upheld"] == "1"
    assert not [word for word in NEVER_PUBLIC if word.lower() in text.lower()]
    assert all(
        row["note"] for row in table if row["value"] == "" and "median" not in row["indicator"]
    )


async def test_the_log_pages_through_every_restriction_once(scene: Scene) -> None:
    """TRUST 50: the public log, newest first."""
    found: list[transparency.LogEntry] = []
    before = None
    while True:
        entries, before = await transparency.log_page(before)
        found += entries
        if before is None:
            break
    logged = [row for row in await rows("decision") if row["kind"] not in {"approve", "return"}]
    assert [entry.id for entry in found] == [row["id"] for row in reversed(logged)]


async def test_the_export_hands_over_valid_statements_in_batches(scene: Scene) -> None:
    """Statement of reasons, export: schema v2, at most 100 in a batch, no personal data."""
    made = await rows("statement_of_reasons")
    for number in range(BATCH * 2):
        fields = msgspec.json.decode(made[0]["fields"]) | {"puid": f"more-{number}"}
        decision = await db.row(
            "INSERT INTO decision (public_id, kind, explanation, decided_at) "
            "VALUES ({}, 'reject', '', {}) RETURNING id",
            f"more-{number}",
            NOW,
        )
        assert decision is not None
        await db.execute(
            "INSERT INTO statement_of_reasons (puid, decision_id, language, fields, created_at) "
            "VALUES ({}, {}, 'de', {}, {})",
            fields["puid"],
            decision["id"],
            msgspec.json.encode(fields).decode(),
            NOW,
        )
    batches = [batch async for batch in transparency.batches(dt.date(2026, 1, 1))]
    assert [len(batch.statements) for batch in batches] == [BATCH, BATCH, len(made)]
    exported = [one for batch in batches for one in batch.statements]
    assert len({one["puid"] for one in exported}) == len(exported) == len(made) + BATCH * 2
    assert [violations(one) for one in exported] == [()] * len(exported)
    text = msgspec.json.encode(exported).decode().lower()
    hidden = [word for word in NEVER_PUBLIC if word != "zweiten Absatz"]
    assert not [word for word in hidden if word.lower() in text]
    assert "source_identity" not in text
    late = [batch async for batch in transparency.batches(dt.date(2026, 12, 3))]
    assert sum(len(batch.statements) for batch in late) == 1


async def test_a_statement_that_breaks_the_schema_is_named_and_left_out(scene: Scene) -> None:
    made = await rows("statement_of_reasons")
    fields = msgspec.json.decode(made[0]["fields"]) | {"category": "GUESSED"}
    await db.execute(
        "UPDATE statement_of_reasons SET fields = {} WHERE id = {}",
        msgspec.json.encode(fields).decode(),
        made[0]["id"],
    )
    (batch,) = [batch async for batch in transparency.batches(dt.date(2026, 1, 1))]
    assert batch.refused == ((made[0]["puid"], ("category",)),)
    assert len(batch.statements) == len(made) - 1
