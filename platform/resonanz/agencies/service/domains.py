"""Whose an internet domain is, by the public suffix list (TRUST 21)."""

from functools import cache

from disposable_email_domains import blocklist
from publicsuffixlist import PublicSuffixList

from ..domain.domains import Refusal, domain_refusal, mail_refusal
from ..domain.websites import website_domain
from ..queries.search import at_domain


@cache
def _suffixes(*, private: bool) -> PublicSuffixList:
    return PublicSuffixList(only_icann=not private)


def registrable(host: str) -> str | None:
    """The name somebody registered: a.b.co.uk is b.co.uk; None for a suffix itself."""
    found: str | None = _suffixes(private=False).privatesuffix(host)
    return found


def belongs_to_many(host: str) -> bool:
    """Whether people get names below a part of the host, as with site builders."""
    return bool(
        _suffixes(private=True).publicsuffix(host) != _suffixes(private=False).publicsuffix(host)
    )


def own_domain(website: str | None) -> str | Refusal:
    """The domain that only the agency controls, or why its website gives none."""
    host = website_domain(website) if website else None
    if host is None:
        return Refusal.NO_WEBSITE
    name = registrable(host)
    refused = domain_refusal(name, private=belongs_to_many(host), disposable=blocklist)
    return refused or str(name)


def refuse_mail(email: str, own: str) -> Refusal | None:
    """Why an address proves nothing about a domain; None if it does."""
    host = website_domain(email)
    name = registrable(host) if host and not belongs_to_many(host) else None
    return mail_refusal(name, own, disposable=blocklist)


def sender_refusal(host: str) -> Refusal | None:
    """Why an address or page at a host says nothing about an agency; None if it may.

    A name below a site builder's is its own, as far as it goes.
    """
    private = belongs_to_many(host)
    name = host if private else registrable(host)
    return domain_refusal(name, private=False, disposable=blocklist)


async def at_host(host: str, limit: int) -> list[int]:
    """The ids of listed agencies with a website at the registrable domain of a host, nearest first.

    Below a site builder's name or a public suffix only the host itself counts.
    """
    name = None if belongs_to_many(host) else registrable(host)
    return await at_domain(name or host, below=name is not None, limit=limit)


def spellings(domain: str) -> list[str]:
    """A domain in ASCII and as people write it."""
    try:
        written = domain.encode("ascii").decode("idna")
    except UnicodeError:
        written = domain
    return list(dict.fromkeys((domain, written)))
