"""Delivery over SMTP, to a server that knows the least a server must."""

import asyncio
import dataclasses
import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiosmtplib
import pytest

from resonanz.kernel.settings import Settings
from resonanz.mail import transport
from resonanz.mail.domain import Letter

NOW = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)
LETTER = Letter("key", "alex@example.org", "de", "Ihr Link", "Grüße\n", "<p>Grüße</p>")


class Server:
    """Takes letters, or refuses the receiver with a code."""

    def __init__(self, refuse: str = "") -> None:
        self.refuse = refuse
        self.letters: list[str] = []

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 ready\r\n")
        while line := (await reader.readline()).decode():
            command = line[:4].upper().strip()
            answer = "250 ok"
            if command == "RCPT" and self.refuse:
                answer = f"{self.refuse} no such person"
            elif command == "DATA":
                writer.write(b"354 go on\r\n")
                text = (await reader.readuntil(b"\r\n.\r\n")).decode()
                self.letters.append(text)
            elif command == "QUIT":
                answer = "221 bye"
            writer.write(f"{answer}\r\n".encode())
            await writer.drain()
            if command == "QUIT":
                break
        writer.close()


@asynccontextmanager
async def serve(server: Server) -> AsyncIterator[transport.SmtpTransport]:
    listener = await asyncio.start_server(server.talk, "127.0.0.1", 0)
    port = listener.sockets[0].getsockname()[1]
    async with listener:
        yield transport.smtp(f"smtp://127.0.0.1:{port}")


async def test_a_letter_arrives(settings: Settings) -> None:
    server = Server()
    async with serve(server) as smtp:
        await smtp.probe()
        await smtp.send(transport.message(LETTER, settings, NOW))
    (text,) = server.letters
    assert "To: alex@example.org" in text
    assert "Gr=C3=BC=C3=9Fe" in text


async def test_a_receiver_that_does_not_exist_is_refused_for_good(settings: Settings) -> None:
    async with serve(Server("550")) as smtp:
        with pytest.raises(transport.PermanentError, match=r"recipient refused \(550\)"):
            await smtp.send(transport.message(LETTER, settings, NOW))


async def test_a_receiver_that_is_busy_is_tried_again(settings: Settings) -> None:
    async with serve(Server("450")) as smtp:
        with pytest.raises(aiosmtplib.SMTPRecipientsRefused):
            await smtp.send(transport.message(LETTER, settings, NOW))


async def test_the_address_that_ends_mails_arrives_whole(settings: Settings) -> None:
    """TRUST 56, RFC 8058: mail programs find it in one line, however long it is."""
    address = "https://bewertungen.example.org/de/no-invitations/" + "0" * 48
    server = Server()
    async with serve(server) as smtp:
        letter = dataclasses.replace(LETTER, unsubscribe=address)
        await smtp.send(transport.message(letter, settings, NOW))
    (text,) = server.letters
    assert f"\r\nList-Unsubscribe: <{address}>\r\n" in text
    assert "\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in text
