"""What there is to ask of the public interface: one table for routes, checks, description, page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from resonanz.agencies.domain.job_fields import JobField
from resonanz.directory.domain import Group, Sort
from resonanz.directory.domain.listed import FILTERED_KINDS, ONE_OF
from resonanz.directory.domain.search import RADII, USUAL_RADIUS
from resonanz.directory.forms import CHOICES, LONGEST_PLACE, LONGEST_WORDS
from resonanz.kernel.i18n import LANGUAGES, LazyText, lazy

BASE: Final = "/api/v1"
USUAL_LIMIT: Final = 20
MOST: Final = 100
"""So many things on a page at most."""

Schema = Mapping[str, Any]
"""A JSON Schema of the few words that `api.forms` checks: type, enum, pattern, minimum, maximum,
maxLength, items, maxItems, default."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A part of an address; `path` says that it is a segment, which is always required.

    One with several values is given several times, or once with commas if it is `joined`.
    """

    name: str
    schema: Schema
    says: LazyText
    example: str = ""
    path: bool = False
    required: bool = False
    joined: bool = False

    @property
    def several(self) -> bool:
        """Whether it may have several values."""
        return bool(self.schema["type"] == "array")


@dataclass(frozen=True, slots=True)
class Operation:
    """A GET of the interface; `many` says that it answers a list, `paged` that it has pages.

    `problems` are statuses beside those that every operation has.
    """

    id: str
    path: str
    title: LazyText
    says: LazyText
    parameters: tuple[Parameter, ...]
    many: bool = False
    paged: bool = False
    problems: tuple[int, ...] = field(default=())


def _text(longest: int) -> Schema:
    return {"type": "string", "maxLength": longest, "pattern": r"^[^\u0000-\u001f\u007f]*$"}


def _one_of(*values: str) -> Schema:
    return {"type": "string", "enum": list(values)}


def _any_of(items: Schema) -> Schema:
    return {"type": "array", "items": items, "maxItems": CHOICES}


SLUG: Final = Parameter(
    "slug",
    {"type": "string", "pattern": "^[a-z0-9-]{1,120}$"},
    lazy("Agentur: letzter Teil der Adresse ihres Profils"),
    "nordlicht-personal",
    path=True,
)
PUBLIC_ID: Final = Parameter(
    "public_id",
    {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,40}$"},
    lazy("Die id der Bewertung"),
    "Zr8mQ2kXv0aTnB4cJ1sYgw",
    path=True,
)
LANG: Final = Parameter(
    "lang",
    _one_of(*LANGUAGES),
    lazy("Sprache der Namen und Seitenadressen; sonst gilt Accept-Language, sonst Englisch."),
    "de",
)
FIELDS: Final = Parameter(
    "fields",
    {"type": "array", "items": {"type": "string"}, "maxItems": MOST},
    lazy("Nur diese Felder, mit Komma dazwischen; sonst alle."),
    joined=True,
)
"""Which names there are depends on the operation's answer."""
LIMIT: Final = Parameter(
    "limit",
    {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL_LIMIT},
    lazy("So viele Einträge höchstens auf einer Seite."),
    "5",
)
_STATE: Final = r"^[A-Z]{2}-[^\s\u0000-\u001f][^\u0000-\u001f]{0,60}$"
_FILTERS: Final = (
    Parameter("q", _text(LONGEST_WORDS), lazy("Name oder Domain; Tippfehler schaden nicht.")),
    Parameter(
        "place",
        _text(LONGEST_PLACE),
        lazy("Postleitzahl oder Ort; im Vereinigten Königreich der Ort."),
        "Hamburg",
    ),
    Parameter(
        "radius",
        {"type": "integer", "enum": list(RADII), "default": USUAL_RADIUS},
        lazy("Kilometer um den Ort."),
    ),
    Parameter(
        Group.COUNTRY,
        _any_of({"type": "string", "pattern": "^[A-Z]{2}$"}),
        lazy("Land, zwei Buchstaben; mehrfach heißt eines davon."),
    ),
    Parameter(
        Group.STATE,
        _any_of(
            {
                "type": "string",
                "pattern": "^[A-Z]{2}-[^\\s\\u0000-\\u001f][^\\u0000-\\u001f]{0,60}$",
            }
        ),
        lazy("Bundesland, Kanton oder Region, wie unter facets; mehrfach heißt eines davon."),
    ),
    Parameter(
        Group.KIND,
        _any_of(_one_of(*FILTERED_KINDS)),
        lazy("Art der Agentur; mehrfach heißt eine davon."),
    ),
    Parameter(
        Group.FIELD,
        _any_of(_one_of(*JobField)),
        lazy("Berufsfeld; mehrfach heißt eines davon."),
    ),
    Parameter(Group.SCORE, _one_of(*ONE_OF[Group.SCORE]), lazy("Gesamtwert, mindestens.")),
    Parameter(
        Group.REVIEWS, _one_of(*ONE_OF[Group.REVIEWS]), lazy("Anzahl der Bewertungen, mindestens.")
    ),
    Parameter(
        Group.DAYS,
        _one_of(*ONE_OF[Group.DAYS]),
        lazy("Innerhalb so vieler Werktage kam die Hälfte der Antworten."),
    ),
    Parameter(
        Group.CLAIMED, _one_of(*ONE_OF[Group.CLAIMED]), lazy("Von der Agentur selbst verwaltet.")
    ),
    Parameter(Group.PLEDGE, _one_of(*ONE_OF[Group.PLEDGE]), lazy("Mit einer Zusage.")),
)
_CURSOR: Final = lazy("Wo die Seite beginnt; nehmen Sie dafür „next“ der vorigen.")

