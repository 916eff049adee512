"""The pages of merges and splits."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from resonanz.agencies.service import AgencyRef
from resonanz.kernel.fields import Typed
from resonanz.kernel.i18n import (
    LazyText,
    format_decimal,
    format_moment,
    format_number,
    gettext,
    ngettext,
)
from resonanz.reviews.views.screens import COUNTRY_NAMES

from ..domain.merges import MergeKind, MergeState, Needed, needed
from ..service.merge_records import Merge, Preview
from ..service.merges import REASON_LIMIT
from .conversation import name_of
from .queue import QueueRow


@dataclass(frozen=True, slots=True)
class MergeListView:
    """What waits for a second moderator, and what was decided."""

    waiting: tuple[QueueRow, ...]
    decided: tuple[QueueRow, ...]


@dataclass(frozen=True, slots=True)
class EntryView:
    """One of two entries; `slug` is "" while it is part of the other."""

    name: str
    slug: str
    facts: str


@dataclass(frozen=True, slots=True)
class NewMergeView:
    """The form, empty or with its preview: what happens, and what speaks against it."""

    gone: EntryView | None
    stays: EntryView | None
    points: tuple[str, ...]
    obstacles: tuple[str, ...]
    who: str
    notice: str
    limit: int
    typed: Typed
    error: Typed
    errors: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MergeView:
    """A merge or split; `act` is `decide`, `own` (take back alone), `split`, or ""."""

    public_id: str
    title: str
    state: str
    gone: EntryView
    stays: EntryView
    reason: str
    events: tuple[str, ...]
    points: tuple[str, ...]
    act: str
    notice: str
    limit: int
    typed: Typed
    error: Typed
    errors: tuple[tuple[str, str], ...]


def merge_list_view(waiting: Sequence[Merge], decided: Sequence[Merge]) -> MergeListView:
    """Build the list."""
    return MergeListView(tuple(_row(one) for one in waiting), tuple(_row(one) for one in decided))


def _row(one: Merge) -> QueueRow:
    moment = one.decided_at or one.asked_at
    return QueueRow(
        path=f"/moderation/merges/{one.public_id}",
        title=_title(one),
        agency=f"{one.agency.name} → {one.into.name}"
        if one.kind is MergeKind.MERGE
        else f"{one.agency.name} ← {one.into.name}",
        due=format_moment(moment),
        due_iso=moment.isoformat(timespec="seconds"),
        late=False,
        chips=(_state(one), *([gettext("Solo-Betrieb")] if one.solo else [])),
        signals=(),
        claim="",
    )


def new_merge_view(
    found: Preview | None,
    *,
    solo: bool,
    typed: Typed | None = None,
    errors: Mapping[str, LazyText | str] | None = None,
    notice: str = "",
) -> NewMergeView:
    """Build the form; without a preview it asks for the two entries."""
    wrong = errors or {}
    return NewMergeView(
        gone=_entry(found.agency) if found else None,
        stays=_entry(found.into) if found else None,
        points=tuple(_points(found)) if found else (),
        obstacles=tuple(_obstacles(found)) if found else (),
        who=_who(needed(found.reviews, solo=solo)) if found else "",
        notice=notice,
        limit=REASON_LIMIT,
        typed=typed or Typed(),
        error=Typed((name, str(text)) for name, text in wrong.items()),
        errors=tuple((name, str(text)) for name, text in wrong.items()),
    )


def _points(found: Preview) -> Iterator[str]:
    """What happens, most important first."""
    gone, stays = found.agency.name, found.into.name
    if found.reviews:
        yield ngettext(
            "%(num)s öffentliche Bewertung geht an %(name)s.",
            "%(num)s öffentliche Bewertungen gehen an %(name)s.",
            found.reviews,
            name=stays,
        )
    else:
        yield gettext("Keine öffentliche Bewertung zieht um.")
    before, after = _score(found.before), _score(found.after)
    if before != after:
        yield gettext(
            "Wert von %(name)s: %(before)s vorher, %(after)s nachher.",
            name=stays,
            before=before,
            after=after,
        )
    if found.asleep:
        yield ngettext(
            "%(num)s Bewertung ruht, weil jemand beide bewertet hat: Die neuere bleibt.",
            "%(num)s Bewertungen ruhen, weil jemand beide bewertet hat: Die neuere bleibt.",
            found.asleep,
        )
    yield gettext(
        "Namen und Orte von %(gone)s kommen dazu. Alte Adressen, Plaketten, Feeds und Links "
        "führen zu %(stays)s.",
        gone=gone,
        stays=stays,
    )
    yield gettext(
        "Was %(gone)s selbst eingerichtet hat, ruht: Angaben im Profil, Zusage, Filialen, Codes, "
        "Schlüssel und Webhooks.",
        gone=gone,
    )
    if found.members:
        yield ngettext(
            "%(num)s Mitglied von %(gone)s bekommt eine Mail und verwaltet nicht mehr.",
            "%(num)s Mitglieder von %(gone)s bekommen eine Mail und verwalten nicht mehr.",
            found.members,
            gone=gone,
        )


def _score(score: tuple[float, int] | None) -> str:
    if score is None:
        return gettext("noch keiner")
    return gettext(
        "%(score)s aus %(n)s", score=format_decimal(score[0], 1), n=format_number(score[1])
    )


def _obstacles(found: Preview) -> Iterator[str]:
    if found.cases:
        yield gettext(
            "Erst sind diese Fälle zu entscheiden: %(numbers)s.", numbers=", ".join(found.cases)
        )
    if found.unfinished:
        yield gettext(
            "Über %(name)s wartet noch ein Antrag oder eine Änderung im Profil.",
            name=found.agency.name,
        )
    if found.waiting:
        yield gettext("Zu einer der beiden wartet schon ein Vorschlag auf eine zweite Person.")
    if found.members and not found.into_members:
        yield gettext(
            "%(gone)s wird von der Agentur verwaltet, %(stays)s nicht: Bitte umgekehrt.",
            gone=found.agency.name,
            stays=found.into.name,
        )


def _who(who: Needed) -> str:
    match who:
        case Needed.ALONE:
            return gettext("Kein Rang ändert sich: Ihre Entscheidung genügt.")
        case Needed.SOLO:
            return gettext(
                "Solo-Betrieb: Ränge ändern sich, und es gibt keine zweite Moderator:in. So steht "
                "es auch im Protokoll."
            )
        case Needed.SECOND:
            return gettext("Ränge ändern sich: Danach stimmt noch eine zweite Moderator:in zu.")


def merge_view(
    one: Merge,
    account_id: int,
    preview: Preview | None,
    *,
    solo: bool,
    typed: Typed | None = None,
    errors: Mapping[str, LazyText | str] | None = None,
    notice: str = "",
) -> MergeView:
    """Build the page of one."""
    wrong = errors or {}
    return MergeView(
        public_id=one.public_id,
        title=_title(one),
        state=_state(one),
        gone=_entry(one.agency),
        stays=_entry(one.into),
        reason=one.reason,
        events=tuple(_events(one)),
        points=tuple(_points(preview)) if preview else (),
        act=_act(one, account_id, solo=solo),
        notice=notice,
        limit=REASON_LIMIT,
        typed=typed or Typed(),
        error=Typed((name, str(text)) for name, text in wrong.items()),
        errors=tuple((name, str(text)) for name, text in wrong.items()),
    )


def _act(one: Merge, account_id: int, *, solo: bool) -> str:
    if one.state is MergeState.WAITING:
        return "own" if one.asked_by_id == account_id and not solo else "decide"
    return "split" if one.kind is MergeKind.MERGE and one.state is MergeState.DONE else ""


def _events(one: Merge) -> Iterator[str]:
    yield gettext(
        "vorgeschlagen: %(who)s, %(moment)s",
        who=name_of(one.asked_by),
        moment=format_moment(one.asked_at),
    )
    if one.decided_at is not None:
        yield gettext(
            "%(state)s: %(who)s, %(moment)s",
            state=_state(one),
            who=name_of(one.decided_by),
            moment=format_moment(one.decided_at),
        )
    if one.solo:
        yield gettext("Solo-Betrieb: ohne zweite Moderator:in entschieden.")
    if one.alone:
        yield gettext("Eine Person genügte: Kein Rang hat sich geändert.")


def _title(one: Merge) -> str:
    if one.kind is MergeKind.MERGE:
        return gettext("Zusammenführung")
    return gettext("Trennung")


def _state(one: Merge) -> str:
    match one.state:
        case MergeState.WAITING:
            return gettext("wartet auf eine zweite Person")
        case MergeState.DONE:
            return gettext("ausgeführt")
        case MergeState.REFUSED:
            return gettext("abgelehnt")
        case MergeState.UNDONE:
            return gettext("wieder getrennt")


def _entry(agency: AgencyRef) -> EntryView:
    country = str(COUNTRY_NAMES.get(agency.country, agency.country))
    return EntryView(
        agency.name,
        agency.slug if agency.state == "listed" else "",
        " · ".join(part for part in (agency.city, country) if part),
    )
