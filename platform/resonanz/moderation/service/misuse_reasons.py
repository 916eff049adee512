"""What whoever is warned or suspended reads, and the statement of reasons of a suspension."""

import datetime as dt
from typing import Any, Final

import msgspec

from resonanz.kernel import crypto
from resonanz.kernel.clock import site_day
from resonanz.kernel.i18n import Language, format_day, gettext, lazy, use_language

from .. import queries
from ..domain import violations
from ..domain.misuse import PartyKind, SanctionKind
from ..domain.schema import EEA
from ..queries.misuse import has_statement
from .reasons import complaint_address, complaint_words
from .records import CaseRecord

FACTS: Final = {
    PartyKind.AGENCY: lazy(
        "Ihre Agentur hat mehrmals ohne Gründe bestritten, dass es einen Kontakt gab, und die "
        "Bewertungen blieben bestehen."
    ),
    PartyKind.NOTIFIER: lazy("Mehrere Ihrer Meldungen waren offensichtlich unbegründet."),
    PartyKind.AUTHOR: lazy("Mehrere Ihrer Bewertungen waren offensichtlich rechtswidrig."),
}
_CLOSED: Final = {
    PartyKind.AGENCY: lazy("Beanstandungen Ihrer Agentur bearbeiten wir %(how)s nicht."),
    PartyKind.NOTIFIER: lazy("Meldungen von Ihrer Adresse bearbeiten wir %(how)s nicht."),
    PartyKind.AUTHOR: lazy("Von Ihnen nehmen wir %(how)s keine Bewertungen an."),
}
_WHY: Final = lazy(
    "Wer das Verfahren häufig missbraucht, nimmt anderen die Zeit, die sie für ihr Recht brauchen."
)
_BASIS: Final = lazy(
    "Regeln gegen Missbrauch, Abschnitt „Missbrauch“ der Moderationsregeln (Art. 23 der "
    "Verordnung (EU) 2022/2065)"
)
_PROVISIONS: Final = {
    SanctionKind.SUSPEND: "DECISION_PROVISION_PARTIAL_SUSPENSION",
    SanctionKind.TERMINATE: "DECISION_PROVISION_PARTIAL_TERMINATION",
}


async def give_sanction_reasons(
    record: CaseRecord,
    party: PartyKind,
    kind: SanctionKind,
    decision_id: int,
    explanation: str,
    until: dt.date | None,
    language: Language,
    now: dt.datetime,
) -> str:
    """The words in the party's language; the statement is kept once, a warning needs none."""
    today = site_day(now)
    with use_language(language):
        facts = f"{FACTS[party]} {explanation}".strip()
        message = "\n".join(
            (
                _what(party, kind, until),
                gettext("Was wir festgestellt haben: %(facts)s", facts=facts),
                gettext("Warum das zählt: %(why)s", why=_WHY),
                gettext("Grundlage: %(basis)s.", basis=_BASIS),
                complaint_words(
                    today, record.public_id, complaint_address(language, record.public_id)
                ),
            )
        )
        fields = _fields(kind, facts, until, today)
    if kind is not SanctionKind.WARN and not await has_statement(decision_id):
        if wrong := violations(fields):
            raise ValueError(f"The statement of reasons is not valid: {', '.join(wrong)}")
        await queries.insert_statement(
            {
                "puid": fields["puid"],
                "decision_id": decision_id,
                "language": language,
                "fields": msgspec.json.encode(fields).decode(),
                "created_at": now,
            }
        )
    return message


def _what(party: PartyKind, kind: SanctionKind, until: dt.date | None) -> str:
    if kind is SanctionKind.WARN:
        return gettext(
            "Das ist eine Verwarnung. Geschieht es noch einmal, kann eine Sperre auf Zeit folgen."
        )
    how = gettext("bis zum %(day)s", day=format_day(until)) if until else gettext("auf Dauer")
    return str(_CLOSED[party]) % {"how": how}


def _fields(
    kind: SanctionKind, facts: str, until: dt.date | None, today: dt.date
) -> dict[str, Any]:
    return {
        "puid": crypto.public_id(),
        "decision_provision": _PROVISIONS.get(kind),
        "decision_monetary": None,
        "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT",
        "incompatible_content_ground": str(_BASIS),
        "incompatible_content_explanation": str(_WHY),
        "incompatible_content_illegal": "No",
        "content_type": ["CONTENT_TYPE_TEXT"],
        "category": "STATEMENT_CATEGORY_OTHER_VIOLATION_TC",
        "category_specification": ["KEYWORD_OTHER"],
        "category_specification_other": "misuse of the procedure",
        "decision_facts": facts,
        "content_date": today.isoformat(),
        "application_date": today.isoformat(),
        "end_date_service_restriction": until.isoformat() if until else None,
        "source_type": "SOURCE_VOLUNTARY",
        "automated_detection": "No",
        "automated_decision": "AUTOMATED_DECISION_NOT_AUTOMATED",
        "territorial_scope": list(EEA),
    }