LIST_AGENCIES: Final = Operation(
    "listAgencies",
    f"{BASE}/agencies",
    lazy("Agenturen suchen und filtern"),
    lazy(
        "Die Liste der Seite, mit denselben Filtern und Ordnungen, über alle Länder. Filter "
        "gelten zusammen; leere Angaben zählen als keine."
    ),
    (
        *_FILTERS,
        Parameter("sort", _one_of(*Sort), lazy("Ordnung; ohne sie nach Gesamtwert oder Name.")),
        LIMIT,
        Parameter(
            "cursor",
            {
                "type": "string",
                "maxLength": 500,
                "pattern": r"^[01]_-?[0-9]{1,7}(\.[0-9]{1,20})?_[0-9]{1,15}_[^\u0000-\u001f]*$",
            },
            _CURSOR,
        ),
        FIELDS,
        LANG,
    ),
    many=True,
    paged=True,
    problems=(422,),
)
READ_AGENCY: Final = Operation(
    "readAgency",
    f"{BASE}/agencies/{{slug}}",
    lazy("Eine Agentur"),
    lazy("Was ihr Profil oben sagt, frühere Namen, Orte, was entfernt und beanstandet wurde."),
    (SLUG, FIELDS, LANG),
    problems=(404, 410),
)
READ_SCORE: Final = Operation(
    "readScore",
    f"{BASE}/agencies/{{slug}}/score",
    lazy("Wert und Fakten einer Agentur"),
    lazy(
        "Wert mit Spanne, Rang mit Bereich, Kriterien und jede Zahl der Fakten mit ihrem n. Unter "
        "der Grenze für Veröffentlichung sind Werte und Rang null."
    ),
    (SLUG, FIELDS, LANG),
    problems=(404, 410),
)
LIST_HISTORY: Final = Operation(
    "listHistory",
    f"{BASE}/agencies/{{slug}}/history",
    lazy("Wert und Antworten je Quartal"),
    lazy(
        "Bis zu acht Quartale, das früheste zuerst, mit der Formel von heute. Unter der Grenze "
        "für Veröffentlichung ist der Wert null."
    ),
    (SLUG, FIELDS, LANG),
    many=True,
    problems=(404, 410),
)
LIST_REVIEWS: Final = Operation(
    "listReviews",
    f"{BASE}/agencies/{{slug}}/reviews",
    lazy("Die Bewertungen einer Agentur"),
    lazy("Was auf dem Profil steht, neueste zuerst, nichts genauer und nichts über Autor:innen."),
    (
        SLUG,
        LIMIT,
        Parameter("cursor", PUBLIC_ID.schema, _CURSOR),
        FIELDS,
        LANG,
    ),
    many=True,
    paged=True,
    problems=(404, 410),
)
READ_REVIEW: Final = Operation(
    "readReview",
    f"{BASE}/reviews/{{public_id}}",
    lazy("Eine Bewertung"),
    lazy("Eine öffentliche Bewertung; eine entfernte oder zurückgezogene gibt es hier nicht mehr."),
    (PUBLIC_ID, FIELDS, LANG),
    problems=(404, 410),
)
LIST_FACETS: Final = Operation(
    "listFacets",
    f"{BASE}/facets",
    lazy("Filter mit Zahlen"),
    lazy(
        "Jeder Filter mit der Zahl der Agenturen, die er neben den anderen gewählten fände: "
        "dieselben Zahlen wie auf der Seite."
    ),
    (*_FILTERS, FIELDS, LANG),
    many=True,
    problems=(422,),
)
LIST_PLACES: Final = Operation(
    "listPlaces",
    f"{BASE}/places",
    lazy("Orte nachschlagen"),
    lazy(
        "Wo ein Ort oder eine Postleitzahl liegt, in jedem Land, das sie eindeutig kennt: DE, AT, "
        "CH, LI, ES und GB."
    ),
    (
        Parameter(
            "q",
            {
                "type": "string",
                "maxLength": LONGEST_PLACE,
                "pattern": r"^[^\u0000-\u0020\u007f][^\u0000-\u001f\u007f]*$",
            },
            lazy("Postleitzahl, Ort oder beides."),
            "Wien",
            required=True,
        ),
        FIELDS,
        LANG,
    ),
    many=True,
)
OPERATIONS: Final = (
    LIST_AGENCIES,
    READ_AGENCY,
    READ_SCORE,
    LIST_HISTORY,
    LIST_REVIEWS,
    READ_REVIEW,
    LIST_FACETS,
    LIST_PLACES,
)
