"""Two listed entries are one agency, and two again: nothing is lost, nobody decides alone."""

import datetime as dt
import random
from dataclasses import replace
from typing import Any

import factories
import pytest
from cast import FAY, MILO, MIRA, OLU, Person

from resonanz.accounts.queries import accounts
from resonanz.agencies import service as agencies
from resonanz.agencies.domain.profiles import ProfileField
from resonanz.agencies.queries.members import agencies_of, membership
from resonanz.agencies.service import AgencyRef, invites, pledges, profiles
from resonanz.directory.queries import profiles as directory
from resonanz.directory.service import finding
from resonanz.kernel import db
from resonanz.kernel import settings as settings_module
from resonanz.kernel.errors import ForbiddenError
from resonanz.kernel.settings import Settings
from resonanz.moderation import service as moderation
from resonanz.moderation.domain import NoticeGround
from resonanz.moderation.domain.interests import InterestKind
from resonanz.moderation.domain.merges import MergeState
from resonanz.moderation.service import Moderator, interests, merges
from resonanz.moderation.service.errors import OpenCasesError
from resonanz.moderation.service.merges import (
    MergeWaitingError,
    OwnedError,
    StaleMergeError,
    UnfinishedError,
)
from resonanz.piccolo_app import APP_CONFIG
from resonanz.reviews import service as reviews
from resonanz.reviews.service.authoring import EarlierReviewError
from resonanz.scoring import service as scoring

from .conftest import NOW

pytestmark = pytest.mark.usefixtures("database", "settings")

DAY = dt.timedelta(days=1)
WHY = "Dieselbe Website, dasselbe Impressum."


async def moderator(person: Person) -> Moderator:
    found = await accounts.by_id(await factories.account(person))
    assert found is not None
    return Moderator(found.id, found.public_id)


@pytest.fixture
async def mira() -> Moderator:
    return await moderator(MIRA)


@pytest.fixture
async def milo() -> Moderator:
    return await moderator(MILO)


@pytest.fixture
async def gone() -> AgencyRef:
    return await factories.agency("Nordlicht Personal", city="Kiel")


@pytest.fixture
async def stays() -> AgencyRef:
    return await factories.agency("Nordlicht Zeitarbeit", city="Hamburg")


async def review(of: AgencyRef, name: str, days: int = 10, **changes: Any) -> str:
    """A public review of some days ago."""
    sent = factories.submission(**changes)
    return await factories.published_review(of, Person(name), sent, NOW - days * DAY)


async def merged(
    gone: AgencyRef, stays: AgencyRef, mira: Moderator, milo: Moderator
) -> merges.Merge:
    """Proposed by one, confirmed by the other if that is needed."""
    one = await merges.propose_merge(gone.slug, stays.slug, WHY, mira, NOW)
    if one.state is MergeState.WAITING:
        await merges.confirm(one.public_id, milo, NOW)
    return await merges.merge(one.public_id, mira)


async def split(one: merges.Merge, mira: Moderator, milo: Moderator) -> None:
    back = await merges.propose_split(one.public_id, "Doch zwei.", mira, NOW)
    if back.state is MergeState.WAITING:
        await merges.confirm(back.public_id, milo, NOW)


_TELL = {"agency_merge", "audit_entry", "audit_seal", "outbox", "review_message", "site_revision"}
"""What says that there was a merge."""


async def dump() -> dict[str, list[str]]:
    """Every table, row by row, but what says that there was a merge."""
    found = {}
    for table in APP_CONFIG.table_classes:
        name = table._meta.tablename
        if name not in _TELL:
            rows = await db.rows(f"SELECT * FROM {name}")
            found[name] = sorted(repr({**row, "revision": 0}) for row in rows)
    return found


async def shown(of: AgencyRef) -> dict[str, Any]:
    """What the public sees of an agency, but when it last changed."""
    row = await directory.agency(of.slug)
    assert row is not None
    return {**row, "revision": 0}


