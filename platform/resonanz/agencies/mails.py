"""One function a mail; none names a person but the owners' own colleagues and claimants."""

import datetime as dt

from resonanz.kernel.i18n import Language, format_day, use_language
from resonanz.mail import service as mail
from resonanz.mail.service import Message

from .domain.members import Change, MemberRole, Objection
from .domain.records import AgencyRef
from .queries.branches import Branch
from .queries.members import Member


async def invited(
    to: str,
    language: Language,
    agency: AgencyRef,
    role: str,
    token: str,
    branch: Branch | None = None,
) -> None:
    """A link by which somebody becomes a member, or answers for one branch alone."""
    context = {"agency": agency.name, "role": role, "token": token}
    await mail.enqueue("agency_invited", to, language, context | {"branch": _label(branch)})


async def not_a_member(
    to: str, language: Language, agency: AgencyRef, objection: Objection
) -> None:
    """Tell a person, and nobody else, why the account cannot be a member."""
    await mail.enqueue(
        "agency_not_member", to, language, {"agency": agency.name, "objection": objection.value}
    )


async def membership_changed(
    to: str,
    language: Language,
    agency: AgencyRef,
    change: Change,
    role: MemberRole | None,
    branch: Branch | None = None,
) -> None:
    """Tell a member what became of the membership; without `role` it is over.

    `branch` is the one that a responder answers for, None for the whole agency.
    """
    context = {"agency": agency.name, "slug": agency.slug, "change": change.value}
    now = {"role": role.value if role else "", "branch": _label(branch)}
    await mail.enqueue("agency_membership", to, language, context | now)


def _label(branch: Branch | None) -> str:
    return branch.label if branch else ""


async def members_changed(owners: list[Member], agency: AgencyRef, change: Change) -> None:
    """Tell the other owners that the members changed."""
    await mail.enqueue_many(
        Message(
            "agency_members_changed",
            owner.email,
            owner.language,
            {"agency": agency.name, "slug": agency.slug, "change": change.value},
        )
        for owner in owners
    )


async def profile_decided(owners: list[Member], agency: AgencyRef) -> None:
    """Tell the owners that a change of the profile is decided, and nothing else (TRUST 59)."""
    await mail.enqueue_many(
        Message(
            "agency_profile_decided",
            owner.email,
            owner.language,
            {"agency": agency.name, "slug": agency.slug},
        )
        for owner in owners
    )


async def merged(gone: list[Member], stays: list[Member], name: str, into: AgencyRef) -> None:
    """Tell the members of an entry, and the owners of the one that stays, that both are one now."""
    await _of_two("agency_merged", gone, stays, name, into.slug, into)


async def split(
    woken: list[Member], stays: list[Member], name: str, slug: str, into: AgencyRef
) -> None:
    """Tell the same people that the two are listed apart again."""
    await _of_two("agency_split", woken, stays, name, slug, into)


async def _of_two(
    kind: str, gone: list[Member], stays: list[Member], name: str, slug: str, into: AgencyRef
) -> None:
    """`mine` says to which of the two a reader belongs; who belongs to both reads the second."""
    context: dict[str, str | int] = {"agency": name, "into": into.name, "slug": slug}
    both = {one.account_id for one in stays}
    await mail.enqueue_many(
        Message(kind, one.email, one.language, context | {"mine": mine})
        for mine, group in (
            ("gone", [one for one in gone if one.account_id not in both]),
            ("stays", stays),
        )
        for one in group
    )


async def claim_link(to: str, language: Language, agency: AgencyRef, token: str) -> None:
    """A link that proves an address at the agency's domain."""
    await mail.enqueue("agency_claim", to, language, {"agency": agency.name, "token": token})


async def claim_granted(to: str, language: Language, agency: AgencyRef) -> None:
    """Tell the claimant that the profile is theirs to manage, and what comes next."""
    await mail.enqueue(
        "agency_claim_granted", to, language, {"agency": agency.name, "slug": agency.slug}
    )


async def claim_refused(to: str, language: Language, agency: AgencyRef, why: str) -> None:
    """Tell the claimant that it is not, why, and what else is possible."""
    await mail.enqueue(
        "agency_claim_refused",
        to,
        language,
        {"agency": agency.name, "slug": agency.slug, "why": why},
    )


async def claimed(
    to: str, language: Language, agency: AgencyRef, domain: str, *, by_document: bool
) -> None:
    """Tell a contact of the domain that somebody manages the profile now, or is to."""
    await mail.enqueue(
        "agency_claimed",
        to,
        language,
        {
            "agency": agency.name,
            "slug": agency.slug,
            "domain": domain,
            "by_document": int(by_document),
        },
    )


async def access_asked(owners: list[Member], agency: AgencyRef, address: str) -> None:
    """Tell the owners who asks to act for the agency too; the asker agreed to that."""
    await mail.enqueue_many(
        Message(
            "agency_access_asked",
            owner.email,
            owner.language,
            {"agency": agency.name, "slug": agency.slug, "address": address},
        )
        for owner in owners
    )


async def owners_asked(
    owners: list[Member], agency: AgencyRef, address: str, until: dt.datetime
) -> None:
    """Ask the owners whether they still act for the agency: somebody is to follow them."""
    await _with_day(
        "agency_owners_asked", [(one.email, one.language) for one in owners], agency, until, address
    )


async def proof_failing(owners: list[Member], agency: AgencyRef, until: dt.datetime) -> None:
    """Warn the owners that their domain could not be seen twice."""
    await _with_day(
        "agency_proof_failing", [(one.email, one.language) for one in owners], agency, until
    )


async def proof_over(owners: list[Member], agency: AgencyRef) -> None:
    """Tell the owners that the remark is gone from the profile, and nothing else."""
    await mail.enqueue_many(
        Message(
            "agency_proof_over",
            owner.email,
            owner.language,
            {"agency": agency.name, "slug": agency.slug},
        )
        for owner in owners
    )


async def _with_day(
    kind: str,
    to: list[tuple[str, Language]],
    agency: AgencyRef,
    day: dt.datetime,
    address: str = "",
) -> None:
    messages = []
    for email, language in to:
        with use_language(language):
            context = {"agency": agency.name, "slug": agency.slug, "until": format_day(day.date())}
        messages.append(Message(kind, email, language, context | {"address": address}))
    await mail.enqueue_many(messages)
