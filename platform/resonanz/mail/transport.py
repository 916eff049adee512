"""Delivery: SMTP, or .eml files in development and demo mode."""

import asyncio
import datetime as dt
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import format_datetime, parseaddr
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

import aiosmtplib

from resonanz.kernel.errors import SettingsError
from resonanz.kernel.settings import Settings

from .domain import Letter

TIMEOUT_SECONDS = 20


class Transport(Protocol):
    """Somewhere a letter can go."""

    async def send(self, message: EmailMessage) -> None:
        """Hand over a letter, or raise."""


class PermanentError(Exception):
    """The receiving server refused the letter for good."""


class _Address(str):
    """The value of a header that holds an address: whole, since folding would encode it."""

    name = "List-Unsubscribe"

    def fold(self, *, policy: Policy) -> str:
        """The header's line; at most 998 characters (RFC 5322, section 2.1.1)."""
        return f"{self.name}: {self}{policy.linesep}"


def message(letter: Letter, settings: Settings, now: dt.datetime) -> EmailMessage:
    """The MIME form of a letter: text and HTML, marked as automatic, without any tracking."""
    mime = EmailMessage(policy=SMTP)
    mime["From"] = settings.mail_from
    mime["To"] = letter.to
    mime["Subject"] = letter.subject
    mime["Date"] = format_datetime(now)
    mime["Message-ID"] = f"<{letter.key}@{_host(settings)}>"
    mime["Auto-Submitted"] = "auto-generated"
    mime["X-Auto-Response-Suppress"] = "All"
    mime["Content-Language"] = letter.language
    if letter.unsubscribe:
        mime[_Address.name] = _Address(f"<{letter.unsubscribe}>")
        mime["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    if settings.contact_email:
        mime["Reply-To"] = settings.contact_email
    mime.set_content(letter.text, cte="quoted-printable")
    mime.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    return mime


def _host(settings: Settings) -> str:
    return urlsplit(settings.base_url).hostname or "localhost"


@dataclass(frozen=True, slots=True)
class FileTransport:
    """Writes each letter as a file that a mail program opens."""

    folder: Path

    async def send(self, message: EmailMessage) -> None:
        """Write the letter under its Message-ID; a second attempt overwrites the first."""
        stamp = message["Date"].datetime.strftime("%Y%m%d-%H%M%S")
        key = message["Message-ID"].strip("<>").split("@")[0]
        await asyncio.to_thread(self._write, f"{stamp}-{key}.eml", message.as_bytes())

    def _write(self, name: str, content: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_bytes(content)


@dataclass(frozen=True, slots=True)
class SmtpTransport:
    """Speaks SMTP: TLS from the start for smtps, STARTTLS for smtp unless the host is local."""

    host: str
    port: int
    implicit_tls: bool
    username: str
    password: str

    async def send(self, message: EmailMessage) -> None:
        """Deliver over a connection of its own; PermanentError on a 5xx about this letter."""
        try:
            async with self._client() as client:
                await client.send_message(message, sender=parseaddr(message["From"])[1])
        except aiosmtplib.SMTPRecipientsRefused as error:
            if all(one.code >= 500 for one in error.recipients):
                raise PermanentError(f"recipient refused ({error.recipients[0].code})") from None
            raise
        except aiosmtplib.SMTPDataError as error:
            if error.code >= 500:
                raise PermanentError(f"letter refused ({error.code})") from None
            raise

    async def probe(self) -> None:
        """Connect, sign in, and leave."""
        async with self._client() as client:
            await client.noop()

    def _client(self) -> aiosmtplib.SMTP:
        local = self.host in {"localhost", "127.0.0.1", "::1"}
        return aiosmtplib.SMTP(
            hostname=self.host,
            port=self.port,
            use_tls=self.implicit_tls,
            start_tls=not (local or self.implicit_tls),
            username=self.username or None,
            password=self.password or None,
            timeout=TIMEOUT_SECONDS,
        )


def mail_folder(settings: Settings) -> Path:
    """Where .eml files land without an SMTP server."""
    return Path(settings.data_dir) / "mail"


def transport_for(settings: Settings) -> Transport:
    """The transport the settings ask for; SettingsError names what is wrong with them."""
    if not settings.smtp_url:
        if settings.production:
            raise SettingsError("RESONANZ_SMTP_URL: in production mails must be sent; set it.")
        return FileTransport(mail_folder(settings))
    return smtp(settings.smtp_url)


def smtp(url: str) -> SmtpTransport:
    """Read an smtp:// or smtps:// address; SettingsError without repeating its secrets."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise SettingsError("RESONANZ_SMTP_URL: the port must be a number.") from None
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise SettingsError("RESONANZ_SMTP_URL: must be smtp://host:587 or smtps://host:465.")
    implicit = parts.scheme == "smtps"
    return SmtpTransport(
        host=parts.hostname,
        port=port or (465 if implicit else 587),
        implicit_tls=implicit,
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


async def check(settings: Settings) -> str:
    """Try the transport out for `resonanz doctor`: "" if it works, else what is wrong."""
    if not parseaddr(settings.mail_from)[1]:
        return "RESONANZ_MAIL_FROM: holds no address; use Name <name@host>."
    try:
        transport = transport_for(settings)
        if not isinstance(transport, SmtpTransport):
            return await asyncio.to_thread(_check_folder, mail_folder(settings))
        await transport.probe()
    except SettingsError as error:
        return str(error)
    except aiosmtplib.SMTPAuthenticationError:
        return "RESONANZ_SMTP_URL: the server refused user or password."
    except (aiosmtplib.SMTPException, OSError) as error:
        return f"RESONANZ_SMTP_URL: no mail server answers there ({type(error).__name__})."
    return ""


def _check_folder(folder: Path) -> str:
    probe = folder / ".probe"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        return f"RESONANZ_DATA_DIR: {folder} cannot be written ({error.strerror})."
    return ""
