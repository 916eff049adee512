"""Changes of agencies' profiles: what waits for its check, and what can be taken back."""

import datetime as dt
from dataclasses import dataclass
from typing import Final, Literal

from resonanz.accounts.queries import accounts
from resonanz.agencies import mails as agency_mails
from resonanz.agencies import service as agencies
from resonanz.agencies.domain.profiles import TEXTS, Change, ChangeState, ProfileField, revertible
from resonanz.agencies.queries import profiles as stored
from resonanz.agencies.queries.members import members_reaching
from resonanz.agencies.service import AgencyRef, profile_checks
from resonanz.audit import service as audit
from resonanz.kernel import crypto, db
from resonanz.kernel.clock import site_day
from resonanz.kernel.errors import ConflictError, NotFoundError
from resonanz.kernel.i18n import Language
from resonanz.reviews import service as reviews

from .. import queries
from ..domain import PROFILE_GROUNDS, Fault, Ground, Source, SubjectType, Verdict, faults
from ..domain.detection import was_detected
from .errors import DecidedError, Moderator
from .interests import require_independent
from .openings import open_rejection
from .reach import Reach
from .reasons import Restricted, complaint_address, give_reasons
from .reply_checks import reply_signals
from .signals import StoredSignal

RECENT: Final = dt.timedelta(days=30)
MOST: Final = 200
_KEY: Final = "profile_change:"
_LANGUAGES: Final = {field: language for language, field in TEXTS.items()}
_WRITTEN: Final = {*_LANGUAGES, ProfileField.LEGAL_FORM, ProfileField.LICENCE_AUTHORITY}
_SINCE_EVER: Final = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class ProfileCheck:
    """A change with what helps to judge it.

    `act` is what a moderator can do: check what waits, revert what is public, or "" nothing.
    `writer` is "" once the account is gone.
    """

    change: Change
    agency: AgencyRef
    signals: tuple[StoredSignal, ...]
    act: Literal["check", "revert", ""]
    writer: str = ""


def due_at(change: Change) -> dt.datetime:
    """Until when a change should be checked: as soon as a review or a reply."""
    return reviews.check_due(change.made_at)


async def changes_within(reach: Reach) -> list[Change]:
    """What waits for its check, the oldest first, without agencies of the moderator's own."""
    found = await stored.by_state(ChangeState.WAITING, _SINCE_EVER, MOST, reach.barred)
    return found[::-1]


async def waiting_changes(reach: Reach) -> tuple[ProfileCheck, ...]:
    """The same with what helps to judge them."""
    return await _checks(await changes_within(reach))


async def recent_changes(reach: Reach, now: dt.datetime) -> tuple[ProfileCheck, ...]:
    """What became public in the last thirty days, the newest first."""
    return await _checks(
        await stored.by_state(ChangeState.PUBLIC, now - RECENT, MOST, reach.barred)
    )


async def _checks(changes: list[Change]) -> tuple[ProfileCheck, ...]:
    refs = await agencies.agencies_by_id(one.agency_id for one in changes)
    return tuple(
        ProfileCheck(
            one,
            refs[one.agency_id],
            _signals(one, refs[one.agency_id]),
            "check" if one.state is ChangeState.WAITING else "",
        )
        for one in changes
    )


async def profile_check(public_id: str, moderator: Moderator) -> ProfileCheck:
    """A change. Raises NotFoundError, and ForbiddenError for an agency of the moderator's own."""
    change = await stored.change(public_id)
    if change is None:
        raise NotFoundError("change")
    await require_independent(change.agency_id, moderator.account_id)
    agency = (await agencies.agencies_by_id([change.agency_id]))[change.agency_id]
    act: Literal["check", "revert", ""] = ""
    if change.state is ChangeState.WAITING:
        act = "check"
    elif revertible(change, (await stored.profile(change.agency_id)).stated):
        act = "revert"
    account = await accounts.by_id(change.account_id) if change.account_id else None
    writer = account.email if account else ""
    return ProfileCheck(change, agency, _signals(change, agency), act, writer)


async def require_waiting(public_id: str, moderator: Moderator, now: dt.datetime) -> None:
    """Let a moderator go on to a change; nobody claims one, it is decided in a minute.

    Raises NotFoundError, ForbiddenError, DecidedError if it does not wait any more.
    """
    check = await profile_check(public_id, moderator)
    if check.change.state is not ChangeState.WAITING:
        raise DecidedError(public_id)


