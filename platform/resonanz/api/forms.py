"""What a program asks of the public interface, checked by the table that describes it."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from resonanz.kernel.i18n import LANGUAGES, Language

from .service.operations import USUAL_LIMIT, Operation, Parameter

_NUMBER = re.compile(r"-?[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Asked:
    """A checked query: its values by parameter, without empty ones.

    `fields` are the chosen ones in their order, None for all; `language` None leaves the choice to
    the request's header.
    """

    values: Mapping[str, Sequence[str]]
    fields: frozenset[str] | None
    limit: int
    cursor: str
    language: Language | None

    def one(self, name: str) -> str:
        """The value of a parameter, "" without one."""
        return (self.values.get(name) or ("",))[0]


def read(
    operation: Operation, query: Iterable[tuple[str, str]], fields: Collection[str]
) -> tuple[Asked | None, dict[str, str]]:
    """The query of an operation whose answer has these fields, or errors by parameter."""
    known = {one.name: one for one in operation.parameters if not one.path}
    values: dict[str, list[str]] = {}
    errors: dict[str, str] = {}
    for name, value in query:
        if name not in known:
            errors[name[:60]] = f"There is no such parameter; known are {', '.join(known)}."
        elif value:
            parts = value.split(",") if known[name].joined else [value]
            values.setdefault(name, []).extend(parts)
    for name, parameter in known.items():
        fault = _fault(parameter, values.get(name, []))
        if fault:
            errors[name] = fault
    chosen = values.get("fields", [])
    unknown = [name for name in chosen if name not in fields]
    if unknown and "fields" not in errors:
        errors["fields"] = f"There is no field {unknown[0][:60]!r}; known are {', '.join(fields)}."
    if errors:
        return None, errors
    asked = Asked(
        values,
        frozenset(chosen) if chosen else None,
        int(values.get("limit", [str(USUAL_LIMIT)])[0]),
        values.get("cursor", [""])[0],
        _language(values.get("lang", [""])[0]),
    )
    return asked, {}


def fits(parameter: Parameter, value: str) -> bool:
    """Whether a single value is one that a parameter takes."""
    return not _fault_of(parameter.schema.get("items", parameter.schema), value)


def _fault(parameter: Parameter, values: Sequence[str]) -> str:
    if not values:
        return "This parameter is required." if parameter.required else ""
    most = parameter.schema.get("maxItems", 1)
    if len(values) > most:
        return f"At most {most} values are taken."
    schema = parameter.schema.get("items", parameter.schema)
    return next((fault for value in values if (fault := _fault_of(schema, value))), "")


def _fault_of(schema: Mapping[str, Any], value: str) -> str:
    if "enum" in schema:
        known = [str(one) for one in schema["enum"]]
        return "" if value in known else f"Known values are {', '.join(known)}."
    if schema["type"] == "integer":
        least, most = schema["minimum"], schema["maximum"]
        fine = _NUMBER.fullmatch(value) and least <= int(value) <= most
        return "" if fine else f"A whole number from {least} to {most} is needed."
    if len(value) > schema.get("maxLength", len(value)):
        return f"At most {schema['maxLength']} characters are taken."
    pattern = schema.get("pattern", "")
    fine = not pattern or re.fullmatch(pattern, value)
    return "" if fine else f"The value has to match {pattern}"


def _language(code: str) -> Language | None:
    return next((language for language in LANGUAGES if language == code), None)
