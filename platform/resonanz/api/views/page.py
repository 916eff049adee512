"""The page of the public interface, made from its description."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from resonanz.kernel.i18n import current_language, format_number

from ..service.operations import BASE
from .envelope import attribution
from .openapi import document


@dataclass(frozen=True, slots=True)
class InputView:
    """A field of a form: `options` are its choices, none for free text."""

    id: str
    name: str
    says: str
    value: str
    options: tuple[str, ...]
    required: bool


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field of an answer; `inside` are those of the thing that it holds."""

    name: str
    kind: str
    says: str
    example: str


@dataclass(frozen=True, slots=True)
class ThingView:
    """What an answer holds, with its fields."""

    name: str
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True)
class OperationView:
    """An endpoint: its form, its fields, an example of its answer."""

    id: str
    path: str
    title: str
    says: str
    inputs: tuple[InputView, ...]
    things: tuple[ThingView, ...]
    example: str


@dataclass(frozen=True, slots=True)
class ApiView:
    """The page."""

    base: str
    description: str
    description_address: str
    limit: str
    operations: tuple[OperationView, ...]
    licence: str
    attribution: str


def api_view(examples: Mapping[str, str], base_url: str, limit: int) -> ApiView:
    """Build the page; `examples` are values for parameters that lead to something here.

    `limit` is how often a network may ask in a minute.
    """
    described = document(current_language())
    return ApiView(
        base=f"{base_url}{BASE}",
        description=described["info"]["description"],
        description_address=f"{BASE}/openapi.json?lang={current_language()}",
        limit=format_number(limit),
        operations=tuple(
            _operation(path, item["get"], described["components"]["schemas"], examples)
            for path, item in described["paths"].items()
        ),
        licence=described["info"]["license"]["url"],
        attribution=attribution(),
    )


def _operation(
    path: str, one: Mapping[str, Any], schemas: Mapping[str, Any], examples: Mapping[str, str]
) -> OperationView:
    own = one["operationId"]
    answer = one["responses"]["200"]["content"]["application/json"]
    data = answer["schema"]["properties"]["data"]
    return OperationView(
        id=own,
        path=path,
        title=one["summary"],
        says=one["description"],
        inputs=tuple(
            _input(own, parameter, examples)
            for parameter in one["parameters"]
            if parameter["name"] != "cursor"
        ),
        things=tuple(_things(_name(data.get("items", data)), schemas)),
        example=msgspec.json.format(msgspec.json.encode(answer["example"])).decode(),
    )


def _input(own: str, one: Mapping[str, Any], examples: Mapping[str, str]) -> InputView:
    schema = one["schema"]
    choices = schema.get("items", schema).get("enum", ())
    name = one["name"]
    value = examples.get(name, str(one.get("example", "")) if one["required"] else "")
    return InputView(
        id=f"{own}-{name}",
        name=name,
        says=one["description"],
        value=value if one["required"] else "",
        options=tuple(map(str, choices)) if one.get("explode", True) else (),
        required=one["required"],
    )


def _things(name: str, schemas: Mapping[str, Any]) -> list[ThingView]:
    """A thing of an answer, then those that it holds."""
    found, waiting = [], [name]
    for present in waiting:
        properties = schemas[present]["properties"]
        found.append(
            ThingView(present, tuple(_field(key, part) for key, part in properties.items()))
        )
        for part in properties.values():
            inner = _name(part)
            if inner and inner not in waiting:
                waiting.append(inner)
    return found


def _name(schema: Mapping[str, Any]) -> str:
    """The thing that a schema refers to, or holds a list of; "" without one."""
    for part in (schema, *schema.get("anyOf", ()), schema.get("items", {})):
        for one in (part, part.get("items", {})):
            if "$ref" in one:
                return str(one["$ref"]).rpartition("/")[2]
    return ""


def _field(name: str, schema: Mapping[str, Any]) -> FieldView:
    examples: Sequence[Any] = schema.get("examples", ())
    return FieldView(
        name=name,
        kind=_kind(schema),
        says=schema["description"],
        example=msgspec.json.encode(examples[0]).decode() if examples else "",
    )


def _kind(schema: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        return _name(schema)
    if "anyOf" in schema:
        return " | ".join(_kind(part) for part in schema["anyOf"])
    if "enum" in schema:
        return " | ".join("null" if one is None else str(one) for one in schema["enum"])
    kind = schema.get("type", "")
    if kind == "array":
        return f"{_kind(schema['items'])}[]"
    return " | ".join(kind) if isinstance(kind, list) else str(kind)