def _signals(change: Change, agency: AgencyRef) -> tuple[StoredSignal, ...]:
    """The signals of replies, on what an agency wrote freely."""
    if change.field not in _WRITTEN or not change.after:
        return ()
    return reply_signals(change.after, _LANGUAGES.get(change.field, "de"), agency)


def change_faults(ground: Ground | None, explanation: str, text: str) -> dict[str, Fault]:
    """What is wrong with a refusal or a reversal, by field."""
    found = faults(Verdict.REJECT, ground, explanation, text)
    if ground is not None and ground not in PROFILE_GROUNDS:
        found["ground"] = Fault.GROUND_UNFIT
    return found


async def approve_change(public_id: str, moderator: Moderator, now: dt.datetime) -> None:
    """Make public what waited. Raises NotFoundError, ForbiddenError, DecidedError."""
    async with db.transaction():
        check = await profile_check(public_id, moderator)
        try:
            await profile_checks.approve(public_id, now)
        except ConflictError as error:
            raise DecidedError(public_id) from error
        await queries.insert_decision(_decision("approve", None, "", None, moderator, now))
        await _done(check, moderator, "approve", "", now)


async def reject_change(
    public_id: str, moderator: Moderator, ground: Ground, explanation: str, now: dt.datetime
) -> None:
    """Refuse what waits, or take back what is public: with a statement of reasons (TRUST 15).

    Raises NotFoundError, ForbiddenError, DecidedError, ValueError for what `change_faults` finds.
    """
    async with db.transaction():
        check = await profile_check(public_id, moderator)
        if not check.act:
            raise DecidedError(public_id)
        if found := change_faults(ground, explanation, check.change.after):
            raise ValueError(found)
        reverts = check.act == "revert"
        case = await open_rejection(
            {
                "subject_type": SubjectType.AGENCY.value,
                "subject_key": _KEY + public_id,
                "review_id": None,
                "agency_id": check.agency.id,
            },
            ground,
            moderator,
            now,
        )
        kind = "remove" if reverts else "reject"
        decision_id = await queries.insert_decision(
            _decision(kind, ground, explanation, case.id, moderator, now)
        )
        members = await members_reaching(check.agency.id, None)
        language: Language = members[0].language if members else "de"
        message = await give_reasons(
            Restricted(
                kind="revert_profile" if reverts else "reject_profile",
                decision_id=decision_id,
                ground=ground,
                explanation=explanation,
                source=Source.OWN,
                content_date=site_day(check.change.made_at),
                content_language=_LANGUAGES.get(check.change.field, ""),
                language=language,
                address=complaint_address(language, case.public_id),
                detected=was_detected(ground, (one.signal for one in check.signals)),
            ),
            now,
        )
        await queries.add_case_message(case.id, "moderation", "agency", None, message, now)
        try:
            await (profile_checks.revert if reverts else profile_checks.refuse)(
                public_id, message, now
            )
        except ConflictError as error:
            raise DecidedError(public_id) from error
        await _done(check, moderator, check.act, ground.value, now)


def _decision(
    kind: str,
    ground: Ground | None,
    explanation: str,
    case_id: int | None,
    moderator: Moderator,
    now: dt.datetime,
) -> dict[str, object]:
    return {
        "public_id": crypto.public_id(),
        "case_id": case_id,
        "account_id": moderator.account_id,
        "kind": kind,
        "ground": ground.value if ground else None,
        "explanation": explanation,
        "decided_at": now,
    }


async def _done(
    check: ProfileCheck, moderator: Moderator, act: str, reason: str, now: dt.datetime
) -> None:
    change = check.change
    await audit.record(
        *(moderator.public_id, f"profile.{act}", "agency_change", change.public_id, reason),
        {"field": change.field.value},
        now=now,
    )
    owners = [one for one in await members_reaching(check.agency.id, None) if one.role == "owner"]
    await agency_mails.profile_decided(owners, check.agency)


def changed_by(subject_key: str) -> str:
    """The public id of the change that a case is about; "" for other cases."""
    return subject_key.removeprefix(_KEY) if subject_key.startswith(_KEY) else ""


async def changed_in(subject_key: str) -> Change | None:
    """The change that a case is about; None for other cases."""
    public_id = changed_by(subject_key)
    return await stored.change(public_id) if public_id else None
