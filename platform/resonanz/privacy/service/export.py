"""Everything about an account as one JSON file (TRUST 28, GDPR Art. 15 and 20)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from resonanz.accounts.service import SignedIn
from resonanz.audit import service as audit
from resonanz.kernel import crypto, db
from resonanz.kernel.errors import NotFoundError
from resonanz.moderation.service.records import EMAIL_PURPOSE, NAME_PURPOSE
from resonanz.reviews.service import unseal_anchors
from resonanz.reviews.service.late_records import unseal_release
from resonanz.workspace.service import mailings

from .. import queries

FORMAT = "resonanz-account-1"

Record = dict[str, Any]


async def export(present: SignedIn, now: dt.datetime) -> bytes:
    """All that is stored about a person by their account: JSON, UTF-8, times in ISO 8601.

    Ids of rows, secrets, and other people's identities are left out. The download is noted in the
    audit log. Raises NotFoundError if the account is gone.
    """
    async with db.transaction():
        await audit.record(
            present.public_id, "account.exported", "account", present.public_id, now=now
        )
        data = await _collect(present, now)
    return msgspec.json.format(msgspec.json.encode(data), indent=2)


async def _collect(present: SignedIn, now: dt.datetime) -> Record:
    account = await queries.account(present.account_id)
    if account is None:
        raise NotFoundError("account")
    author = await queries.author(present.account_id)
    reviews = await _reviews(present.account_id)
    ids = [account["public_id"]] + ([author["public_id"]] if author else [])
    log = await queries.log(ids, ids + [review["public_id"] for review in reviews])
    return {
        "format": FORMAT,
        "exported_at": now,
        "account": _flags(account, "has_password", "has_code_app"),
        "roles": await queries.roles(present.account_id),
        "agencies": await queries.memberships(present.account_id),
        "agency_claims": [
            _flags(row, "succeeds") for row in await queries.claims(present.account_id)
        ],
        "profile_changes": await queries.profile_changes(present.account_id),
        "agency_invitations": await queries.invitations(account["email"]),
        "api_keys": await queries.api_tokens(present.account_id),
        "agency_mailings": await queries.mailings(present.account_id),
        "wants_no_invitations": await queries.no_invitations(
            mailings.address_digest(account["email"])
        ),
        "declared_interests": await queries.interests(present.account_id),
        "languages_read": await queries.languages(present.account_id),
        "sessions": await queries.sessions(present.account_id),
        "recovery_codes": await queries.recovery_codes(present.account_id),
        "passkeys": await queries.passkeys(present.account_id),
        "mailed_links": await queries.links(account["email"]),
        "author": author,
        "reviews": reviews,
        "replies": await queries.own_replies(present.account_id),
        "notices": [_notice(row) for row in await queries.notices(present.account_id)],
        "proposed_corrections": [
            row | {"proposed": _json(row["proposed"])}
            for row in await queries.proposed_corrections(present.account_id)
        ],
        "log": [row | {"detail": _json(row["detail"])} for row in log],
    }


async def _reviews(account_id: int) -> list[Record]:
    rows = await queries.reviews(account_id)
    ids = [row["id"] for row in rows]
    parts: dict[str, Mapping[int, list[Record]]] = {
        "edits": _by(_content(row) for row in await queries.revisions(ids)),
        "messages": _by(await queries.messages(ids)),
        "scored": _by(await queries.scored(ids), "live", "contact_proven", "invited"),
        "decisions": _by(_decision(row) for row in await queries.decisions(ids)),
        "cases": _by(await _cases(ids)),
        "corrections": _by(
            row | {name: _json(row[name]) for name in ("original", "proposed")}
            for row in await queries.corrections(ids)
        ),
        "late_feedback": _by(_late(row) for row in await queries.late_feedback(ids)),
        "replies": _by(await queries.replies(ids)),
        "evidence": _by(await queries.evidence(ids)),
        "contact_checks": _by(await queries.contact_checks(ids)),
    }
    return [
        _review(row) | {name: by.get(row["id"], []) for name, by in parts.items()} for row in rows
    ]


def _review(row: Record) -> Record:
    plain = _content(_flags(row, "invited", "contact_proven"))
    del plain["id"]
    return plain | {"conduct": _json(row["conduct"])}


def _content(row: Record) -> Record:
    """What an author sent, read and unsealed."""
    plain = _flags(row, "remote", "coarse")
    sealed = plain.pop("anchors_sealed")
    return plain | {
        "ratings": _json(row["ratings"]),
        "ledger": _json(row["ledger"]),
        "private": unseal_anchors(sealed) if sealed is not None else None,
    }


def _late(row: Record) -> Record:
    """Late feedback; what the author lets the agency read, unsealed."""
    sealed = row["release_sealed"]
    release = unseal_release(sealed) if sealed is not None else None
    plain = {name: value for name, value in row.items() if name != "release_sealed"}
    return plain | {"released": {"job": release.job, "month": release.month} if release else None}


def _decision(row: Record) -> Record:
    names = ("review_id", "public_id", "kind", "ground", "explanation", "decided_at")
    statement = None
    if row["puid"] is not None:
        statement = {"language": row["language"]} | _json(row["fields"])
    return {name: row[name] for name in names} | {"statement_of_reasons": statement}


async def _cases(review_ids: list[int]) -> list[Record]:
    rows = await queries.cases(review_ids)
    ids = [row["id"] for row in rows]
    messages = _by(await queries.case_messages(ids), key="case_id")
    complaints = _by(await queries.complaints(ids), "upheld", key="case_id")
    return [
        {name: value for name, value in row.items() if name != "id"}
        | {"messages": messages.get(row["id"], []), "complaints": complaints.get(row["id"], [])}
        for row in rows
    ]


def _notice(row: Record) -> Record:
    plain = _flags(row, "good_faith")
    for name, purpose in (("name", NAME_PURPOSE), ("email", EMAIL_PURPOSE)):
        sealed = plain.pop(f"{name}_sealed")
        plain[name] = crypto.unseal(purpose, sealed).decode() if sealed is not None else None
    return plain


def _by(rows: Iterable[Record], *flags: str, key: str = "review_id") -> Mapping[int, list[Record]]:
    found: dict[int, list[Record]] = defaultdict(list)
    for row in rows:
        plain = _flags(row, *flags)
        found[plain.pop(key)].append(plain)
    return found


def _flags(row: Record, *names: str) -> Record:
    """A copy in which 0 and 1 of SQLite are false and true."""
    return row | {name: None if row[name] is None else bool(row[name]) for name in names}


def _json(text: str) -> Any:
    return msgspec.json.decode(text)
