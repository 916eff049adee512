"""What the moderation removed, and what an agency disputed, by ground and with n (TRUST 50)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from markupsafe import Markup

from resonanz.kernel.i18n import format_percent, gettext, ngettext
from resonanz.moderation.domain import Ground, NoticeGround
from resonanz.moderation.domain.transparency import SHARE_BESIDE_SCORE
from resonanz.moderation.service import GROUND_TEXTS
from resonanz.moderation.service.transparency import OBJECTION_NAMES

from .figures import bar

CountRow = tuple[str, Markup, str, int]
_PERCENT_FROM: Final = 10


@dataclass(frozen=True, slots=True)
class ModeratedView:
    """Removals and disputes of a profile.

    `short` is "" without removals. `beside` are the sentences beside the score, none up to
    ten percent; rows are (ground, picture, share of the
    reviews that were public at some time, count).
    """

    summary: str
    short: str
    beside: tuple[str, ...]
    removed: tuple[CountRow, ...]
    removed_caption: str
    disputed: tuple[CountRow, ...]
    disputed_caption: str
    outcomes: str


def moderated_view(row: Mapping[str, Any]) -> ModeratedView:
    """Build it from a profile's row."""
    grounds: list[str] = [ground or "" for ground in msgspec.json.decode(row["removed"] or "[]")]
    disputes = [text.partition(" ") for text in msgspec.json.decode(row["disputed"] or "[]")]
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
        disputed=_rows(_ordered([ground for ground, _, _ in disputes]), n, _dispute_name),
        disputed_caption=gettext("Beanstandet, %(count)s bei %(n)s", count=len(disputes), n=n),
        outcomes=_outcomes([outcome for _, _, outcome in disputes]),
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


def _outcomes(outcomes: Sequence[str]) -> str:
    if not outcomes:
        return ""
    found = Counter(outcomes)
    removed, withdrawn, running = found["removed"], found["withdrawn"], found[""]
    return gettext(
        "Danach entfernt: %(removed)s, von Autor:innen zurückgezogen: %(withdrawn)s, online "
        "geblieben: %(kept)s, noch offen: %(open)s.",
        removed=removed,
        withdrawn=withdrawn,
        kept=len(outcomes) - removed - withdrawn - running,
        open=running,
    )


def _ordered(grounds: Sequence[str]) -> list[tuple[str, int]]:
    return sorted(Counter(grounds).items(), key=lambda pair: (-pair[1], pair[0]))


def _rows(counted: Sequence[tuple[str, int]], n: int, name: Any) -> tuple[CountRow, ...]:
    return tuple(
        (
            name(ground),
            bar(round(min(100.0, 100 * count / max(n, 1)), 1)),
            format_percent(count / n) if n >= _PERCENT_FROM else "",
            count,
        )
        for ground, count in counted
    )


def _removal_name(ground: str) -> str:
    if ground not in set(Ground):
        return gettext("anderer Grund")
    return str(GROUND_TEXTS[Ground(ground)].label)


def _dispute_name(ground: str) -> str:
    if ground not in set(NoticeGround):
        return gettext("anderer Grund")
    return str(OBJECTION_NAMES[NoticeGround(ground)])
