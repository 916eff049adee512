"""The description of the public interface as OpenAPI 3.1, made from its table and its answers."""

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Final, get_args, get_origin, get_type_hints

import msgspec

from resonanz.kernel import settings
from resonanz.kernel.i18n import Language, gettext, lazy, use_language
from resonanz.open_data.service import LICENCE

from ..service.operations import MOST, OPERATIONS, Operation, Parameter
from . import answers
from .answers import Says
from .envelope import FIELDS, KINDS, attribution
from .problem import LIMITS, PROBLEM, PROBLEM_ANSWER

_ALWAYS: Final = (400, 406, 429, 500)
_REFERENCES: Final = "#/components/schemas/"
_STATUS: Final = {
    400: lazy("Eine Angabe ist unbekannt oder falsch; „errors“ nennt sie."),
    404: lazy("Das gibt es hier nicht."),
    406: lazy("Die Antwort ist JSON, und der Kopf Accept lässt es nicht zu."),
    410: lazy("Die Agentur wurde aus dem Verzeichnis genommen."),
    422: lazy("Den Ort gibt es nicht, oder mehrere heißen so."),
    429: lazy("Zu viele Anfragen; Retry-After sagt, in wie vielen Sekunden es weitergeht."),
    500: lazy("Bei uns ist etwas schiefgegangen."),
}


def document(language: Language) -> dict[str, Any]:
    """The description with its texts in a language."""
    own = settings.current()
    return _document(language, own.base_url, own.site_name)


@cache
def _document(language: Language, base_url: str, name: str) -> dict[str, Any]:
    with use_language(language):
        return {
            "openapi": "3.1.0",
            "info": {
                "title": name,
                "version": "1",
                "summary": gettext("Agenturen, Werte und Bewertungen als JSON"),
                "description": gettext(
                    "Öffentlich und nur zum Lesen, ohne Schlüssel, ohne Cookies, von jeder Seite "
                    "aus (CORS). Sterne und Fakten stehen unter CC BY 4.0; die Texte gehören "
                    "ihren Autor:innen: Zitieren Sie kurz und mit Link."
                ),
                "license": {"name": "CC BY 4.0", "url": LICENCE},
                "contact": {"url": f"{base_url}/{language}/api"},
            },
            "servers": [{"url": base_url}],
            "paths": {one.path: {"get": _operation(one, base_url)} for one in OPERATIONS},
            "components": {
                "schemas": {**_schemas(), "Problem": PROBLEM},
                "responses": {
                    f"Problem{status}": {**PROBLEM_ANSWER, "description": str(says)}
                    for status, says in _STATUS.items()
                },
            },
        }


def _operation(one: Operation, base_url: str) -> dict[str, Any]:
    kind = KINDS[one.id]
    answers_: dict[str, Any] = {
        "200": {
            "description": str(one.title),
            "headers": {
                **LIMITS,
                "ETag": {
                    "description": gettext("Zum Nachfragen mit If-None-Match"),
                    "schema": {"type": "string"},
                },
            },
            "content": {
                "application/json": {
                    "schema": _envelope(one, {"$ref": _REFERENCES + kind.__name__}),
                    "example": _example(one, base_url),
                }
            },
        },
        "304": {"description": gettext("Nichts hat sich geändert, seit es diesen ETag gab.")},
    }
    if any(parameter.name == "slug" for parameter in one.parameters):
        answers_["308"] = {
            "description": gettext("Die Agentur steht jetzt unter einem anderen Namen."),
            "headers": {"Location": {"schema": {"type": "string"}}},
        }
    for status in sorted({*_ALWAYS, *one.problems}):
        answers_[str(status)] = {"$ref": f"#/components/responses/Problem{status}"}
    return {
        "operationId": one.id,
        "summary": str(one.title),
        "description": str(one.says),
        "parameters": [_parameter(parameter, FIELDS[one.id]) for parameter in one.parameters],
        "responses": answers_,
    }


