"""The worker looks at domains: records and files of claims, and once a year what was proven."""

import datetime as dt

from resonanz.kernel import db, outbound
from resonanz.kernel.outbound import PrivateAddressError, UnreachableError

from ... import mails, queries
from ...domain.claims import (
    DNS_LABEL,
    FAILURES_END,
    FAILURES_WARN,
    FILE_PATH,
    ClaimState,
    End,
    Finding,
    Way,
    finding_of,
    lapsed,
    next_look,
    pause_after,
)
from ...domain.websites import website_domain
from ...queries import claims, proofs, stored_agency
from ...queries.claims import Claim
from ...queries.proofs import Proof
from .. import domains
from .. import members as joining
from .asking import log, owners
from .ending import end
from .granting import let_moderators_decide, proven

_ROUND = 20


async def look_at_claims(now: dt.datetime) -> bool:
    """Look at the domains of claims that are due; whether more are waiting."""
    due = await claims.to_check(now, _ROUND)
    for claim in due:
        await _look(claim, now)
    return len(due) == _ROUND


async def _look(claim: Claim, now: dt.datetime) -> None:
    finding = await _finding(claim.way, claim.agency_id, claim.domain or "", claim.challenge)
    async with db.transaction():
        pause = pause_after(claim.checks + 1)
        if not await claims.note_check(claim, finding, now + pause):
            return
        if finding is Finding.FOUND:
            await proven(claim, now)
        elif lapsed(claim.created_at, now):
            await end(claim, ClaimState.ENDED, End.LAPSED, now)
            await log(claim, "system", "lapsed", now)


async def hear_owners(now: dt.datetime) -> bool:
    """Owners who did not answer in time: moderators decide; whether more are waiting."""
    due = await claims.owners_silent(now, _ROUND)
    for found in due:
        async with db.transaction():
            claim = await claims.by_id(found.id, lock=True)
            if claim is not None and claim.state is ClaimState.ASKING:
                await let_moderators_decide(claim, now)
    return len(due) == _ROUND


async def look_at_proofs(now: dt.datetime) -> bool:
    """Look again at domains that were proven a year ago; whether more are waiting.

    A second failure warns the owners; after a third the remark goes from the profile, and
    nothing else: members, replies and figures stay.
    """
    due = await proofs.due(now, _ROUND)
    for proof in due:
        assert proof.check_at is not None
        failures = 0 if await _still_holds(proof) else proof.failures + 1
        async with db.transaction():
            again = next_look(failures, now)
            if not await proofs.set_check(proof.agency_id, proof.check_at, again, failures):
                continue
            agency = (await queries.agencies_by_id([proof.agency_id]))[proof.agency_id]
            if failures == FAILURES_WARN and again is not None:
                await mails.proof_failing(await owners(agency.id), agency, again)
            elif failures >= FAILURES_END:
                await joining.unmanage(agency.id)
                await mails.proof_over(await owners(agency.id), agency)
    return len(due) == _ROUND


async def _still_holds(proof: Proof) -> bool:
    """Whether the domain is still the agency's, and shows what it showed.

    Of an address nothing can be asked again but whether its domain still takes mail.
    """
    stored = await stored_agency(proof.agency_id)
    domain = proof.domain or ""
    if domains.own_domain(stored.website if stored else None) != domain:
        return False
    if proof.challenge is None:
        try:
            return await outbound.current().takes_mail(domain)
        except UnreachableError:
            return False
    found = await _finding(Way(proof.way), proof.agency_id, domain, proof.challenge)
    return found is Finding.FOUND


async def _finding(way: Way, agency_id: int, domain: str, challenge: str) -> Finding:
    """What a record or a file says; never an error."""
    try:
        if way is Way.DNS:
            return finding_of(await outbound.current().texts(f"{DNS_LABEL}.{domain}"), challenge)
        stored = await stored_agency(agency_id)
        host = website_domain(stored.website or "") if stored else None
        # Of a website that moved to another domain meanwhile the old one proves nothing.
        if host is None or domains.registrable(host) != domain:
            return Finding.MISSING
        return await _file(host, challenge)
    except PrivateAddressError:
        return Finding.PRIVATE
    except UnreachableError:
        return Finding.UNREACHABLE


async def _file(host: str, challenge: str) -> Finding:
    """What the file says at the website's host, or at the same with www before it."""
    finding = Finding.UNREACHABLE
    for name in (host, f"www.{host}"):
        try:
            answer = await outbound.current().get(name, FILE_PATH)
        except PrivateAddressError:
            raise
        except UnreachableError:
            continue
        if answer.status == 200:
            finding = finding_of(answer.body.decode("utf-8", "replace").splitlines(), challenge)
        elif 300 <= answer.status < 400:
            finding = Finding.MOVED
        else:
            finding = Finding.MISSING
        if finding is Finding.FOUND:
            return finding
    return finding
