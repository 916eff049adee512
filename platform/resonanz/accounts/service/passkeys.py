"""Passkeys (Web Authentication): adding, proving, naming, removing (TRUST 36, 37, 39)."""

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

import webauthn
from webauthn.helpers import options_to_json, parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticationCredential,
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from resonanz.audit.service import record
from resonanz.kernel import clock, crypto, db, settings
from resonanz.kernel.errors import ConflictError, NotFoundError

from .. import domain
from ..queries import accounts, passkeys
from ..queries.accounts import AccountRow
from ..queries.passkeys import PasskeyRow
from . import challenges, factors
from .challenges import Note
from .sessions import NewSession, SignedIn, open_session, rotate

_TRANSPORTS = {transport.value for transport in AuthenticatorTransport}
_TIMEOUT = int(domain.CEREMONY.total_seconds() * 1000)


def adding(signed_in: SignedIn, existing: list[PasskeyRow]) -> str:
    """What a browser needs to make a passkey for the account, as JSON.

    It is bound to the account's random id; the address is there for the person to recognise.
    """
    return options_to_json(
        webauthn.generate_registration_options(
            rp_id=challenges.host(),
            rp_name=settings.current().site_name,
            user_id=signed_in.public_id.encode(),
            user_name=signed_in.email,
            challenge=challenges.challenge("add", signed_in.public_id),
            timeout=_TIMEOUT,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED,
                user_verification=UserVerificationRequirement.REQUIRED,
            ),
            exclude_credentials=_descriptors(existing),
        )
    )


async def asking(signed_in: SignedIn | None) -> str:
    """What a browser needs to prove a passkey, as JSON; "" for an account that has none.

    For a visitor it is the same for everybody: the authenticator knows whom it belongs to.
    """
    if signed_in is not None and not signed_in.has_passkey:
        return ""
    known = await passkeys.listed(signed_in.account_id) if signed_in else []
    return options_to_json(
        webauthn.generate_authentication_options(
            rp_id=challenges.host(),
            challenge=challenges.challenge("prove", signed_in.public_id if signed_in else ""),
            timeout=_TIMEOUT,
            allow_credentials=_descriptors(known),
            user_verification=UserVerificationRequirement.REQUIRED,
        )
    )


async def add(
    token: str, signed_in: SignedIn, answer: str, name: str
) -> tuple[NewSession, list[str]]:
    """Keep a new passkey; the session's new secret, and recovery codes with the first factor.

    Raises PasskeyRefusedError, and ConflictError where the account has too many.
    """
    challenge, note = challenges.answered(answer, "add")
    if note.account != signed_in.public_id:
        raise challenges.PasskeyRefusedError("account")
    try:
        made = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=challenges.host(),
            expected_origin=challenges.origin(),
            require_user_verification=True,
        )
    except Exception:
        # The library takes apart what strangers send; whatever breaks in there is a refusal.
        raise challenges.PasskeyRefusedError("registration") from None
    now = clock.now()
    row = PasskeyRow(
        id=0,
        public_id=crypto.public_id(),
        account_id=signed_in.account_id,
        credential_id=made.credential_id,
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        name=name,
        transports=_transports(answer),
        created_at=now,
        last_used_at=None,
    )
    async with db.transaction():
        codes = await factors.codes_with_first(signed_in.account_id)
        if await passkeys.count(signed_in.account_id) >= domain.MOST_PASSKEYS:
            raise ConflictError("passkeys")
        if not await challenges.use_up(challenge, note) or not await passkeys.insert(row):
            raise challenges.PasskeyRefusedError("used")
        session = await rotate(token, signed_in, now, second_factor_at=now)
        await factors.changed(signed_in, "passkey_added", "passkey_added")
    return session, codes


