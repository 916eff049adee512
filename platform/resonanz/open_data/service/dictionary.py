"""The data dictionary: every table and column of an export, for the page, the files, the tests."""

from dataclasses import dataclass
from typing import Final, Literal

from resonanz.kernel.i18n import LazyText, lazy

Kind = Literal["text", "integer", "number", "date", "boolean"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in the files, its kind, what it says."""

    name: str
    kind: Kind
    says: LazyText


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the name of its files without ending, what a row is, its columns."""

    name: str
    says: LazyText
    columns: tuple[Column, ...]


CRITERIA: Final = (
    "feedback", "reasons", "availability", "fit", "expertise", "honesty", "discretion", "respect",
)  # fmt: skip
_AGENCY: Final = Column("agency", "text", lazy("Agentur: letzter Teil der Adresse ihres Profils"))
_RUN: Final = Column("run", "integer", lazy("Rechenlauf, der die Marktzahlen einfror"))
_SUBJECT: Final = Column(
    "subject", "text", lazy("„overall“ für den Gesamtwert, sonst der Schlüssel des Kriteriums")
)

TABLES: Final = (
    Table(
        "agencies",
        lazy("Gelistete Agenturen mit mindestens einer Bewertung"),
        (
            _AGENCY,
            Column("name", "text", lazy("Name")),
            Column("country", "text", lazy("Land, zwei Buchstaben")),
            Column("kind", "text", lazy("Art: temp, placement, search, it_freelance oder mixed")),
        ),
    ),
    Table(
        "reviews",
        lazy("Bewertungen: Sterne und was die Formel braucht, ohne Text und ohne Autor:in"),
        (
            Column("id", "text", lazy("Zufällige Nummer, in jeder Ausgabe eine andere")),
            _AGENCY,
            Column("published_on", "date", lazy("Tag der ersten Veröffentlichung")),
            Column(
                "live",
                "boolean",
                lazy(
                    "Ob sie zählt; eine zurückgezogene zählt nur noch im Freibetrag ihres Quartals"
                ),
            ),
            Column("contact_proven", "boolean", lazy("Ob der Kontakt belegt ist")),
            Column("invited", "boolean", lazy("Ob die Agentur eingeladen hat")),
            Column(
                "role",
                "text",
                lazy("Rolle; leer, wo weniger als fünf Rolle und Berufsfeld teilen"),
            ),
            Column("job_field", "text", lazy("Berufsfeld; leer wie die Rolle")),
            *(
                Column(key, "integer", lazy("Sterne, 1 bis 5; leer, wo nicht beantwortet"))
                for key in CRITERIA
            ),
        ),
    ),
    Table(
        "facts",
        lazy("Was nach jeder Stufe geschah"),
        (
            Column("review", "text", lazy("Die id der Bewertung")),
            Column("stage", "text", lazy("Stufe der Bewerbung")),
            Column("answer", "text", lazy("advanced, rejection, interim, nothing oder waiting")),
            Column(
                "days",
                "integer",
                lazy("Werktage bis dahin: 0 bis 3 Tage, 1 bis 7, 2 bis 14, 3 bis 30, 4 mehr"),
            ),
            Column(
                "concreteness",
                "integer",
                lazy("Wie konkret eine Absage war: 0 ohne Grund bis 4 konkret und brauchbar"),
            ),
            Column("chasers", "integer", lazy("Wie oft nachgefragt wurde; 3 heißt mindestens 3")),
            Column("promise", "text", lazy("Zugesagter Termin: none, kept oder broken")),
            Column("channel", "text", lazy("Weg der Antwort")),
            Column("silence", "text", lazy("Wessen Schweigen: client oder nothing")),
        ),
    ),
    Table(
        "scores",
        lazy("Veröffentlichte Werte, gesamt und je Kriterium"),
        (
            _AGENCY,
            _SUBJECT,
            _RUN,
            Column("as_of", "date", lazy("Stichtag, von dem an das Alter zählt")),
            Column("n", "integer", lazy("Bewertungen, die etwas dazu sagen")),
            Column("weight", "number", lazy("Zählt wie so viele volle Bewertungen")),
            Column("score", "number", lazy("Wert, 1 bis 5, alle Stellen")),
            Column("low", "number", lazy("Unteres Ende der Spanne mit 90 % Wahrscheinlichkeit")),
            Column("high", "number", lazy("Oberes Ende der Spanne")),
        ),
    ),
    Table(
        "runs",
        lazy("Rechenläufe mit ihren Marktzahlen, alle seit Beginn"),
        (
            _RUN,
            Column("version", "integer", lazy("Fassung der Formel")),
            Column("as_of", "date", lazy("Tag, aus dessen Bewertungen die Marktzahlen sind")),
            Column("reviews", "integer", lazy("Bewertungen darin")),
            Column("agencies", "integer", lazy("Agenturen darin")),
            _SUBJECT,
            Column("mu", "number", lazy("Mittelwert μ")),
            Column("s2", "number", lazy("Streuung innerhalb der Agenturen, s²")),
            Column("t2", "number", lazy("Streuung zwischen den Agenturen, t²")),
            Column("k", "number", lazy("k = s²/t²: mit so vielen Bewertungen beginnt jede")),
            Column("offset", "number", lazy("Versatz der Faktenwerte")),
        ),
    ),
)
BY_NAME: Final = {table.name: table for table in TABLES}
