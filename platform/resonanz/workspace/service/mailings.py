"""Invitations by mail to lists of an agency; `domain.mailings` has the rules."""

import datetime as dt
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from resonanz.accounts.domain import email_key
from resonanz.accounts.service import SignedIn
from resonanz.agencies.service import AgencyRef, invites
from resonanz.audit import service as audit
from resonanz.kernel import crypto, db
from resonanz.kernel.clock import site_day
from resonanz.kernel.errors import ConflictError, NotFoundError
from resonanz.kernel.i18n import Language
from resonanz.mail import service as mail

from .. import mails
from ..domain.mailings import AGAIN_AFTER, CONSENT_KEPT, PACE, PERIOD, Recent
from ..queries import mailings
from ..queries.mailings import Mailing

KIND: Final = "review_invitation"
_SHOWN: Final = 20
_DIGEST: Final = 32
_PROOF: Final = 16


class PausedError(ConflictError):
    """Too many addresses of the agency's last lists were dead."""


class NoRoomError(ConflictError):
    """The agency's lists of the last thirty days are used up."""


@dataclass(frozen=True, slots=True)
class NewMailing:
    """A list, each address once, with what its sender says of the consent."""

    addresses: tuple[str, ...]
    language: Language
    consent_where: str
    consent_when: str


async def send(agency: AgencyRef, new: NewMailing, sender: SignedIn, now: dt.datetime) -> None:
    """Write one mail for each address that may get one; the addresses are kept nowhere else.

    How many that were is told to nobody. Raises PausedError, NoRoomError, and ConflictError
    where the agency has no code.
    """
    public_id = crypto.public_id()
    async with db.transaction():
        recent = await mailings.recent(agency.id, now - PERIOD)
        if recent.paused:
            raise PausedError("bounces")
        if not recent.has_room(len(new.addresses)):
            raise NoRoomError("addresses")
        code = await invites.current(agency.id)
        if code is None:
            raise ConflictError("code")
        await mail.enqueue_many(
            mails.review_invitation(
                address,
                new.language,
                agency=agency.name,
                code=code.code,
                mailing=public_id,
                unsubscribe=f"/no-invitations/{unsubscribe_secret(address)}",
                due_at=now + number * PACE,
            )
            for number, address in enumerate(await _reachable(agency, new.addresses, now))
        )
        count = len(new.addresses)
        await mailings.insert(
            public_id,
            agency.id,
            sender.account_id,
            Mailing(new.language, count, 0, new.consent_where, new.consent_when, now),
        )
        await invites.add_mailed(agency.id, count, now)
        await audit.record(
            sender.public_id,
            "invites.mail",
            "agency",
            agency.public_id,
            "",
            {"addresses": count},
            now=now,
        )


async def _reachable(agency: AgencyRef, addresses: Sequence[str], now: dt.datetime) -> list[str]:
    """Those that want invitations, and had none of this agency in twelve months."""
    unwanted = await mailings.unwanted([address_digest(address) for address in addresses])
    wanted = [address for address in addresses if address_digest(address) not in unwanted]
    by_digest = {_of_agency(agency, address): address for address in wanted}
    if not by_digest:
        return []
    new = await mailings.note_invited(list(by_digest), site_day(now))
    return [address for digest, address in by_digest.items() if digest in new]


async def newest(agency_id: int) -> list[Mailing]:
    """The agency's newest mailings."""
    return await mailings.newest(agency_id, _SHOWN)


async def recent(agency_id: int, now: dt.datetime) -> Recent:
    """What the agency's mailings of the last thirty days add up to."""
    return await mailings.recent(agency_id, now - PERIOD)


def unsubscribe_secret(address: str) -> str:
    """The secret of an address' link; it names the address to us alone, and is stored nowhere."""
    digest = address_digest(address)
    return digest + _proof(digest)


def knows(secret: str) -> bool:
    """Whether a secret is one that was mailed."""
    digest, proof = secret[:_DIGEST], secret[_DIGEST:]
    return hmac.compare_digest(proof.encode("utf-8", "replace"), _proof(digest).encode())


async def unsubscribe(secret: str, now: dt.datetime) -> None:
    """Send no invitation to an address any more, of no agency; what waits is thrown away.

    Raises NotFoundError for a secret that was never mailed.
    """
    if not knows(secret):
        raise NotFoundError("unsubscribe")
    digest = secret[:_DIGEST]
    async with db.transaction():
        await mailings.refuse(digest, site_day(now))
        await mail.withdraw_kind(KIND, lambda address: address_digest(address) == digest)


async def bounced(public_id: str) -> None:
    """Count an address that could not be reached; its mail was given up."""
    await mailings.add_bounce(public_id)


async def forget_old(now: dt.datetime) -> None:
    """Forget whom agencies invited, and what they said of consent, when its time is over."""
    await mailings.forget(site_day(now - AGAIN_AFTER), now - CONSENT_KEPT)


def address_digest(address: str) -> str:
    """By what an address that wants no invitation is known."""
    return crypto.digest("no-invitation", email_key(address))[:_DIGEST]


def _proof(digest: str) -> str:
    return crypto.digest("no-invitation-link", digest)[:_PROOF]


def _of_agency(agency: AgencyRef, address: str) -> str:
    return crypto.digest("invited-address", f"{agency.public_id}:{email_key(address)}")
