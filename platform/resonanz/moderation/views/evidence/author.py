"""What an author sees of an own proof."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from resonanz.kernel.clock import site_day
from resonanz.kernel.i18n import format_day, gettext, lazy, ngettext
from resonanz.reviews.domain import PUBLIC_STATES

from ...domain.evidence import (
    COLUMNS,
    FILES_LIMIT,
    PAGES_LIMIT,
    ROWS,
    MediaType,
    Outcome,
    Refusal,
)
from ...service.evidence import File, ProofState, Refused

MEDIA: Final = {
    MediaType.PDF: "PDF",
    MediaType.PNG: lazy("Bild"),
    MediaType.JPEG: lazy("Foto"),
    MediaType.EML: lazy("E-Mail"),
}
REFUSALS: Final = {
    Refusal.EMPTY: lazy("Die Datei ist leer."),
    Refusal.TOO_LARGE: lazy("Die Datei ist größer als 10 MB."),
    Refusal.UNKNOWN: lazy("Das ist keine PDF-, PNG-, JPEG- oder EML-Datei."),
    Refusal.ENCRYPTED: lazy(
        "Die PDF-Datei ist mit einem Passwort geschützt. Schicken Sie bitte eine ohne Passwort "
        "oder ein Bildschirmfoto."
    ),
    Refusal.DAMAGED: lazy("Die Datei ist beschädigt und lässt sich nicht öffnen."),
    Refusal.TOO_MANY_PIXELS: lazy("Das Bild ist zu groß: höchstens 50 Millionen Bildpunkte."),
    Refusal.TOO_MANY_PAGES: lazy("Das sind zu viele Seiten: höchstens 20 zusammen."),
    Refusal.TOO_MANY_FILES: lazy("Das sind zu viele Dateien: höchstens fünf."),
    Refusal.TOO_SLOW: lazy("Die Datei ist zu aufwendig und lässt sich nicht öffnen."),
}


@dataclass(frozen=True, slots=True)
class ShownPage:
    """A page; `image` and `edit` are addresses without their language."""

    number: int
    image: str
    edit: str
    width: int
    height: int
    label: str
    blacked: bool
    released: bool


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A document; `destroy` is the address to destroy it at, "" where its author is not shown."""

    public_id: str
    label: str
    pages: tuple[ShownPage, ...]
    sent: bool
    destroy: str


@dataclass(frozen=True, slots=True)
class ProofView:
    """A review's proof; `step` is closed, proven, checking, not_offered, empty or draft.

    `leavable`: the review is public and could outlast its author's account.
    """

    review_id: str
    agency_name: str
    step: str
    due_on: str
    not_enough: bool
    files: tuple[ShownFile, ...]
    room: bool
    leavable: bool
    errors: tuple[tuple[str, str], ...]
    limit_files: int
    limit_pages: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of the grid."""

    name: str
    label: str
    black: bool


@dataclass(frozen=True, slots=True)
class PageView:
    """A page with its grid; `next` is the address of the following page, "" on the last one."""

    number: int
    total: int
    title: str
    address: str
    image: str
    width: int
    height: int
    rows: tuple[tuple[Cell, ...], ...]
    hearing: bool
    released: bool
    back: str
    next: str


def shown_files(files: Sequence[File], *, own: bool = True) -> tuple[ShownFile, ...]:
    """Documents for a list of thumbnails, to their author or to the assigned moderator."""
    return tuple(
        _shown(number, file, "/my/evidence" if own else "/moderation/evidence", own=own)
        for number, file in enumerate(files, 1)
    )


def _shown(number: int, file: File, path: str, *, own: bool) -> ShownFile:
    base = f"{path}/{file.public_id}"
    pages = ngettext("%(num)s Seite", "%(num)s Seiten", len(file.pages))
    return ShownFile(
        public_id=file.public_id,
        label=gettext(
            "Dokument %(number)s: %(kind)s, %(pages)s",
            number=number,
            kind=MEDIA[file.media_type],
            pages=pages,
        ),
        pages=tuple(
            ShownPage(
                number=page.number,
                image=f"{base}/pages/{page.number}" + ("/image" if own else ""),
                edit=f"{base}/pages/{page.number}" if own and file.sent_at is None else "",
                width=page.width,
                height=page.height,
                label=gettext(
                    "Dokument %(number)s, Seite %(page)s", number=number, page=page.number
                ),
                blacked=bool(page.blackouts),
                released=page.released,
            )
            for page in file.pages
        ),
        sent=file.sent_at is not None,
        destroy=f"{base}/destroy" if own else "",
    )


def proof_view(
    state: ProofState, agency_name: str, errors: Sequence[tuple[str, str]] = ()
) -> ProofView:
    """Build the page of a voluntary proof."""
    return ProofView(
        review_id=state.review.public_id,
        agency_name=agency_name,
        step=_step(state),
        due_on=format_day(site_day(state.due_at)) if state.due_at else "",
        not_enough=state.outcome is Outcome.NOT_ENOUGH,
        files=shown_files(state.files),
        room=len(state.files) < FILES_LIMIT
        and sum(len(file.pages) for file in state.files) < PAGES_LIMIT,
        leavable=state.review.state in PUBLIC_STATES,
        errors=tuple(errors),
        limit_files=FILES_LIMIT,
        limit_pages=PAGES_LIMIT,
    )


def _step(state: ProofState) -> str:
    if state.review.contact_proven:
        return "proven"
    if state.due_at is not None:
        return "checking"
    if not state.offered:
        return "not_offered"
    return "draft" if state.files else "empty"


def refusals(refused: Sequence[Refused]) -> list[tuple[str, str]]:
    """What was wrong with which file, as errors of the field."""
    return [("files", f"{one.name[:80] or '?'}: {REFUSALS[one.reason]}") for one in refused]


def page_view(file: File, number: int, back: str) -> PageView:
    """Build the page on which areas are blacked out."""
    (page,) = (page for page in file.pages if page.number == number)
    base = f"/my/evidence/{file.public_id}/pages"
    black = set(page.blackouts)
    return PageView(
        number=number,
        total=len(file.pages),
        title=gettext("Seite %(page)s von %(total)s", page=number, total=len(file.pages)),
        address=f"{base}/{number}",
        image=f"{base}/{number}/image?below=1",
        width=page.width,
        height=page.height,
        rows=tuple(
            tuple(
                Cell(
                    f"{row}-{column}",
                    gettext("Zeile %(row)s, Spalte %(column)s", row=row, column=column),
                    f"{row}-{column}" in black,
                )
                for column in range(1, COLUMNS + 1)
            )
            for row in range(1, ROWS + 1)
        ),
        hearing=file.case_public_id is not None,
        released=page.released,
        back=back,
        next=f"{base}/{number + 1}" if number < len(file.pages) else "",
    )
