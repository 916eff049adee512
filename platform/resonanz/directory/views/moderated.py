"""What the moderation removed, and what an agency disputed, by ground and with n (TRUST 50)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import msgspec

from resonanz.kernel.i18n import format_number, format_percent, gettext, ngettext
from resonanz.moderation.domain import CorrectionState, Ground, NoticeGround
from resonanz.moderation.domain.transparency import SHARE_BESIDE_SCORE
from resonanz.moderation.service import GROUND_TEXTS
from resonanz.moderation.service.transparency import OBJECTION_NAMES
from resonanz.scoring.domain.statistics import PERCENT_FROM, STARS
from resonanz.scoring.views.figures import LedgerRow, bar


class Dispute(NamedTuple):
    """A dispute: its ground, its outcome ("" while it is open), the review's stars ("" without)."""

    ground: str
    outcome: str
    stars: str


@dataclass(frozen=True, slots=True)
class ModeratedView:
    """Removals and disputes of a profile.

    `short` is "" without removals. `beside` are the sentences beside the score, none up to ten
    percent. Rows are (ground, picture, number with share, n); n counts the reviews that were public
    at some time, in `by_stars` those with as many stars for feedback.
    """

    summary: str
    short: str
    beside: tuple[str, ...]
    removed: tuple[LedgerRow, ...]
    removed_caption: str
    disputed: tuple[LedgerRow, ...]
    disputed_caption: str
    by_stars: tuple[LedgerRow, ...]
    outcomes: str
    corrections: str


def moderated_view(row: Mapping[str, Any]) -> ModeratedView:
    """Build it from a profile's row."""
    grounds: list[str] = [ground or "" for ground in msgspec.json.decode(row["removed"] or "[]")]
    disputes = [Dispute(*text.split(" ")) for text in msgspec.json.decode(row["disputed"] or "[]")]
    given = Counter(str(stars) for stars in msgspec.json.decode(row["stars"] or "[]"))
    n = (row["reviews"] or 0) + len(grounds)
    removed = _ordered(grounds)
    beside = []
    if n and len(grounds) / n > SHARE_BESIDE_SCORE:
        beside.append(removal_words(removed, n))
    if n and len(disputes) / n > SHARE_BESIDE_SCORE:
        beside.append(
            gettext("%(count)s Beanstandungen bei %(n)s Bewertungen", count=len(disputes), n=n)
        )
    return ModeratedView(
        summary=_summary(len(grounds), len(disputes), n),
        short=gettext("%(count)s entfernt", count=len(grounds)) if grounds else "",
        beside=tuple(beside),
        removed=_rows(removed, n, _removal_name),
        removed_caption=gettext("Entfernt, %(count)s von %(n)s", count=len(grounds), n=n),
        disputed=_rows(_ordered([one.ground for one in disputes]), n, _dispute_name),
        disputed_caption=gettext("Beanstandet, %(count)s bei %(n)s", count=len(disputes), n=n),
        by_stars=_by_stars(disputes, given) if disputes else (),
        outcomes=_outcomes(Counter(one.outcome for one in disputes)),
        corrections=_corrections(Counter(msgspec.json.decode(row["corrections"] or "[]"))),
    )


def removal_words(removed: Sequence[tuple[str, int]], n: int) -> str:
    """ "6 von 57 entfernt, weil …": with the ground if there is one, else with the main one."""
    count = sum(times for _, times in removed)
    ground, times = removed[0]
    values = {"count": count, "n": n}
    if times == count:
        match ground:
            case Ground.UNANSWERED:
                return gettext(
                    "%(count)s von %(n)s entfernt, weil Autor:innen nicht antworteten", **values
                )
            case Ground.UNPROVEN:
                return gettext(
                    "%(count)s von %(n)s entfernt, weil der Kontakt der Agentur gegenüber nicht "
                    "belegt war",
                    **values,
                )
        return gettext(
            "%(count)s von %(n)s entfernt, Grund: %(ground)s",
            ground=_removal_name(ground),
            **values,
        )
    return gettext(
        "%(count)s von %(n)s entfernt, häufigster Grund: %(ground)s",
        ground=_removal_name(ground),
        **values,
    )


def _summary(removed: int, disputed: int, n: int) -> str:
    if not removed and not disputed:
        return gettext("Hier wurde noch nichts entfernt oder beanstandet.")
    gone = gettext("%(count)s von %(n)s Bewertungen entfernt", count=removed, n=n)
    asked = ngettext("eine Beanstandung", "%(num)s Beanstandungen", disputed)
    return f"{gone}, {asked}."


def _outcomes(found: Counter[str]) -> str:
    if not found:
        return ""
    return gettext(
        "Danach entfernt: %(removed)s, von Autor:innen zurückgezogen: %(withdrawn)s, online "
        "geblieben: %(kept)s, noch offen: %(open)s.",
        removed=found["removed"],
        withdrawn=found["withdrawn"],
        kept=found.total() - found["removed"] - found["withdrawn"] - found[""],
        open=found[""],
    )


def _corrections(found: Counter[str]) -> str:
    """How often the agency corrected a fact, by result."""
    if not found:
        return ""
    return gettext(
        "Einzelne Angaben hat die Agentur %(count)s-mal berichtigen wollen: zugestimmt %(agreed)s, "
        "nicht zugestimmt %(kept)s, ohne Antwort %(lapsed)s, Bewertung zurückgezogen "
        "%(withdrawn)s, noch offen %(open)s.",
        count=found.total(),
        agreed=found[CorrectionState.AGREED],
        kept=found[CorrectionState.KEPT],
        lapsed=found[CorrectionState.LAPSED],
        withdrawn=found[CorrectionState.WITHDRAWN],
        open=found[CorrectionState.OPEN],
    )


def _by_stars(disputes: Sequence[Dispute], given: Counter[str]) -> tuple[LedgerRow, ...]:
    """Which share of the reviews with so many stars was disputed, and how many stayed online."""
    rows = []
    for stars in range(STARS, 0, -1):
        found = [one for one in disputes if one.stars == str(stars)]
        n = max(given[str(stars)], len(found))
        if n:
            kept = sum(one.outcome not in {"", "removed", "withdrawn"} for one in found)
            name = ngettext("ein Stern", "%(num)s Sterne", stars)
            stayed = gettext("%(kept)s online geblieben", kept=kept)
            rows.append(_row(f"{name}, {stayed}" if found else name, len(found), n))
    return tuple(rows)


def _ordered(grounds: Sequence[str]) -> list[tuple[str, int]]:
    return sorted(Counter(grounds).items(), key=lambda pair: (-pair[1], pair[0]))


def _rows(counted: Sequence[tuple[str, int]], n: int, name: Any) -> tuple[LedgerRow, ...]:
    return tuple(_row(name(ground), count, n) for ground, count in counted)


def _row(name: str, count: int, n: int) -> LedgerRow:
    """So many of n, with their share from ten on."""
    share = count / max(n, count)
    figure = f"{count} ({format_percent(share)})" if n >= PERCENT_FROM else str(count)
    return name, bar(round(100 * share, 1)), figure, format_number(n)


def _removal_name(ground: str) -> str:
    if ground not in set(Ground):
        return gettext("anderer Grund")
    return str(GROUND_TEXTS[Ground(ground)].label)


def _dispute_name(ground: str) -> str:
    if ground not in set(NoticeGround):
        return gettext("anderer Grund")
    return str(OBJECTION_NAMES[NoticeGround(ground)])
