"""Signals in words, and the page on how often they were right."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from resonanz.kernel.i18n import (
    LazyText,
    format_number,
    format_percent,
    format_score,
    gettext,
    lazy,
)
from resonanz.reviews.views.screens import LANGUAGE_NAMES

from ..domain.signals import Severity, Signal, SignalKey, Span
from ..service.signals import SignalFigures, StoredSignal, ToneFigures

_CONTACT: Final = lazy("Kontaktdaten stehen im Text.")
_PROTECTED: Final = lazy(
    "Besonders geschützte Angabe (Art. 9 DSGVO). Geht es um die Autorin oder den Autor selbst?"
)
_WORDS: Final[dict[tuple[SignalKey, str], tuple[LazyText, LazyText]]] = {
    (SignalKey.PERSON, "name"): (
        lazy("Name einer Person"),
        lazy("Mit Anrede, Funktion oder vollem Namen genannt."),
    ),
    (SignalKey.PERSON, "forename"): (lazy("Vorname"), lazy("Ein Vorname steht im Text.")),
    (SignalKey.CONTACT, "email"): (lazy("E-Mail-Adresse"), _CONTACT),
    (SignalKey.CONTACT, "phone"): (lazy("Telefonnummer"), _CONTACT),
    (SignalKey.CONTACT, "iban"): (lazy("Kontonummer"), _CONTACT),
    (SignalKey.CONTACT, "link"): (lazy("Link"), lazy("Ein Link oder eine Domain steht im Text.")),
    (SignalKey.CONTACT, "handle"): (lazy("Profilname"), _CONTACT),
    (SignalKey.CONTACT, "address"): (lazy("Anschrift"), _CONTACT),
    (SignalKey.INSULT, "insult"): (
        lazy("Schimpfwort"),
        lazy("Trifft es eine Person, oder gilt der Ärger der Sache?"),
    ),
    (SignalKey.INSULT, "allegation"): (
        lazy("Vorwurf"),
        lazy("Das Wort kann eine Straftat behaupten. Steht etwas dahinter?"),
    ),
    (SignalKey.INSULT, "profanity"): (
        lazy("Derbes Wort"),
        lazy("Derb, aber oft nur Ärger über die Sache."),
    ),
    (SignalKey.TONE, ""): (
        lazy("Ton"),
        lazy("Das Sprachmodell hält die Stelle zu %(percent)s %% für beleidigend."),
    ),
    (SignalKey.SPECIAL_CATEGORY, "health"): (lazy("Gesundheit"), _PROTECTED),
    (SignalKey.SPECIAL_CATEGORY, "pregnancy"): (lazy("Schwangerschaft, Elternzeit"), _PROTECTED),
    (SignalKey.SPECIAL_CATEGORY, "religion"): (lazy("Religion"), _PROTECTED),
    (SignalKey.SPECIAL_CATEGORY, "ethnicity"): (lazy("Herkunft"), _PROTECTED),
    (SignalKey.SPECIAL_CATEGORY, "orientation"): (lazy("Sexuelle Orientierung"), _PROTECTED),
    (SignalKey.SPECIAL_CATEGORY, "union"): (lazy("Gewerkschaft, Betriebsrat"), _PROTECTED),
    (SignalKey.SPECIAL_CATEGORY, "politics"): (lazy("Politik"), _PROTECTED),
    (SignalKey.SIMILAR, ""): (
        lazy("Ähnlicher Text"),
        lazy("Zu etwa %(percent)s %% gleich mit einer anderen Bewertung."),
    ),
    (SignalKey.AGENCY_BURST, ""): (
        lazy("Viele auf einmal"),
        lazy("%(count)s Bewertungen dieser Agentur in sieben Tagen, üblich sind %(usual)s."),
    ),
    (SignalKey.NETWORK_BURST, ""): (
        lazy("Gleiches Netz"),
        lazy("Bewertungen anderer aus demselben Netz am selben Tag: %(count)s."),
    ),
    (SignalKey.NETWORK_BURST, "agency"): (
        lazy("Gleiches Netz, gleiche Agentur"),
        lazy("Bewertungen dieser Agentur aus demselben Netz am selben Tag: %(count)s weitere."),
    ),
    (SignalKey.SAME_DEVICE, ""): (
        lazy("Gleicher Browser"),
        lazy("Andere, die am selben Tag mit demselben Browser schrieben: %(count)s."),
    ),
    (SignalKey.ONE_SIDED, ""): (
        lazy("Einseitig"),
        lazy(
            "Die letzten %(count)s geben alle %(stars)s von 5 für Feedback, früher waren es "
            "%(percent)s %%."
        ),
    ),
    (SignalKey.DISPOSABLE_MAIL, ""): (
        lazy("Wegwerf-Adresse"),
        lazy("Die E-Mail-Adresse gehört zu einem Dienst für Wegwerf-Adressen."),
    ),
    (SignalKey.LANGUAGE, ""): (
        lazy("Andere Sprache"),
        lazy("Angegeben ist %(declared)s, geschrieben ist der Text wohl auf %(guessed)s."),
    ),
    (SignalKey.ADVERTISING, ""): (
        lazy("Klingt nach Werbung"),
        lazy("%(count)s Wendungen, wie sie in Prospekten von Agenturen stehen."),
    ),
    (SignalKey.VOCABULARY, ""): (
        lazy("Worte der Agentur"),
        lazy("Stellen, die fast so in Antworten der Agentur stehen: %(count)s."),
    ),
}
_CHIPS: Final = 3


@dataclass(frozen=True, slots=True)
class RemarkView:
    """A signal; `said` is "", `right` or `wrong`, `other` the review that the text resembles."""

    name: str
    label: str
    words: str
    urgent: bool
    said: str
    other: str


@dataclass(frozen=True, slots=True)
class PieceView:
    """A stretch of the text; `remarked` if a signal points at it, `changed` by an edit."""

    text: str
    remarked: bool
    changed: bool = False


@dataclass(frozen=True, slots=True)
class FiguresRow:
    """How often a signal came up and was right; `share` is "–" while nobody judged it."""

    label: str
    total: str
    judged: str
    right: str
    share: str


@dataclass(frozen=True, slots=True)
class FiguresView:
    """The page on the signals' worth, with what the training measured of the model."""

    rows: tuple[FiguresRow, ...]
    precision: str
    recall: str
    texts: str


