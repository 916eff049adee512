"""Whether every text of the site is translated: missing, differing, fuzzy and obsolete ones.

    translations.py            say what is wrong, by catalogue; exit status 1 if anything is
    translations.py --update   add new texts to the catalogues (untranslated) and drop obsolete ones

German is the source language: a message's id is its German text. A catalogue is a .po file a
subject and language; where a message is used decides in which subject's one a new text lands.
"""

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("en", "es")
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "gettext": None,
    "lazy": None,
    "ngettext": (1, 2),
}
JINJA_OPTIONS = {
    "trimmed": "true",
    "newstyle_gettext": "true",
    "trim_blocks": "true",
    "lstrip_blocks": "true",
    "silent": "false",
}
MARK = re.compile(r"%\((\w+)\)[sd]")
LINE = re.compile(r'(?:msg[a-z_]+(?:\[\d\])? )?"(?:[^"\\]|\\.)*"')
MessageId = str | tuple[str, ...]


@dataclass(slots=True)
class Use:
    """A message of the source: its id (a pair if it has a plural) and where it stands."""

    id: MessageId
    places: list[Path] = field(default_factory=list)

    @property
    def key(self) -> str:
        return self.id if isinstance(self.id, str) else self.id[0]


@dataclass(frozen=True, slots=True)
class Problem:
    language: str
    subject: str
    kind: str
    message: str

    def __str__(self) -> str:
        return f"{self.language}/{self.subject}.po: {self.kind}: {self.message!r}"


