"""What a mail with figures says; the words are those of the overview."""

from dataclasses import dataclass

from resonanz.kernel.i18n import format_score, gettext, ngettext
from resonanz.scoring.domain.statistics import Share
from resonanz.scoring.views.figures import share_words

from ..domain.figures_mail import mailable
from ..domain.visits import Snapshot
from ..service.figures_mail import Said
from ..service.overview import Figures
from ..service.waiting import ToDo
from .words import change_words, standing_words, waiting_words


@dataclass(frozen=True, slots=True)
class NoFiguresView:
    """The page that ends these mails, before and after."""

    secret: str
    agency: str
    done: bool


def said(found: Figures, todo: ToDo, told: Snapshot) -> Said:
    """The lines of a mail, in the present language."""
    own = mailable(found.snapshot)
    return Said(
        waiting=tuple(map(waiting_words, todo.duties)),
        suggested=tuple(map(waiting_words, todo.suggested)),
        changes=change_words(told, own),
        standing=_standing(found, own),
    )


def _standing(found: Figures, own: Snapshot) -> tuple[str, ...]:
    lines = [ngettext("Eine Bewertung", "%(num)s Bewertungen", own.reviews)] if own.reviews else []
    if own.score is not None:
        lines.append(gettext("%(score)s von 5", score=format_score(own.score)))
    if found.standing:
        lines.append(standing_words(found.standing))
    if own.judged:
        share = share_words(Share(own.answered, own.judged))
        lines.append(gettext("beantwortet: %(share)s, n = %(n)s", share=share, n=own.judged))
    return tuple(lines)