async def prove(answer: str, token: str, present: SignedIn | None, device: str) -> NewSession:
    """Sign in by a passkey, or go on with the session of its account (`present`).

    The device asked for a finger, a face or its PIN, so that a passkey counts as both factors.
    Raises PasskeyRefusedError, which does not tell whether the passkey is known.
    """
    try:
        challenge, note = challenges.answered(answer, "prove")
        credential = parse_authentication_credential_json(answer)
    except (challenges.PasskeyRefusedError, WebAuthnException):
        raise await _refused(None) from None
    passkey = await passkeys.by_credential(credential.raw_id)
    account = await accounts.by_id(passkey.account_id) if passkey else None
    if passkey is None or account is None or not _owns(account, credential, note):
        raise await _refused(account)
    count = _signed_count(credential, challenge, passkey)
    if count is None:
        raise await _refused(account)
    now = clock.now()
    regressed = domain.count_regressed(passkey.sign_count, count)
    async with db.transaction():
        fresh = await challenges.use_up(challenge, note)
        counts = fresh and not regressed
        if counts and await passkeys.use(passkey.id, passkey.sign_count, count, now):
            return await _go_on(account, token, present, device, now)
    copied = {"before": passkey.sign_count, "after": count} if fresh and regressed else None
    raise await _refused(account, copied)


async def _go_on(
    account: AccountRow, token: str, present: SignedIn | None, device: str, now: dt.datetime
) -> NewSession:
    await record(account.public_id, "sign_in.passkey", "account", account.public_id)
    if present is not None and present.account_id == account.id:
        fresh = present.owes_second_factor
        return await rotate(token, present, now, second_factor_at=now, fresh=fresh)
    await accounts.signed_in(account.id, now)
    return await open_session(account, device, now, token, second_factor_at=now)


async def _refused(
    account: AccountRow | None, copied: Mapping[str, int] | None = None
) -> challenges.PasskeyRefusedError:
    """Log a denial (TRUST 45), with the counts of a passkey that may have been copied."""
    who = account.public_id if account else "unknown"
    action = "sign_in.passkey_count_regressed" if copied else "sign_in.passkey_refused"
    await record("system", action, "account", who, "", copied)
    return challenges.PasskeyRefusedError("passkey")


async def listed(signed_in: SignedIn) -> list[PasskeyRow]:
    """The passkeys of the account, oldest first."""
    return await passkeys.listed(signed_in.account_id)


async def one(signed_in: SignedIn, public_id: str) -> PasskeyRow:
    """A passkey of the account; anybody else's is NotFoundError."""
    for passkey in await listed(signed_in):
        if passkey.public_id == public_id:
            return passkey
    raise NotFoundError("passkey")


async def rename(signed_in: SignedIn, public_id: str, name: str) -> None:
    """Give a passkey of the account another name; NotFoundError."""
    if not await passkeys.rename(signed_in.account_id, public_id, name):
        raise NotFoundError("passkey")


async def remove(signed_in: SignedIn, public_id: str) -> None:
    """Forget a passkey; NotFoundError, ForbiddenError for the last factor where one is needed."""
    async with db.transaction():
        await accounts.lock(signed_in.account_id)
        if not await passkeys.delete(signed_in.account_id, public_id):
            raise NotFoundError("passkey")
        await factors.after_removal(signed_in)
        await factors.changed(signed_in, "passkey_removed", "passkey_removed")


def _signed_count(
    credential: AuthenticationCredential, challenge: bytes, passkey: PasskeyRow
) -> int | None:
    """The count an authenticator signed, or None for an answer that is not this passkey's.

    The library's own check of the count comes before that of the signature: a stranger could
    make a passkey look copied. So it gets 0 and the count is judged once it is proven.
    """
    try:
        return webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=challenges.host(),
            expected_origin=challenges.origin(),
            credential_public_key=passkey.public_key,
            credential_current_sign_count=0,
            require_user_verification=True,
        ).new_sign_count
    except Exception:
        return None


def _owns(account: AccountRow, credential: AuthenticationCredential, note: Note) -> bool:
    """Whether the account may sign in, and is the one the answer and its challenge name."""
    handle = credential.response.user_handle
    return (
        account.suspended_at is None
        and note.account in {"", account.public_id}
        # Authenticators may leave the handle out where they were told which passkeys to try.
        and (handle == account.public_id.encode() or (handle is None and note.account != ""))
    )


def _descriptors(rows: list[PasskeyRow]) -> list[PublicKeyCredentialDescriptor]:
    return [
        PublicKeyCredentialDescriptor(
            id=row.credential_id,
            transports=[AuthenticatorTransport(one) for one in row.transports.split()] or None,
        )
        for row in rows
    ]


def _transports(answer: str) -> str:
    """How the authenticator can be reached, as far as the browser said; a hint, no secret."""
    sent: Any = json.loads(answer)["response"].get("transports")
    named = sent if isinstance(sent, list) else []
    return " ".join(sorted({one for one in named if isinstance(one, str)} & _TRANSPORTS))
