"""Statements of reasons: kept in the schema's fields, worded for whoever is restricted."""

import datetime as dt
import hmac
from dataclasses import dataclass
from typing import Final

import msgspec

from resonanz.kernel import crypto, settings
from resonanz.kernel.clock import site_day
from resonanz.kernel.i18n import Language, format_day, gettext, lazy, use_language

from .. import queries
from ..domain import (
    SOURCE_TYPES,
    Ground,
    Restriction,
    Source,
    Words,
    complaint_until,
    statement_fields,
    violations,
)
from .wording import statement_words

_WHAT: Final = {
    "reject": lazy("Wir veröffentlichen Ihre Bewertung nicht. Das gilt überall und ohne Frist."),
    "reject_edit": lazy(
        "Wir übernehmen Ihre Änderung nicht; der bisherige Text bleibt, wie er ist. Das gilt "
        "überall und ohne Frist."
    ),
    "reject_reply": lazy(
        "Wir veröffentlichen Ihre Antwort nicht. Das gilt überall und ohne Frist."
    ),
    "reject_profile": lazy(
        "Wir veröffentlichen Ihre Angabe nicht. Das gilt überall und ohne Frist; was bisher auf "
        "dem Profil steht, bleibt."
    ),
    "revert_profile": lazy(
        "Wir haben Ihre Angabe vom Profil genommen; dort steht wieder, was vorher da war. Das gilt "
        "überall und ohne Frist."
    ),
    "hide": lazy(
        "Wir haben Ihren Beitrag vorläufig ausgeblendet. Das gilt überall, bis wir entschieden "
        "haben."
    ),
    "remove": lazy("Wir haben Ihren Beitrag entfernt. Das gilt überall und ohne Frist."),
    "label": lazy(
        "Wir haben Ihren Beitrag mit einem Hinweis versehen. Das gilt überall und ohne Frist."
    ),
    "delist": lazy(
        "Wir haben die Agentur aus dem Verzeichnis genommen. Ihr Profil und alle Bewertungen dazu "
        "sind nirgends mehr zu sehen, ohne Frist."
    ),
    "delist_review": lazy(
        "Wir haben die Agentur aus dem Verzeichnis genommen. Damit ist auch Ihre Bewertung "
        "nirgends mehr zu sehen, ohne Frist. Sie ist nicht gelöscht und nicht beanstandet."
    ),
}
_RESTRICTIONS: Final = {
    "reject": Restriction.DISABLED,
    "reject_edit": Restriction.DISABLED,
    "reject_reply": Restriction.DISABLED,
    "reject_profile": Restriction.DISABLED,
    "revert_profile": Restriction.REMOVED,
    "hide": Restriction.DISABLED,
    "remove": Restriction.REMOVED,
    "label": Restriction.LABELLED,
    "delist": Restriction.DISABLED,
}
_CAUSES: Final = {
    Source.AGENCY: lazy("Anlass war die Beanstandung der Agentur."),
    Source.OWN: lazy("Anlass war unsere eigene Prüfung, keine Meldung."),
    Source.TRUSTED_FLAGGER: lazy(
        "Anlass war die Meldung eines vertrauenswürdigen Hinweisgebers (Art. 22 der Verordnung "
        "(EU) 2022/2065)."
    ),
}
_REPORTED: Final = lazy("Anlass war eine Meldung (Art. 16 der Verordnung (EU) 2022/2065).")


@dataclass(frozen=True, slots=True)
class Restricted:
    """What is restricted and why.

    `kind` is reject, reject_edit, reject_reply, reject_profile, revert_profile, hide, remove, label
    or delist.

    `address` is where the complaint goes. `by_rule`: a person heard the case and set the deadline,
    the worker carried out its end. `detected`: a signal had pointed at it. `content_language` is ""
    where it is not known.
    """

    kind: str
    decision_id: int
    ground: Ground
    explanation: str
    source: Source
    content_date: dt.date
    content_language: str
    language: Language
    address: str
    by_rule: bool = False
    detected: bool = False


