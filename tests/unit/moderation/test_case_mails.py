"""The mails of cases: in three languages, with their link, and without what they may not hold."""

from collections.abc import Mapping

import pytest

from resonanz.kernel.i18n import LANGUAGES, Language
from resonanz.kernel.settings import Settings
from resonanz.mail.rendering import render

NUMBER, SECRET = "n" * 22, "s" * 54
MAILS: dict[str, tuple[Mapping[str, str | int], str]] = {
    "notice_received": ({"number": NUMBER, "secret": SECRET}, f"/notices/{SECRET}"),
    "notice_decided": ({"number": NUMBER, "secret": SECRET}, f"/notices/{SECRET}"),
    "dispute_rejoinder": ({"number": NUMBER, "days": 7}, f"/desk/cases/{NUMBER}"),
    "case_hearing": ({"case": NUMBER, "days": 14}, f"/my/cases/{NUMBER}"),
    "case_hearing_reminder": ({"case": NUMBER, "days": 1}, f"/my/cases/{NUMBER}"),
    "correction_asked": ({"correction": NUMBER, "days": 7}, f"/my/corrections/{NUMBER}"),
    "correction_reminder": ({"correction": NUMBER, "days": 3}, f"/my/corrections/{NUMBER}"),
    "correction_ended": (
        {"slug": "nordlicht-personal"},
        "/desk/agencies/nordlicht-personal/corrections",
    ),
    "case_restricted": ({"secret": SECRET}, f"/reviews/status/{SECRET}"),
    "case_settled": ({"secret": SECRET}, f"/reviews/status/{SECRET}"),
    "complaint_received": ({"number": NUMBER, "day": "6. Dezember 2026"}, ""),
    "complaint_decided": (
        {"number": NUMBER, "path": f"/complaints/{SECRET}"},
        f"/complaints/{SECRET}",
    ),
    "sanctioned": (
        {"message": "Das ist eine Verwarnung.", "secret": SECRET},
        f"/complaints/{SECRET}",
    ),
    "review_refused_suspended": ({}, "/my/suspension"),
    "guest_invited": ({"number": NUMBER}, f"/moderation/guest/{NUMBER}"),
    "listing_ended": ({"secret": SECRET}, f"/complaints/{SECRET}"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", MAILS)
def test_a_mail_says_the_same_in_text_and_html(
    kind: str, language: Language, settings: Settings
) -> None:
    """TRUST 14."""
    context, path = MAILS[kind]
    letter = render(settings, "key", kind, "nora@example.org", language, context)
    for body in (letter.text, letter.html):
        if path:
            assert f"http://localhost:8000/{language}{path}" in body
        for name in ("number", "day", "days"):
            assert str(context.get(name, "")) in body
    assert letter.subject
    assert "\n" not in letter.subject


@pytest.mark.parametrize("kind", MAILS)
def test_each_language_has_its_own_words(kind: str, settings: Settings) -> None:
    letters = [
        render(settings, "key", kind, "nora@example.org", language, MAILS[kind][0])
        for language in LANGUAGES
    ]
    assert len({letter.subject for letter in letters}) == len(LANGUAGES)


def test_a_hearing_says_what_silence_means_and_what_is_passed_on(settings: Settings) -> None:
    """State machine of a case, step 2: told before."""
    letter = render(
        settings, "key", "case_hearing", "alex@example.org", "de", MAILS["case_hearing"][0]
    )
    for words in ("Ohne Antwort müssen wir", "was Sie selbst ankreuzen", "zurückziehen"):
        assert words in letter.text
