"""Figures of the desk in words, the same on its page, in its report and in its mails."""

from collections.abc import Callable, Mapping
from typing import Final

from resonanz.kernel.i18n import format_day, format_number, format_score, gettext, ngettext
from resonanz.scoring import views as words
from resonanz.scoring.domain.life_table import LifeTable
from resonanz.scoring.domain.statistics import PERCENT_FROM, Share
from resonanz.scoring.service import Development
from resonanz.scoring.views.figures import out_of_ten, share_words, unbroken

from ..domain.peers import Standing
from ..domain.visits import Snapshot, Visits
from ..service.invitations import QuarterFigures as InvitedFigures
from ..service.waiting import Waiting
from .invitations import quarter_words


def half_words(times: LifeTable) -> str:
    """After how many working days half had an answer; "–" without any that is known."""
    if not times.n:
        return "–"
    return gettext("offen") if times.median is None else str(words.DAYS[times.median])


def standing_words(found: Standing) -> str:
    """A place among peers: "besser als 6 von 10 vergleichbaren Agenturen, n = 42"."""
    count, n = out_of_ten(Share(found.better_than, found.n))
    said = gettext(
        "besser als %(count)s von %(of)s vergleichbaren Agenturen, n = %(n)s",
        count=count,
        of=n,
        n=found.n,
    )
    return unbroken(said)


def peers_words(found: Standing) -> str:
    """Who the peers are."""
    if found.region:
        return gettext("Agenturen derselben Art in derselben Region mit veröffentlichtem Wert")
    return gettext("Agenturen derselben Art im selben Land mit veröffentlichtem Wert")


def invited_words(found: Development) -> str:
    """How many reviews were invited, and from ten of each on what sets them apart; "" if none."""
    count, n = len(found.invited), len(found.values)
    if not count:
        return ""
    said = gettext(
        "Eingeladen: %(share)s der Bewertungen, n = %(n)s.",
        share=share_words(Share(count, n)),
        n=n,
    )
    others = n - count
    if count >= PERCENT_FROM and others >= PERCENT_FROM:
        total = sum(found.values.values())
        mean = sum(found.invited) / count
        said += " " + gettext(
            "Im Schnitt %(invited)s, die anderen %(others)s.",
            invited=format_score(mean),
            others=format_score((total - sum(found.invited)) / others),
        )
    return unbroken(said)


def came_words(found: InvitedFigures) -> str:
    """How many were invited in a quarter, and how many came where that tells of nobody."""
    values = {"quarter": quarter_words(found.quarter), "invited": format_number(found.invited)}
    if found.came is None:
        return gettext("%(quarter)s: %(invited)s eingeladen.", **values)
    return gettext(
        "%(quarter)s: %(invited)s eingeladen, %(came)s gekommen.",
        came=format_number(found.came),
        **values,
    )


def waiting_words(one: Waiting) -> str:
    """What waits, with its nearest day."""
    said = _WAITING[one.kind](one.count)
    if one.due_on is not None:
        said += ", " + gettext("bis zum %(day)s", day=format_day(one.due_on))
    return said


def change_words(before: Snapshot, now: Snapshot) -> tuple[str, ...]:
    """What changed between two looks; none if nothing did."""
    found = []
    more = now.reviews - before.reviews
    if more > 0:
        found.append(ngettext("eine neue Bewertung", "%(num)s neue Bewertungen", more))
    elif more < 0:
        found.append(ngettext("eine Bewertung weniger", "%(num)s Bewertungen weniger", -more))
    old, new = _score(before), _score(now)
    if old != new:
        found.append(gettext("Wert %(before)s → %(now)s", before=old, now=new))
    shares = [share_words(Share(one.answered, one.judged)) for one in (before, now)]
    if shares[0] != shares[1]:
        found.append(gettext("beantwortet %(before)s → %(now)s", before=shares[0], now=shares[1]))
    return tuple(found)


def since_words(visits: Visits) -> str:
    """Since when changes are told; "" at the first visit."""
    if visits.earlier_on is None:
        return ""
    return gettext("Seit Ihrem Besuch am %(day)s", day=format_day(visits.earlier_on))


def _score(one: Snapshot) -> str:
    return "–" if one.score is None else format_score(one.score)


_WAITING: Final[Mapping[str, Callable[[int], str]]] = {
    "rejoinder": lambda n: ngettext(
        "Eine Rückfrage zu einer Beanstandung", "%(num)s Rückfragen zu Beanstandungen", n
    ),
    "late_feedback": lambda n: ngettext(
        "Eine späte Rückmeldung ist zu geben", "%(num)s späte Rückmeldungen sind zu geben", n
    ),
    "succession": lambda _: gettext("Jemand möchte das Profil übernehmen: Sind Sie noch da?"),
    "proof_failing": lambda _: gettext("Ihre Domain zeigt nicht mehr, dass Sie das Profil führen"),
    "proof_over": lambda _: gettext(
        "Der Vermerk „von der Agentur verwaltet“ ist entfallen: Domain erneut zeigen"
    ),
    "webhook_off": lambda n: ngettext(
        "Ein Webhook ist abgeschaltet", "%(num)s Webhooks sind abgeschaltet", n
    ),
    "reply_returned": lambda n: ngettext(
        "Eine Antwort kam mit einem Hinweis zurück",
        "%(num)s Antworten kamen mit einem Hinweis zurück",
        n,
    ),
    "unanswered": lambda n: ngettext(
        "Eine neuere Bewertung ohne Antwort", "%(num)s neuere Bewertungen ohne Antwort", n
    ),
    "pledge": lambda _: gettext("Ihre Zusage wird öfter gebrochen als gehalten"),
}