async def crowd(gone: AgencyRef, stays: AgencyRef, seed: int) -> None:
    """Reviews in many states by people who may know both, and what agencies set themselves."""
    chance = random.Random(seed)
    for number in range(9):
        of = chance.choice((gone, stays))
        name = f"Kim{chance.randrange(6)}{of.id if number % 2 else ''}x"
        try:
            public = await review(of, name, chance.randrange(1, 500))
        except EarlierReviewError:
            continue
        if chance.random() < 0.2:
            await db.execute("UPDATE review SET contact_proven = TRUE WHERE public_id = {}", public)
    await factories.queued_review(gone, Person("Wartende"), at=NOW)
    await factories.pending_review(gone, Person("Unbestätigte"))
    olu = await factories.member(stays, OLU)
    await factories.member(gone, FAY)
    said = {ProfileField.NAME: "Nordlicht Nord", ProfileField.LEGAL_FORM: "GmbH"}
    await profiles.edit(gone.id, said, 0, olu, "olu", NOW)
    await db.execute("UPDATE agency_change SET state = 'public', decided_at = {}", NOW)
    await pledges.make(gone.id, 7, "fay", NOW - 300 * DAY)
    await pledges.make(stays.id, 3, "olu", NOW - 300 * DAY)
    await invites.begin(gone, "fay", NOW)
    await db.execute("INSERT INTO agency_slug (slug, agency_id) VALUES ('frueher', {})", gone.id)
    moni = await moderator(Person("Moni", role="moderator"))
    await interests.declare(moni.account_id, "moni", gone.slug, InterestKind.EMPLOYER, None, NOW)
    await notice_about(await review(gone, "Gemeldet"))
    await db.execute("UPDATE moderation_case SET state = 'decided'")
    await factories.sent_reply(
        gone, await review(gone, "Geantwortet"), FAY, "Danke für die Worte.", NOW
    )


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_a_merge_and_its_split_leave_the_world_as_it_was(
    seed: int, gone: AgencyRef, stays: AgencyRef, mira: Moderator, milo: Moderator
) -> None:
    await crowd(gone, stays, seed)
    before = await dump()
    public = [await shown(each) for each in (gone, stays)]
    one = await merged(gone, stays, mira, milo)
    assert await dump() != before
    assert await directory.agency(gone.slug) is None
    await split(one, mira, milo)
    after = await dump()
    assert {name: rows for name, rows in after.items() if rows != before[name]} == {}
    assert [await shown(each) for each in (gone, stays)] == public


async def test_reviews_names_places_and_addresses_go_to_the_one_that_stays(
    gone: AgencyRef, stays: AgencyRef, mira: Moderator, milo: Moderator
) -> None:
    for number in range(3):
        await review(gone, f"Kim{number}")
        await review(stays, f"Lou{number}")
    shown = await merges.preview(gone.slug, stays.slug, mira)
    assert (shown.reviews, shown.asleep, shown.cases) == (3, 0, ())
    assert shown.before is not None
    assert shown.after is not None
    assert (shown.before[1], shown.after[1]) == (3, 6)
    await merged(gone, stays, mira, milo)
    assert await scoring.published_score(stays.id) == shown.after
    assert await scoring.published_score(gone.id) is None
    row = await directory.agency(stays.slug)
    assert row is not None
    assert row["reviews"] == 6
    assert await agencies.current_slug(gone.slug) == stays.slug
    assert await agencies.standing(gone.id) == stays.id
    assert [each.id for each in await agencies.search("Nordlicht Personal", 5)] == [stays.id]
    cities = await db.rows("SELECT place FROM agency_place WHERE agency_id = {}", stays.id)
    assert {each["place"] for each in cities} == {"Hamburg", "Kiel"}
    assert (await scoring.recompute()).differing == 0


async def test_two_moderators_agree_where_ranks_move(
    gone: AgencyRef, stays: AgencyRef, mira: Moderator, milo: Moderator
) -> None:
    await review(gone, "Kim")
    one = await merges.propose_merge(gone.slug, stays.slug, WHY, mira, NOW)
    assert one.state is MergeState.WAITING
    assert await agencies.current_slug(gone.slug) is None
    with pytest.raises(ForbiddenError):
        await merges.confirm(one.public_id, mira, NOW)
    with pytest.raises(MergeWaitingError):
        await merges.propose_merge(stays.slug, gone.slug, WHY, milo, NOW)
    await merges.refuse(one.public_id, milo, NOW)
    with pytest.raises(StaleMergeError):
        await merges.confirm(one.public_id, milo, NOW)
    again = await merged(gone, stays, mira, milo)
    assert (again.state, again.decided_by.email) == (MergeState.DONE, MILO.email)
    back = await merges.propose_split(again.public_id, "Doch zwei.", milo, NOW)
    with pytest.raises(ForbiddenError):
        await merges.confirm(back.public_id, milo, NOW)
    await merges.confirm(back.public_id, mira, NOW)
    assert (await merges.merge(again.public_id, mira)).state is MergeState.UNDONE
    with pytest.raises(StaleMergeError):
        await merges.propose_split(again.public_id, "Noch einmal.", mira, NOW)