def sources(root: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted((root / "platform" / "resonanz").rglob("*.py")):
        yield path, "python"
    for path in sorted((root / "templates").rglob("*")):
        if path.suffix in {".html", ".txt", ".svg", ".xml"} and path.is_file():
            yield path, "jinja2.ext:babel_extract"


def extract(root: Path = ROOT) -> dict[str, Use]:
    """All messages of code and templates by their first form."""
    uses: dict[str, Use] = {}
    for path, method in sources(root):
        options = JINJA_OPTIONS if method != "python" else {}
        for _, message, _, _ in extract_from_file(method, path, KEYWORDS, options=options):
            text = tuple(message) if isinstance(message, list | tuple) else message
            use = Use(text)
            if not use.key:
                continue
            known = uses.setdefault(use.key, use)
            if isinstance(known.id, str) and not isinstance(text, str):
                known.id = text
            known.places.append(path.relative_to(root))
    return uses


def subject_of(use: Use, root: Path = ROOT) -> str:
    """The subject whose catalogue a new message belongs to: that of its first use."""
    first = use.places[0].parts
    if first[0] == "platform":
        return first[2] if len(first) > 3 else "web"
    if first[1] == "mails" and len(first) > 3:
        return sender_of(first[2], root)
    if len(first) == 2 or first[1].startswith("_"):
        return "layout"
    return first[1] if (root / "platform" / "resonanz" / first[1]).is_dir() else "web"


def sender_of(kind: str, root: Path) -> str:
    """The subject that sends mails of a kind."""
    for path in sorted((root / "platform" / "resonanz").glob("*/mails*")):
        files = [path] if path.is_file() else sorted(path.rglob("*.py"))
        if any(f'"{kind}"' in file.read_text(encoding="utf-8") for file in files):
            return path.parent.name
    return "mail"


def folder(language: str, root: Path = ROOT) -> Path:
    return root / "platform" / "resonanz" / "locale" / language / "LC_MESSAGES"


def catalogues(language: str, root: Path = ROOT) -> dict[str, Catalog]:
    found = {}
    for path in sorted(folder(language, root).glob("*.po")):
        with path.open("rb") as file:
            found[path.stem] = read_po(file, locale=language)
    return found


def broken_lines(path: Path) -> Iterator[str]:
    """Lines of a catalogue with a bare quotation mark, which Babel reads as one text run on."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#") and not LINE.fullmatch(line):
            yield line


def key_of(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def forms_of(message: Message) -> tuple[str, ...]:
    text = message.string
    return (text,) if isinstance(text, str) else tuple(text or ("",))


def marks(text: str) -> set[str]:
    return set(MARK.findall(text))


def faults(use: Use, message: Message) -> Iterator[str]:
    """What is wrong with one translation."""
    forms = forms_of(message)
    plural = not isinstance(use.id, str)
    if message.fuzzy:
        yield "fuzzy"
    if plural != (not isinstance(message.id, str)) or (
        not isinstance(use.id, str) and message.id != use.id
    ):
        yield "plural differs from the source"
        return
    if not all(form.strip() for form in forms):
        yield "not translated"
        return
    wanted = marks(use.id) if isinstance(use.id, str) else set().union(*map(marks, use.id))
    optional = {"num"} if plural else set()
    for form in forms:
        if marks(form) | optional != wanted | optional:
            yield "marks differ from the source"
    formatted = plural or wanted or any(p.parts[0] == "templates" for p in use.places)
    for form in forms if formatted else ():
        if "%" in MARK.sub("", form.replace("%%", "")):
            yield "a lone % (write %%)"


def problems(root: Path = ROOT) -> list[Problem]:
    """All that is wrong with the catalogues, none if the site is fully translated."""
    uses = extract(root)
    found = []
    for language in LANGUAGES:
        seen: dict[str, tuple[str, Message]] = {}
        for subject, catalogue in catalogues(language, root).items():
            path = folder(language, root) / f"{subject}.po"
            found += [Problem(language, subject, "broken", line) for line in broken_lines(path)]
            for message in catalogue:
                if not message.id:
                    continue
                key = key_of(message)
                if key not in uses:
                    found.append(Problem(language, subject, "obsolete", key))
                    continue
                if key in seen and forms_of(seen[key][1]) != forms_of(message):
                    other = seen[key][0]
                    found.append(
                        Problem(language, subject, f"differs from the one in {other}.po", key)
                    )
                seen[key] = (subject, message)
                found += [
                    Problem(language, subject, kind, key) for kind in faults(uses[key], message)
                ]
        found += [
            Problem(language, subject_of(use, root), f"missing ({use.places[0]})", key)
            for key, use in uses.items()
            if key not in seen
        ]
    return sorted(found, key=lambda p: (p.language, p.subject, p.kind, p.message))


def update(root: Path = ROOT) -> None:
    """Add missing messages with an empty translation, remove obsolete ones."""
    uses = extract(root)
    for language in LANGUAGES:
        existing = catalogues(language, root)
        known = {key_of(m) for c in existing.values() for m in c if m.id}
        new: dict[str, list[Use]] = defaultdict(list)
        for key, use in uses.items():
            if key not in known:
                new[subject_of(use, root)].append(use)
        for subject in sorted(set(existing) | set(new)):
            catalogue = existing.get(subject, Catalog(locale=language, project="Resonanz"))
            obsolete = [m.id for m in catalogue if m.id and key_of(m) not in uses]
            if not obsolete and not new[subject]:
                continue
            for id_ in obsolete:
                catalogue.delete(id_)
            for use in new[subject]:
                catalogue.add(use.id, string="" if isinstance(use.id, str) else ("", ""))
            path = folder(language, root) / f"{subject}.po"
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                write_po(file, catalogue, width=100, no_location=True, ignore_obsolete=True)
            print(f"{language}/{subject}.po: {len(new[subject])} new, {len(obsolete)} removed")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--update", action="store_true")
    parser.add_argument("subject", nargs="*", help="only these catalogues")
    wanted = parser.parse_args()
    if wanted.update:
        update()
    left = [p for p in problems() if not wanted.subject or p.subject in wanted.subject]
    for problem in left:
        print(problem)
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for problem in left:
        counts[problem.subject, problem.language] += 1
    for (subject, language), count in sorted(counts.items()):
        print(f"{subject} {language}: {count}")
    print(f"{len(extract())} messages, {len(left)} problems")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
