"""What other subjects keep of an account and its person."""

from collections.abc import Sequence
from typing import Any

from resonanz.kernel import db

Row = dict[str, Any]


async def account(account_id: int) -> Row | None:
    """The account itself, without its secrets."""
    return await db.row(
        "SELECT public_id, email, language, password_hash IS NOT NULL AS has_password, "
        "totp_sealed IS NOT NULL AS has_code_app, created_at, confirmed_at, "
        "last_sign_in_at, suspended_at FROM account WHERE id = {}",
        account_id,
    )


async def roles(account_id: int) -> list[Row]:
    """Its roles in the moderation."""
    return await db.rows(
        "SELECT role, granted_at FROM account_role WHERE account_id = {} ORDER BY role", account_id
    )


async def sessions(account_id: int) -> list[Row]:
    """Where it is signed in."""
    return await db.rows(
        "SELECT device, created_at, seen_at, expires_at, authenticated_at, second_factor_at "
        "FROM session WHERE account_id = {} ORDER BY created_at",
        account_id,
    )


async def recovery_codes(account_id: int) -> list[Row]:
    """Its recovery codes: only when each was used."""
    return await db.rows(
        "SELECT used_at FROM recovery_code WHERE account_id = {} ORDER BY id", account_id
    )


async def passkeys(account_id: int) -> list[Row]:
    """Its passkeys, without their keys."""
    return await db.rows(
        "SELECT name, transports, sign_count, created_at, last_used_at FROM passkey "
        "WHERE account_id = {} ORDER BY id",
        account_id,
    )


async def links(email: str) -> list[Row]:
    """Links that were mailed to its address."""
    return await db.rows(
        "SELECT purpose, language, created_at, expires_at, used_at FROM mail_token "
        "WHERE email = {} ORDER BY created_at",
        email,
    )


async def memberships(account_id: int) -> list[Row]:
    """The agencies it acts for, and what their desks keep of its visits."""
    return await db.rows(
        "SELECT a.name AS agency, a.slug AS agency_slug, m.role, b.name AS branch, m.created_at, "
        "d.seen_on AS last_visit, d.earlier_on AS visit_before, d.mailed AS figures_mailed "
        "FROM agency_member m JOIN agency a ON a.id = m.agency_id "
        "LEFT JOIN branch b ON b.id = m.branch_id "
        "LEFT JOIN desk_member d ON d.agency_id = m.agency_id AND d.account_id = m.account_id "
        "WHERE m.account_id = {} ORDER BY a.id",
        account_id,
    )


async def claims(account_id: int) -> list[Row]:
    """The agencies it claimed, and what came of it."""
    return await db.rows(
        "SELECT a.name AS agency, a.slug AS agency_slug, c.way, c.state, c.domain, c.succeeds, "
        "c.created_at, c.proven_at, c.decided_at, c.reason, (SELECT COUNT(*) "
        "FROM claim_document d WHERE d.claim_id = c.id) AS documents "
        "FROM agency_claim c JOIN agency a ON a.id = c.agency_id "
        "WHERE c.account_id = {} ORDER BY c.id",
        account_id,
    )


async def profile_changes(account_id: int) -> list[Row]:
    """What it changed in agencies' profiles."""
    return await db.rows(
        "SELECT a.name AS agency, a.slug AS agency_slug, c.field, c.before_value, c.after_value, "
        "c.state, c.made_at, c.decided_at, c.message FROM agency_change c "
        "JOIN agency a ON a.id = c.agency_id WHERE c.account_id = {} ORDER BY c.id",
        account_id,
    )


async def invitations(email: str) -> list[Row]:
    """The agencies that invited its address."""
    return await db.rows(
        "SELECT a.name AS agency, a.slug AS agency_slug, i.role, i.invited_at, i.expires_at "
        "FROM agency_invitation i JOIN agency a ON a.id = i.agency_id "
        "WHERE i.email = {} ORDER BY i.id",
        email,
    )


async def api_tokens(account_id: int) -> list[Row]:
    """The keys it made for programs of agencies, without their secrets."""
    return await db.rows(
        "SELECT a.name AS agency, a.slug AS agency_slug, t.name, t.scopes, t.created_at, "
        "t.expires_at, t.last_used_on FROM api_token t JOIN agency a ON a.id = t.agency_id "
        "WHERE t.account_id = {} ORDER BY t.id",
        account_id,
    )


async def mailings(account_id: int) -> list[Row]:
    """The lists it had invited for an agency; the addresses are not kept."""
    return await db.rows(
        "SELECT a.name AS agency, a.slug AS agency_slug, m.language, m.addresses, m.bounced, "
        "m.consent_where, m.consent_when, m.sent_at "
        "FROM invite_mailing m JOIN agency a ON a.id = m.agency_id "
        "WHERE m.account_id = {} ORDER BY m.id",
        account_id,
    )


async def no_invitations(digest: str) -> list[Row]:
    """Since when its address wants no invitation, by the digest of the address."""
    return await db.rows("SELECT since FROM no_invitation WHERE digest = {}", digest)


async def interests(account_id: int) -> list[Row]:
    """The agencies a moderator declared to have to do with."""
    return await db.rows(
        "SELECT a.name AS agency, a.slug AS agency_slug, i.kind, i.until, i.declared_at "
        "FROM moderator_interest i JOIN agency a ON a.id = i.agency_id "
        "WHERE i.account_id = {} ORDER BY i.id",
        account_id,
    )


async def languages(account_id: int) -> list[str]:
    """The languages a moderator said to read."""
    rows = await db.rows(
        "SELECT language FROM moderator_language WHERE account_id = {} ORDER BY language",
        account_id,
    )
    return [row["language"] for row in rows]


async def log(actors: Sequence[str], objects: Sequence[str]) -> list[Row]:
    """Entries of the audit log by these ids or about those, without who acted; at least one each.

    What is done to a person's reviews counts as about the person.
    """
    by, about = (", ".join("{}" for _ in ids) for ids in (actors, objects))
    return await db.rows(
        "SELECT at, action, object_type, object_id, reason, detail FROM audit_entry "
        f"WHERE actor IN ({by}) OR object_id IN ({about}) ORDER BY id",
        *actors,
        *objects,
    )
