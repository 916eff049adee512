"""The form of a batch: which reviews were ticked, in which version."""

from collections.abc import Mapping, Sequence


def read_ticked(form: Mapping[str, Sequence[str]]) -> tuple[tuple[str, int], ...]:
    """The ticked reviews ("id~version"); what is not understood is left out."""
    found = []
    for value in form.get("review", ()):
        public_id, _, version = value.partition("~")
        if public_id and version.isascii() and version.isdigit() and len(version) < 10:
            found.append((public_id, int(version)))
    return tuple(found)
