"""The account itself: making sure it exists, its roles, address and language, proving it anew."""

from typing import cast

from resonanz.audit.service import record
from resonanz.kernel import clock, crypto, db
from resonanz.kernel.i18n import Language

from .. import domain, mails
from ..domain import Role
from ..queries import accounts
from . import second_factor
from .links import EMAIL_CHANGE, INVITATION, create_link
from .passwords import proves
from .sessions import NewSession, SignedIn, rotate


async def ensure_account(email: str, language: Language) -> int:
    """The id of the account with an address; made, unconfirmed, if there is none."""
    return await accounts.upsert(
        crypto.public_id(), domain.email_key(email), language, clock.now(), None
    )


async def grant_role(
    email: str, role: Role, language: Language = "de", actor: str = "system"
) -> bool:
    """Give a role and mail an invitation; False if the account had it (the mail goes again).

    The invited set a password and a second factor before any page of theirs opens (TRUST 36).
    """
    async with db.transaction():
        account_id = await ensure_account(email, language)
        account = await accounts.by_id(account_id)
        assert account is not None
        granted = await accounts.grant(account_id, role, clock.now())
        await accounts.require_second_factor(account_id)
        token = await create_link(
            account.email, language, INVITATION, {"next": "/moderation"}, domain.INVITE_LIFETIME
        )
        await mails.invitation(account.email, language, token)
        await record(actor, "role.granted", "account", account.public_id, "", {"role": role})
    return granted


async def revoke_role(email: str, role: Role, actor: str = "system") -> bool:
    """Take a role away, at once also from open sessions; False if there is no such account."""
    async with db.transaction():
        account = await accounts.by_email(domain.email_key(email))
        if account is None:
            return False
        await accounts.revoke(account.id, role)
        await record(actor, "role.revoked", "account", account.public_id, "", {"role": role})
    return True


async def require_second_factor(account_id: int) -> None:
    """Ask an account for a second factor from now on, for what upper subjects let it do."""
    await accounts.require_second_factor(account_id)


async def spare_second_factor(account_id: int) -> None:
    """Let an account do without its second factor again, unless a role of its own asks for one."""
    await accounts.spare_second_factor(account_id)


async def reauthenticate(
    token: str, signed_in: SignedIn, password: str, code: str
) -> NewSession | None:
    """Prove anew who is there by every factor the account has; None if one is wrong (TRUST 39).

    An account without a password proves itself by a new link instead.
    """
    if not signed_in.has_password or not await proves(signed_in, password):
        await _refused(signed_in)
        return None
    if signed_in.has_second_factor:
        try:
            return await second_factor.prove(token, signed_in, code)
        except second_factor.CodeRefusedError:
            return None
    async with db.transaction():
        await record(signed_in.public_id, "sign_in.reauthenticated", "account", signed_in.public_id)
        return await rotate(
            token, signed_in, clock.now(), second_factor_at=signed_in.second_factor_at
        )


async def _refused(signed_in: SignedIn) -> None:
    await record("system", "sign_in.reauthentication_refused", "account", signed_in.public_id)


async def change_email(signed_in: SignedIn, email: str) -> None:
    """Mail a link to the new address; the old one stays until the link is used.

    An address that has an account gets a mail too, so that nobody learns of it here.
    """
    key = domain.email_key(email)
    language = cast(Language, signed_in.language)
    async with db.transaction():
        taken = await accounts.by_email(key)
        if taken is None:
            payload = {"account": signed_in.public_id, "next": "/account"}
            token = await create_link(
                key, language, EMAIL_CHANGE, payload, domain.EMAIL_CHANGE_LIFETIME
            )
            await mails.email_change_link(email.strip(), language, token)
        else:
            token = await create_link(key, language, "sign_in", {})
            await mails.sign_in_link(taken.email, cast(Language, taken.language), token)
        await record(signed_in.public_id, "account.email_requested", "account", signed_in.public_id)


async def change_language(signed_in: SignedIn, language: Language) -> None:
    """Choose the language of mails."""
    await accounts.set_language(signed_in.account_id, language)
