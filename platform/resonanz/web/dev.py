"""Pages for development and the demo: patterns, mails, second-factor codes. 404 in production."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Any, Protocol

from litestar import Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from resonanz.kernel.i18n import gettext as _
from resonanz.kernel.settings import Settings

from .guards import outside_production
from .pages import page
from .site import site_of

_MOST_MAILS = 100
_LINK = re.compile(r"https?://[^\s<>]+[^\s<>.,;:!?)]")


class Code(Protocol):
    """A second-factor code that works now, and for how many seconds."""

    @property
    def email(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def seconds(self) -> int: ...


CodeSource = Callable[[], Awaitable[Sequence[Code]]]
_codes: CodeSource | None = None


def use_codes(source: CodeSource | None) -> None:
    """Say where the codes of the demo's accounts come from; None: there are none."""
    global _codes  # noqa: PLW0603
    _codes = source


@dataclass(frozen=True, slots=True)
class MailLine:
    """A mail in the list."""

    name: str
    to: str
    subject: str
    date: str


@dataclass(frozen=True, slots=True)
class MailList:
    """All mails, newest first, and the codes."""

    mails: tuple[MailLine, ...]
    codes: tuple[Code, ...]


@dataclass(frozen=True, slots=True)
class MailPage:
    """A mail as text: paragraphs of lines of parts, each part (text, whether it is a link)."""

    line: MailLine
    paragraphs: tuple[tuple[tuple[tuple[str, bool], ...], ...], ...]


@get("/dev/patterns", guards=[outside_production])
async def patterns(request: Request[Any, Any, Any]) -> Response[bytes]:
    """Every block of the visual language in its states."""
    return page(request, "dev/patterns.html", None, title="Muster", private=True)


@get("/dev/mail", guards=[outside_production])
async def mails(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The mails that would have been sent, and the second-factor codes of the demo."""
    lines = await asyncio.to_thread(_lines, _folder(site_of(request).settings))
    codes = tuple(await _codes()) if _codes else ()
    return page(request, "dev/mails.html", MailList(lines, codes), title=_("E-Mails"), private=True)


@get("/dev/mail/{name:str}", guards=[outside_production])
async def mail(request: Request[Any, Any, Any], name: FromPath[str]) -> Response[bytes]:
    """One mail."""
    path = await asyncio.to_thread(_find, _folder(site_of(request).settings), name)
    if path is None:
        raise NotFoundException
    message = await asyncio.to_thread(_parse, path)
    paragraphs = (part.strip("\n") for part in re.split(r"\n{2,}", _text(message)))
    view = MailPage(
        _line(path, message),
        tuple(
            tuple(tuple(_parts(line)) for line in paragraph.split("\n"))
            for paragraph in paragraphs
            if paragraph
        ),
    )
    return page(request, "dev/mail.html", view, title=view.line.subject, private=True)


def _folder(settings: Settings) -> Path:
    return Path(settings.data_dir) / "mail"


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns, reverse=True)


def _find(folder: Path, name: str) -> Path | None:
    return next((path for path in _files(folder) if path.name == name), None)


def _lines(folder: Path) -> tuple[MailLine, ...]:
    return tuple(_line(path, _parse(path)) for path in _files(folder)[:_MOST_MAILS])


def _parse(path: Path) -> EmailMessage:
    return BytesParser(EmailMessage, policy=policy.default).parsebytes(path.read_bytes())


def _line(path: Path, message: EmailMessage) -> MailLine:
    return MailLine(
        path.name, str(message["To"]), str(message["Subject"]), str(message["Date"] or "")
    )


def _text(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    return str(part.get_content()) if part is not None else ""


def _parts(text: str) -> list[tuple[str, bool]]:
    parts: list[tuple[str, bool]] = []
    end = 0
    for found in _LINK.finditer(text):
        parts += [(text[end : found.start()], False), (found[0], True)]
        end = found.end()
    return [*parts, (text[end:], False)]


ROUTES = [patterns, mails, mail]
