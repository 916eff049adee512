"""Guest reviewers: somebody from outside decides the complaint of one case (TRUST 16a)."""

import datetime as dt

from resonanz.accounts import service as accounts
from resonanz.accounts.queries import accounts as account_queries
from resonanz.kernel import db
from resonanz.kernel.errors import ConflictError, ForbiddenError, NotFoundError
from resonanz.kernel.i18n import Language

from .. import mails, queries
from ..domain import CaseState, Ground
from .case_claims import require_foreign
from .complaints import decide_open
from .errors import Moderator
from .records import CaseRecord, case_record, locked_case

GUEST_DAYS = 30


async def guest_case(public_id: str, guest: Moderator, now: dt.datetime) -> CaseRecord:
    """The one case a guest reviewer was invited to; raises NotFoundError for everybody else."""
    record = await case_record(public_id)
    if not await queries.is_guest(record.id, guest.account_id, now):
        raise NotFoundError("case")
    await require_foreign(record, guest)
    return record


async def guest_decides(
    public_id: str,
    guest: Moderator,
    *,
    uphold: bool,
    ground: Ground | None,
    answer: str,
    now: dt.datetime,
) -> None:
    """A guest reviewer decides the complaint of one case (TRUST 16a)."""
    async with db.transaction():
        await guest_case(public_id, guest, now)
        record = await locked_case(public_id)
        if guest.account_id in await queries.deciders_of(record.id):
            raise ForbiddenError("decided before")
        if record.state is not CaseState.COMPLAINT:
            raise ConflictError(record.state)
        if not answer:
            raise ValueError("answer")
        await decide_open(record, guest, ground, answer, now, uphold=uphold, solo=False)


async def invite_guest(
    public_id: str, moderator: Moderator, email: str, language: Language, now: dt.datetime
) -> None:
    """Let somebody from outside decide the complaint of one case, for thirty days."""
    async with db.transaction():
        record = await locked_case(public_id)
        await require_foreign(record, moderator)
        if record.state is not CaseState.COMPLAINT:
            raise ConflictError(record.state)
        account_id = await accounts.ensure_account(email, language)
        account = await account_queries.by_id(account_id)
        assert account is not None
        await require_foreign(record, Moderator(account_id, account.public_id))
        until = now + dt.timedelta(days=GUEST_DAYS)
        await queries.invite_guest(record.id, account_id, moderator.account_id, now, until)
        await mails.guest_invited(email, language, record.public_id)
