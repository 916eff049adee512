"""Sessions: opened at sign-in with a fresh secret, judged at every use, rotated, listed, ended."""

import datetime as dt
from dataclasses import dataclass

from resonanz.audit.service import record
from resonanz.kernel import clock, crypto, db
from resonanz.kernel.errors import NotFoundError

from .. import domain
from ..domain import Role
from ..queries import sessions
from ..queries.accounts import AccountRow
from ..queries.sessions import ListedSession


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is asking, as guards and routes know it."""

    account_id: int
    public_id: str
    email: str
    language: str
    roles: frozenset[Role]
    session_public_id: str
    authenticated_at: dt.datetime
    second_factor_at: dt.datetime | None
    has_password: bool
    has_totp: bool
    has_passkey: bool
    second_factor_required: bool

    @property
    def has_second_factor(self) -> bool:
        """Whether a passkey or an app for codes is set up."""
        return self.has_totp or self.has_passkey

    @property
    def needs_second_factor(self) -> bool:
        """Whether the account cannot do without one (TRUST 36)."""
        return self.staff or self.second_factor_required

    @property
    def owes_second_factor(self) -> bool:
        """Whether this session has proved the first factor alone."""
        return self.has_second_factor and self.second_factor_at is None

    @property
    def staff(self) -> bool:
        """Whether the account has any role."""
        return bool(self.roles)

    @property
    def home(self) -> str:
        """Where the person begins after signing in."""
        return "/moderation" if self.staff else "/account"


@dataclass(frozen=True, slots=True)
class LoadedSession:
    """A session that is alive; `pending` ones still owe the second factor."""

    signed_in: SignedIn
    pending: bool


@dataclass(frozen=True, slots=True)
class NewSession:
    """The secret for the cookie; `lifetime` is the cookie's age in seconds."""

    token: str
    pending: bool
    lifetime: int
    home: str


async def load(token: str) -> LoadedSession | None:
    """The session behind a cookie, or None if it is unknown, over, or its account suspended."""
    id_hash = crypto.token_hash(token)
    row = await sessions.load(id_hash)
    now = clock.now()
    if row is None or row.suspended_at is not None:
        return None
    if not domain.session_alive(
        now,
        created_at=row.created_at,
        seen_at=row.seen_at,
        expires_at=row.expires_at,
        roles=row.roles,
    ):
        return None
    if domain.needs_touch(now, row.seen_at, row.roles):
        await sessions.touch(id_hash, now)
    signed_in = SignedIn(
        account_id=row.account_id,
        public_id=row.account_public_id,
        email=row.email,
        language=row.language,
        roles=row.roles,
        session_public_id=row.public_id,
        authenticated_at=row.authenticated_at,
        second_factor_at=row.second_factor_at,
        has_password=row.has_password,
        has_totp=row.has_totp,
        has_passkey=row.has_passkey,
        second_factor_required=row.second_factor_required,
    )
    return LoadedSession(signed_in, signed_in.owes_second_factor)


async def open_session(
    account: AccountRow,
    device: str,
    now: dt.datetime,
    replaces: str = "",
    *,
    second_factor_at: dt.datetime | None = None,
) -> NewSession:
    """Begin a session with a fresh secret; the browser's earlier one (`replaces`) ends.

    Where a second factor is set up and was not proved with the first, the session is pending and
    lives ten minutes.
    """
    token = crypto.token()
    pending = account.has_second_factor and second_factor_at is None
    lifetime = domain.PENDING_LIFETIME if pending else domain.session_limits(account.roles).absolute
    if replaces:
        await sessions.delete(crypto.token_hash(replaces))
    await sessions.insert(
        crypto.token_hash(token),
        crypto.public_id(),
        account.id,
        domain.device_name(device),
        now,
        now + lifetime,
        second_factor_at,
    )
    return _new(token, account.roles, lifetime, pending=pending)


async def rotate(
    token: str,
    signed_in: SignedIn,
    now: dt.datetime,
    *,
    second_factor_at: dt.datetime | None,
    fresh: bool = False,
) -> NewSession:
    """Give a session a new secret after more was proven.

    `fresh` begins its full lifetime: the session was pending before. Raises NotFoundError if it
    was ended meanwhile.
    """
    new = crypto.token()
    lifetime = domain.session_limits(signed_in.roles).absolute
    done = await sessions.rotate(
        crypto.token_hash(token),
        crypto.token_hash(new),
        expires_at=now + lifetime if fresh else None,
        authenticated_at=now,
        second_factor_at=second_factor_at,
        now=now,
    )
    if not done:
        raise NotFoundError("session")
    return _new(new, signed_in.roles, lifetime, pending=False)


def _new(
    token: str, roles: frozenset[Role], lifetime: dt.timedelta, *, pending: bool
) -> NewSession:
    return NewSession(
        token=token,
        pending=pending,
        lifetime=int(lifetime.total_seconds()),
        home="/moderation" if roles else "/account",
    )


async def sign_out(token: str) -> None:
    """End the session behind a cookie, if there is one."""
    await sessions.delete(crypto.token_hash(token))


async def listed(signed_in: SignedIn) -> list[ListedSession]:
    """All live sessions of the account, the last used first."""
    return await sessions.listed(signed_in.account_id, clock.now())


async def end(signed_in: SignedIn, public_id: str) -> None:
    """End one of the account's own sessions; anybody else's is NotFoundError."""
    async with db.transaction():
        if not await sessions.delete_of(signed_in.account_id, public_id):
            raise NotFoundError("session")
        await record(signed_in.public_id, "session.ended", "account", signed_in.public_id)


async def end_others(signed_in: SignedIn) -> None:
    """End all sessions of the account but the present one."""
    async with db.transaction():
        await sessions.delete_all(signed_in.account_id, but=signed_in.session_public_id)
        await record(signed_in.public_id, "session.others_ended", "account", signed_in.public_id)


async def forget_expired() -> None:
    """Delete sessions that can never count again."""
    now = clock.now()
    await sessions.delete_expired(now, now - domain.CANDIDATE_LIMITS.idle)
