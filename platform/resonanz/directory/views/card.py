"""Five questions for the first call with an agency, on a card to copy and to print."""

from dataclasses import dataclass
from typing import Final

from resonanz.kernel.i18n import gettext, lazy

QUESTIONS: Final = (
    (
        lazy("Bis wann höre ich von Ihnen, auch wenn es eine Absage wird?"),
        lazy("Ein Datum kann man halten, und nach einem Datum können Sie nachfragen."),
    ),
    (
        lazy("Für welches Unternehmen suchen Sie, und ist die Stelle gerade offen?"),
        lazy("Nur so merken Sie, wenn zwei Agenturen Sie für dieselbe Stelle vorschlagen wollen."),
    ),
    (
        lazy("Fragen Sie mich jedes Mal, bevor Sie meinen Lebenslauf weitergeben?"),
        lazy("Wer ihn hat, soll vorher Ihr Ja gehabt haben; schicken Sie ihn erst danach."),
    ),
    (
        lazy("Wer stellt mich ein, Sie oder das Unternehmen, und zu welchem Gehalt?"),
        lazy("Bei Zeitarbeit ist die Agentur Ihr Arbeitgeber: Das ändert Lohn und Vertrag."),
    ),
    (
        lazy("Woran entscheidet es sich, und sagen Sie mir danach, woran es lag?"),
        lazy("Wer die Kriterien vorher nennt, kann eine Absage später begründen."),
    ),
)
"""What to ask in a first call, and why it matters."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question for the first call and why it matters."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class CardView:
    """The card of questions; `plain` is what its button copies."""

    questions: tuple[Question, ...]
    plain: str


def card_view() -> CardView:
    """The five questions in the present language."""
    questions = tuple(Question(str(text), str(why)) for text, why in QUESTIONS)
    title = gettext("Fünf Fragen für das erste Gespräch")
    lines = (f"{number}. {one.text}" for number, one in enumerate(questions, 1))
    return CardView(questions, "\n".join((title, "", *lines)))
