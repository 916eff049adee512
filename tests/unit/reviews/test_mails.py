"""The mails about a review: where they lead, and what they keep to themselves (TRUST 59)."""

from collections.abc import Mapping

import pytest

from resonanz.kernel.i18n import LANGUAGES, Language
from resonanz.kernel.settings import Settings
from resonanz.mail import rendering

SECRET = "S" * 54
LINKS: Mapping[str, tuple[dict[str, str | int], str]] = {
    "review_confirm": ({"token": "T" * 43}, "/link/" + "T" * 43),
    "review_returned": ({"secret": "S" * 54}, "/reviews/status/" + "S" * 54),
    "review_rejected": ({"secret": "S" * 54}, "/reviews/status/" + "S" * 54),
    "review_published": ({"secret": "S" * 54}, "/reviews/status/" + "S" * 54),
    "review_refused_member": ({}, ""),
    "late_offered": ({"offer": "O" * 22, "reminder": False}, "/my/late-feedback/" + "O" * 22),
    "late_asked": ({"offer": "O" * 22, "delivered": True}, "/my/late-feedback/" + "O" * 22),
    "late_named": ({"slug": "nordlicht"}, "/desk/agencies/nordlicht/late-feedback"),
}


@pytest.mark.parametrize("kind", LINKS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_mail_leads_to_one_page_of_its_language(
    settings: Settings, kind: str, language: Language
) -> None:
    context, path = LINKS[kind]
    letter = rendering.render(settings, "k", kind, "alex@example.org", language, context)
    link = f"{settings.base_url}/{language}{path}"
    if path:
        assert letter.text.count(link) == 1
        assert f'href="{link}"' in letter.html
    assert letter.subject
    assert "alex@" not in letter.text + letter.html
    if language != "de":
        assert not {"Ihre", "Bewertung", "bitte"} & set(letter.text.split())


def test_subjects_differ_by_language(settings: Settings) -> None:
    for kind, (context, _) in LINKS.items():
        subjects = {
            rendering.render(settings, "k", kind, "a@example.org", language, context).subject
            for language in LANGUAGES
        }
        assert len(subjects) == len(LANGUAGES), kind