def _parameter(one: Parameter, names: Sequence[str]) -> dict[str, Any]:
    """A parameter; `names` are those of the answer's fields."""
    schema = one.schema
    if one.joined:
        schema = {**schema, "items": {"type": "string", "enum": list(names)}}
    found: dict[str, Any] = {
        "name": one.name,
        "in": "path" if one.path else "query",
        "required": one.path or one.required,
        "description": str(one.says),
        "schema": schema,
    }
    if not found["required"]:
        found["allowEmptyValue"] = True
    if one.several:
        found |= {"style": "form", "explode": not one.joined}
    if one.example:
        typed = int(one.example) if one.schema["type"] == "integer" else one.example
        found["example"] = typed
    return found


def _envelope(one: Operation, part: dict[str, Any]) -> dict[str, Any]:
    data = {"type": "array", "items": part, "maxItems": MOST} if one.paged else part
    if one.many and not one.paged:
        data = {"type": "array", "items": part}
    properties: dict[str, Any] = {"data": data}
    if one.paged:
        properties["next"] = {
            "type": ["string", "null"],
            "format": "uri",
            "description": gettext("Adresse der nächsten Seite; null auf der letzten"),
        }
    if one.id in {"listAgencies", "listFacets"}:
        properties["total"] = {
            "type": "integer",
            "minimum": 0,
            "description": gettext("So viele Agenturen fand die Suche im Ganzen"),
        }
    properties["licence"] = {
        "type": "string",
        "const": LICENCE,
        "description": gettext("Gilt für Sterne und Fakten, nicht für Texte"),
    }
    properties["attribution"] = {
        "type": "string",
        "description": gettext("So nennen Sie die Quelle"),
    }
    return {
        "type": "object",
        "required": list(properties),
        "properties": properties,
        "additionalProperties": False,
    }


def _example(one: Operation, base_url: str) -> dict[str, Any]:
    thing = example_of(KINDS[one.id], base_url)
    found: dict[str, Any] = {"data": [thing] if one.many else thing}
    if one.paged:
        found["next"] = None
    if one.id in {"listAgencies", "listFacets"}:
        found["total"] = 1
    return {**found, "licence": LICENCE, "attribution": attribution()}


def _schemas() -> dict[str, Any]:
    """The answers' schemas: what msgspec knows of their types, with words and examples.

    Of what an operation answers no field is required, since `fields` may leave any out.
    """
    _, found = msgspec.json.schema_components(
        tuple(dict.fromkeys(KINDS.values())), ref_template=_REFERENCES + "{name}"
    )
    for name, schema in found.items():
        kind = getattr(answers, name)
        said = said_of(kind)
        schema.pop("title", None)
        schema["additionalProperties"] = False
        schema.pop("description", None)
        schema["properties"] = {
            field: _told(part, said[field]) for field, part in schema["properties"].items()
        }
        if kind in KINDS.values():
            del schema["required"]
    return found


def _told(part: dict[str, Any], said: Says) -> dict[str, Any]:
    told = {**part, "description": str(said.text)}
    if said.example is not None:
        told["examples"] = [said.example]
    return told


def said_of(kind: type[Any]) -> dict[str, Says]:
    """What each field of an answer means."""
    hints = get_type_hints(kind, include_extras=True)
    return {
        field.name: next(one for one in get_args(hints[field.name]) if isinstance(one, Says))
        for field in fields(kind)
    }


def example_of(kind: type[Any], base_url: str) -> dict[str, Any]:
    """An example of an answer, put together from those of its fields."""
    hints = get_type_hints(kind)
    found = {}
    for name, said in said_of(kind).items():
        example = said.example
        if example is None and (inner := _inner(hints[name])) is not None:
            example = example_of(inner, base_url)
            if get_origin(hints[name]) is list or _holds_list(hints[name]):
                example = [example]
        if name == "url":
            example = str(example).replace("https://resonanz.example", base_url)
        found[name] = example
    return found


def _holds_list(hint: Any) -> bool:
    return any(get_origin(one) is list for one in get_args(hint))


def _inner(hint: Any) -> type[Any] | None:
    """The answer inside a type like `Share`, `Rank | None` or `list[Fact]`."""
    if isinstance(hint, type) and is_dataclass(hint):
        return hint
    return next((found for one in get_args(hint) if (found := _inner(one)) is not None), None)
