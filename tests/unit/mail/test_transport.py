"""The shape of a mail, and how settings choose where it goes."""

import dataclasses
import datetime as dt
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from resonanz.kernel.errors import SettingsError
from resonanz.kernel.settings import Settings
from resonanz.mail import service, transport
from resonanz.mail.rendering import render

KINDS = {
    "sign_in": {"token": "T" * 43},
    "sign_up": {"token": "T" * 43},
    "reset": {"token": "T" * 43},
    "invitation": {"token": "T" * 43},
    "email_change": {"token": "T" * 43},
}
CHANGES = [
    "email",
    "password",
    "password_removed",
    "second_factor",
    "second_factor_removed",
    "recovery_codes",
    "recovery_code_used",
]
NOW = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)


@pytest.mark.parametrize("language", ["de", "en", "es"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_mail_with_a_link_says_the_same_in_text_and_html(
    kind: str, language: str, settings: Settings
) -> None:
    letter = render(settings, "key", kind, "alex@example.org", language, KINDS[kind])  # type: ignore[arg-type]
    path = "reset" if kind == "reset" else "link"
    address = f"http://localhost:8000/{language}/{path}/{'T' * 43}"
    assert address in letter.text
    assert address in letter.html
    assert "\n" not in letter.subject
    assert letter.subject


@pytest.mark.parametrize("change", CHANGES)
def test_the_owner_is_told_what_changed(change: str, settings: Settings) -> None:
    """ASVS 6.3.7."""
    letters = {
        language: render(
            settings, "k", "account_changed", "a@b.example", language, {"change": change}
        )
        for language in ("de", "en", "es")
    }
    assert len({letter.text for letter in letters.values()}) == 3
    assert "Resonanz" in letters["de"].text


def test_mails_carry_nothing_that_tells_who_reads_them(settings: Settings) -> None:
    """Never build: tracking pixels."""
    for kind, context in KINDS.items():
        html = render(settings, "k", kind, "a@b.example", "de", context).html
        assert "<img" not in html
        assert "src=" not in html


def test_a_message_is_complete_and_marked_as_automatic(settings: Settings) -> None:
    letter = render(settings, "abc", "sign_in", "alex@example.org", "de", KINDS["sign_in"])
    mime = message_from_bytes(transport.message(letter, settings, NOW).as_bytes(), policy=default)
    assert mime["Message-ID"] == "<abc@localhost>"
    assert mime["Auto-Submitted"] == "auto-generated"
    assert mime["Date"].datetime == NOW
    assert mime["To"] == "alex@example.org"
    assert [part.get_content_type() for part in mime.iter_parts()] == ["text/plain", "text/html"]


def test_a_receiver_with_a_line_break_cannot_add_headers(settings: Settings) -> None:
    letter = render(
        settings, "abc", "sign_in", "a@b.example\nBcc: all@b.example", "de", KINDS["sign_in"]
    )
    with pytest.raises(ValueError, match="Header"):
        transport.message(letter, settings, NOW)


@pytest.mark.parametrize("name", ["text", "review_text", "evidence", "password"])
def test_no_review_text_gets_into_a_mail(name: str) -> None:
    """TRUST 59."""
    with pytest.raises(ValueError, match="TRUST 59"):
        service.seal("alex@example.org", {name: "…"})


async def test_without_a_server_mails_become_files(settings: Settings) -> None:
    letter = render(settings, "abc", "sign_in", "alex@example.org", "de", KINDS["sign_in"])
    await transport.transport_for(settings).send(transport.message(letter, settings, NOW))
    (file,) = transport.mail_folder(settings).glob("*.eml")
    assert b"alex@example.org" in file.read_bytes()


def test_the_address_of_the_server_is_read(settings: Settings) -> None:
    submission = transport.smtp("smtp://user:p%40ss@mail.example")
    assert (submission.port, submission.implicit_tls) == (587, False)
    assert (submission.username, submission.password) == ("user", "p@ss")
    assert transport.smtp("smtps://mail.example").port == 465


@pytest.mark.parametrize("url", ["http://x", "smtp://", "smtp://user:geheim@host:abc"])
def test_a_wrong_address_is_named_without_its_secret(url: str) -> None:
    with pytest.raises(SettingsError, match="RESONANZ_SMTP_URL") as error:
        transport.smtp(url)
    assert "geheim" not in str(error.value)


async def test_the_doctor_hears_what_is_wrong(settings: Settings, tmp_path: Path) -> None:
    assert await transport.check(settings) == ""
    nobody = dataclasses.replace(settings, smtp_url="smtp://user:geheim@127.0.0.1:9")
    answer = await transport.check(nobody)
    assert "RESONANZ_SMTP_URL" in answer
    assert "geheim" not in answer
    (tmp_path / "file").write_text("")
    blocked = dataclasses.replace(settings, data_dir=str(tmp_path / "file"))
    assert "RESONANZ_DATA_DIR" in await transport.check(blocked)
    nameless = dataclasses.replace(settings, mail_from="")
    assert "RESONANZ_MAIL_FROM" in await transport.check(nameless)