async def test_one_is_enough_where_no_rank_moves(
    gone: AgencyRef, stays: AgencyRef, mira: Moderator, milo: Moderator
) -> None:
    await review(stays, "Kim")
    one = await merges.propose_merge(gone.slug, stays.slug, WHY, mira, NOW)
    assert (one.state, one.alone, one.solo) == (MergeState.DONE, True, False)
    back = await merges.propose_split(one.public_id, "Doch zwei.", mira, NOW)
    assert back.state is MergeState.DONE
    with pytest.raises(ValueError, match="reason"):
        await merges.propose_merge(gone.slug, stays.slug, "", mira, NOW)


async def test_an_operator_who_is_alone_says_so(
    gone: AgencyRef, stays: AgencyRef, mira: Moderator, settings: Settings
) -> None:
    """TRUST 16a."""
    await review(gone, "Kim")
    settings_module.use(replace(settings, solo_moderator=True))
    one = await merges.propose_merge(gone.slug, stays.slug, WHY, mira, NOW)
    assert (one.state, one.alone, one.solo) == (MergeState.DONE, False, True)


async def notice_about(public_id: str) -> str:
    subject = await moderation.review_subject(public_id)
    notice = moderation.NewNotice(
        ground=NoticeGround.INSULT,
        text="Das ist eine Beleidigung.",
        address=f"https://example.org/de/reviews/{public_id}",
        name="Nora Beispiel",
        email="nora@example.org",
        good_faith=True,
        language="de",
    )
    return (await moderation.submit_notice(subject, notice, NOW)).number


async def test_nothing_moves_while_a_case_is_open(
    gone: AgencyRef, stays: AgencyRef, mira: Moderator, milo: Moderator
) -> None:
    await review(gone, "Kim")
    one = await merges.propose_merge(gone.slug, stays.slug, WHY, mira, NOW)
    number = await notice_about(await review(stays, "Lou"))
    with pytest.raises(OpenCasesError) as caught:
        await merges.confirm(one.public_id, milo, NOW)
    assert caught.value.numbers == (number,)
    assert (await merges.merge(one.public_id, mira)).state is MergeState.WAITING
    await db.execute("UPDATE moderation_case SET state = 'decided'")
    await merges.confirm(one.public_id, milo, NOW)
    await db.execute("UPDATE moderation_case SET state = 'complaint'")
    with pytest.raises(OpenCasesError):
        await merges.propose_split(one.public_id, "Doch zwei.", milo, NOW)


async def test_cases_go_with_their_reviews_both_ways(
    gone: AgencyRef, stays: AgencyRef, mira: Moderator, milo: Moderator
) -> None:
    number = await notice_about(await review(gone, "Kim"))
    await db.execute("UPDATE moderation_case SET state = 'decided'")
    one = await merged(gone, stays, mira, milo)

    async def about() -> int:
        row = await db.row("SELECT agency_id FROM moderation_case WHERE public_id = {}", number)
        assert row
        return int(row["agency_id"])

    assert await about() == stays.id
    await split(one, mira, milo)
    assert await about() == gone.id


async def test_what_came_after_the_merge_stays(
    gone: AgencyRef, stays: AgencyRef, mira: Moderator, milo: Moderator
) -> None:
    before = await review(gone, "Kim")
    one = await merged(gone, stays, mira, milo)
    after = await review(stays, "Lou", 0)
    await split(one, mira, milo)
    first, second = await reviews.record(before), await reviews.record(after)
    assert first is not None
    assert second is not None
    assert (first.agency_id, second.agency_id) == (gone.id, stays.id)


async def test_of_two_by_one_author_the_older_sleeps_and_wakes(
    gone: AgencyRef, stays: AgencyRef, mira: Moderator, milo: Moderator
) -> None:
    """TRUST 4: whichever entry it is of; its author reads why, and that it is back."""
    older = await review(stays, "Kim", 90)
    newer = await review(gone, "Kim", 5)
    one = await merged(gone, stays, mira, milo)
    row = await db.row("SELECT COUNT(*) AS n FROM rated_review")
    assert row == {"n": 1}
    for public_id, agency in ((older, gone), (newer, stays)):
        record = await reviews.record(public_id)
        assert record is not None
        assert record.agency_id == agency.id
        assert ("ruht" in " ".join(said.text for said in record.messages)) == (public_id == older)
    await split(one, mira, milo)
    row = await db.row("SELECT COUNT(*) AS n FROM rated_review")
    assert row == {"n": 2}
    record = await reviews.record(older)
    assert record is not None
    assert "wieder zu sehen" in record.messages[-1].text