def label_of(key: SignalKey, kind: str) -> str:
    """What a signal is called."""
    return str(_WORDS[key, kind][0])


def words_of(signal: Signal) -> str:
    """The reason of a signal in the reader's language."""
    values = {
        name: LANGUAGE_NAMES.get(value, value) if isinstance(value, str) else value
        for name, value in signal.values.items()
    }
    if "usual" in values:
        values["usual"] = _decimal(str(values["usual"]))
    return gettext(_WORDS[signal.key, signal.kind][1].message, **values)


def _decimal(text: str) -> str:
    return format_score(float(text))


def remark_views(
    stored: Iterable[StoredSignal], typed: Mapping[int, bool]
) -> tuple[RemarkView, ...]:
    """The signals of a review as the case shows them; `typed` is what was ticked just now."""
    said = {None: "", True: "right", False: "wrong"}
    return tuple(
        RemarkView(
            name=f"signal_{one.id}",
            label=label_of(one.signal.key, one.signal.kind),
            words=words_of(one.signal),
            urgent=one.signal.severity is Severity.HIGH,
            said=said[typed.get(one.id, one.was_right)],
            other=str(one.signal.values.get("review", "")),
        )
        for one in stored
    )


def chips_of(stored: Iterable[StoredSignal]) -> tuple[str, ...]:
    """The weightiest signals by name, for the queue."""
    labels = [
        label_of(one.signal.key, one.signal.kind)
        for one in stored
        if one.signal.severity > Severity.LOW
    ]
    return tuple(dict.fromkeys(labels))[:_CHIPS]


def marked_paragraphs(
    text: str, stored: Iterable[StoredSignal]
) -> tuple[tuple[PieceView, ...], ...]:
    """The text by paragraphs, cut where signals point at it."""
    return paragraphs(text, [span for one in stored for span in one.signal.spans], ())


def paragraphs(
    text: str, remarked: Sequence[Span], changed: Sequence[Span]
) -> tuple[tuple[PieceView, ...], ...]:
    """A text by paragraphs, cut where these stretches begin and end."""
    found = []
    start = 0
    for line in text.split("\n"):
        if line:
            found.append(_pieces(text, start, start + len(line), remarked, changed))
        start += len(line) + 1
    return tuple(found)


def _pieces(
    text: str, start: int, end: int, remarked: Sequence[Span], changed: Sequence[Span]
) -> tuple[PieceView, ...]:
    bounds = {start, end}
    for span in (*remarked, *changed):
        bounds |= {bound for bound in (span.start, span.end) if start < bound < end}
    return tuple(
        PieceView(text[at:to], remarked=_within(at, remarked), changed=_within(at, changed))
        for at, to in pairwise(sorted(bounds))
    )


def _within(at: int, spans: Sequence[Span]) -> bool:
    return any(span.start <= at < span.end for span in spans)


def figures_view(figures: Iterable[SignalFigures], tone: ToneFigures) -> FiguresView:
    """Build the page on how often signals were right."""
    return FiguresView(
        rows=tuple(
            FiguresRow(
                label=label_of(one.key, one.kind),
                total=format_number(one.total),
                judged=format_number(one.right + one.wrong),
                right=format_number(one.right),
                share=format_percent(one.right / (one.right + one.wrong))
                if one.right + one.wrong
                else "–",
            )
            for one in figures
        ),
        precision=format_percent(tone.at_threshold.precision),
        recall=format_percent(tone.at_threshold.recall),
        texts=format_number(tone.texts),
    )