def author_secret(case_public_id: str, review_public_id: str = "") -> str:
    """The secret of the link under which whoever is restricted complains, without signing in.

    With a review it is that of its author, where one decision concerns many.
    """
    named = f"{case_public_id}~{review_public_id}" if review_public_id else case_public_id
    return named + crypto.digest("case-author", named)[:32]


def read_author_secret(secret: str) -> tuple[str, str] | None:
    """The case and the review ("" for the case's own author) of such a link."""
    case, _, review = secret[:-32].partition("~")
    expected = author_secret(case, review).encode()
    genuine = hmac.compare_digest(expected, secret.encode("utf-8", "replace"))
    return (case, review) if genuine else None


def complaint_address(language: Language, case_public_id: str, review_public_id: str = "") -> str:
    """The page of the author's complaint (six months, TRUST 17)."""
    base = settings.current().base_url
    return f"{base}/{language}/complaints/{author_secret(case_public_id, review_public_id)}"


async def give_reasons(restricted: Restricted, now: dt.datetime) -> str:
    """Keep the statement of reasons (TRUST 15) and return it as it is read."""
    puid = crypto.public_id()
    with use_language(restricted.language):
        words = statement_words(restricted.ground, restricted.explanation, restricted.kind)
        message = statement_message(restricted, words, puid, site_day(now))
    fields = statement_fields(
        puid=puid,
        ground=restricted.ground,
        words=words,
        content_date=restricted.content_date,
        application_date=site_day(now),
        content_language=restricted.content_language,
        restriction=_RESTRICTIONS[restricted.kind],
        source_type=SOURCE_TYPES[restricted.source],
        by_rule=restricted.by_rule,
        detected=restricted.detected,
    )
    if wrong := violations(fields):
        raise ValueError(f"The statement of reasons is not valid: {', '.join(wrong)}")
    await queries.insert_statement(
        {
            "puid": puid,
            "decision_id": restricted.decision_id,
            "language": restricted.language,
            "fields": msgspec.json.encode(fields).decode(),
            "created_at": now,
        }
    )
    return message


def statement_message(restricted: Restricted, words: Words, puid: str, decided_on: dt.date) -> str:
    """A statement of reasons as it is read (DSA Art. 17(3)), a paragraph a line."""
    return "\n".join(
        (
            str(_WHAT[restricted.kind]),
            gettext("Was wir festgestellt haben: %(facts)s", facts=words.facts),
            gettext("Warum das zählt: %(why)s", why=words.why),
            gettext("Grundlage: %(basis)s.", basis=words.basis),
            f"{_CAUSES.get(restricted.source, _REPORTED)} {_automation(restricted)}",
            complaint_words(decided_on, puid, restricted.address),
            gettext(
                "Außerdem können Sie eine zugelassene außergerichtliche Streitbeilegungsstelle "
                "anrufen (Art. 21 der Verordnung (EU) 2022/2065) oder vor Gericht gehen."
            ),
        )
    )


def _automation(restricted: Restricted) -> str:
    if restricted.by_rule:
        return gettext(
            "Ein Mensch hat den Fall geprüft und die Frist gesetzt; mit ihrem Ende wurde die Regel "
            "automatisch angewendet."
        )
    if restricted.detected:
        return gettext(
            "Ein Programm hatte auf die Stelle oder die Umstände hingewiesen. Geprüft und "
            "entschieden hat ein Mensch."
        )
    return gettext(
        "Automatische Verfahren waren weder an der Prüfung noch an der Entscheidung beteiligt."
    )


def complaint_words(decided_on: dt.date, number: str, address: str) -> str:
    """How to complain, until when, and who decides (TRUST 16, 16a, 17)."""
    who = gettext("Darüber entscheidet eine zweite Person.")
    if settings.current().solo_moderator:
        who = gettext(
            "Diese Seite betreibt eine einzelne Person: Über die Beschwerde entscheidet, wer auch "
            "zuerst entschieden hat."
        )
    return gettext(
        "Sind Sie anderer Ansicht? Bis zum %(day)s können Sie sich kostenlos beschweren: "
        "%(address)s (Aktenzeichen %(number)s). %(who)s",
        day=format_day(complaint_until(decided_on)),
        address=address,
        number=number,
        who=who,
    )