async def test_members_of_the_one_that_goes_sleep_and_are_told(
    gone: AgencyRef, stays: AgencyRef, mira: Moderator, milo: Moderator
) -> None:
    fay = await factories.member(gone, FAY)
    with pytest.raises(OwnedError):
        await merges.propose_merge(gone.slug, stays.slug, WHY, mira, NOW)
    olu = await factories.member(stays, OLU)
    one = await merged(gone, stays, mira, milo)
    assert await agencies_of(fay) == []
    assert await agencies_of(olu) == [stays.id]
    row = await db.row("SELECT slug FROM agency WHERE id = {}", gone.id)
    assert row
    assert await membership(row["slug"], fay) is None
    assert await membership(gone.slug, fay) is None
    mails = await db.rows("SELECT kind FROM outbox WHERE kind LIKE 'agency_m%'")
    assert [each["kind"] for each in mails] == ["agency_merged", "agency_merged"]
    await split(one, mira, milo)
    assert await agencies_of(fay) == [gone.id]


async def test_what_waits_about_the_one_that_goes_is_decided_first(
    gone: AgencyRef, stays: AgencyRef, mira: Moderator
) -> None:
    said = {ProfileField.NAME: "Nordlicht Nord"}
    await profiles.edit(gone.id, said, 0, None, "fay", NOW)
    with pytest.raises(UnfinishedError):
        await merges.propose_merge(gone.slug, stays.slug, WHY, mira, NOW)


async def test_who_is_connected_with_one_stays_away(
    gone: AgencyRef, stays: AgencyRef, mira: Moderator, milo: Moderator
) -> None:
    """Also from the other one, as long as they are one."""
    await interests.declare(milo.account_id, "milo", gone.slug, InterestKind.EMPLOYER, None, NOW)
    await review(gone, "Kim")
    one = await merges.propose_merge(gone.slug, stays.slug, WHY, mira, NOW)
    with pytest.raises(ForbiddenError):
        await merges.confirm(one.public_id, milo, NOW)


async def test_one_after_the_other_is_split_from_where_it_is(
    gone: AgencyRef, stays: AgencyRef, mira: Moderator, milo: Moderator
) -> None:
    last = await factories.agency("Südwind Personal")
    await review(gone, "Kim")
    first = await merged(gone, stays, mira, milo)
    second = await merged(stays, last, mira, milo)
    assert await agencies.standing(gone.id) == last.id
    assert await agencies.current_slug(gone.slug) == last.slug
    with pytest.raises(StaleMergeError):
        await merges.propose_split(first.public_id, "Doch zwei.", mira, NOW)
    await split(second, mira, milo)
    assert await agencies.current_slug(gone.slug) == stays.slug
    await split(first, mira, milo)
    assert (await directory.agency(gone.slug) or {})["reviews"] == 1


async def test_a_name_that_two_sleeping_ones_share_stays_with_the_second(
    gone: AgencyRef, stays: AgencyRef, mira: Moderator, milo: Moderator
) -> None:
    other = await factories.agency("Südwind Personal", city="Kiel")
    await agencies_alias(other.id, "Nordlicht Personal")
    first = await merged(gone, stays, mira, milo)
    second = await merged(other, stays, mira, milo)
    await split(first, mira, milo)
    names = await db.rows("SELECT name FROM agency_name WHERE agency_id = {}", stays.id)
    assert "Nordlicht Personal" in {each["name"] for each in names}
    await split(second, mira, milo)
    names = await db.rows("SELECT name FROM agency_name WHERE agency_id = {}", stays.id)
    assert {each["name"] for each in names} == {"Nordlicht Zeitarbeit"}


async def agencies_alias(agency_id: int, name: str) -> None:
    await db.execute(
        "INSERT INTO agency_name (agency_id, name, kind, folded) VALUES ({}, {}, 'alias', {})",
        *(agency_id, name, name.lower()),
    )


async def test_lists_follow(
    gone: AgencyRef, stays: AgencyRef, mira: Moderator, milo: Moderator
) -> None:
    await review(gone, "Kim")
    assert {row["id"] for row in await finding.first("DE", 9)} == {gone.id, stays.id}
    one = await merged(gone, stays, mira, milo)
    assert {row["id"] for row in await finding.first("DE", 9)} == {stays.id}
    await split(one, mira, milo)
    assert {row["id"] for row in await finding.first("DE", 9)} == {gone.id, stays.id}
