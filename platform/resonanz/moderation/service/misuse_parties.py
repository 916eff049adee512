"""How a party of misuse is reached."""

from resonanz.accounts.queries import accounts
from resonanz.agencies.queries.members import members_reaching
from resonanz.kernel.i18n import LANGUAGES, Language

from ..domain.misuse import PartyKind
from ..queries import misuse as queries
from .misuse_suspension import notifier_party
from .records import CaseRecord, case_record, notices_of


async def addresses_of(party: str) -> list[tuple[str, Language]]:
    """Where a party gets mail, in which language; nowhere once it was forgotten.

    Of a notifier only a digest is kept: the address is that of a notice that fits it.
    """
    kind, _, number = party.partition(":")
    if kind == PartyKind.AGENCY:
        return [(one.email, one.language) for one in await members_reaching(int(number), None)]
    if kind == PartyKind.AUTHOR:
        account = await accounts.by_id(int(number))
        return [(account.email, _language(account.language))] if account else []
    for case_number in reversed(await queries.cases_of(party)):
        for notice in await notices_of(await case_record(case_number)):
            if notice.email and notifier_party(notice.email) == party:
                return [(notice.email, notice.language)]
    return []


async def addresses_in(record: CaseRecord) -> list[tuple[str, Language]]:
    """Where whoever is warned or suspended in a case gets mail."""
    party = await queries.party_of(record.id)
    return await addresses_of(party) if party else []


def _language(code: str) -> Language:
    return next((one for one in LANGUAGES if one == code), "de")
