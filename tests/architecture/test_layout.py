"""The root and the package lie as ARCHITECTURE.md says."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from support.repository import ROOT, tracked_files

ALLOWED = {
    "platform",
    "templates",
    "static",
    "migrations",
    "tests",
    "deploy",
    "pyproject.toml",
    "README.md",
    "Makefile",
    "LICENSE",
    "CHANGELOG.md",
    "ARCHITECTURE.md",
    "SECURITY.md",
    "requirements.lock",
    "requirements-dev.lock",
}


def test_platform_never_becomes_a_package_that_shadows_the_standard_module() -> None:
    assert [path.name for path in (ROOT / "platform").glob("*.py")] == []


def test_the_root_holds_nothing_but_what_belongs_there() -> None:
    top = {path.relative_to(ROOT).parts[0] for path in tracked_files()}
    assert {name for name in top if not name.startswith(".")} - ALLOWED == set()


def test_migrations_hold_nothing_but_migrations() -> None:
    names = [path.name for path in tracked_files() if path.parent == ROOT / "migrations"]
    assert [name for name in names if not re.fullmatch(r"m\d{4}_[a-z0-9_]+\.py", name)] == []


def test_no_file_of_the_project_names_a_machine_or_a_registry() -> None:
    hosts = ["py" + "pi.org", "python" + "hosted.org", "registry.npm" + "js", "deb.deb" + "ian"]
    paths = ["/ro" + "ot/", "/wo" + "rk/", r"/ho" + r"me/\w", r"\.\./sha" + "red"]
    pattern = re.compile("|".join([*map(re.escape, hosts), *paths]))
    found = []
    for path in tracked_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(ROOT)}: {match[0]}" for match in pattern.finditer(text)]
    assert found == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_file_holds_every_dependency_with_hashes(lock: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = list(project["project"]["dependencies"])
    if lock == "requirements-dev.lock":
        wanted += project["dependency-groups"]["dev"]
    entries = re.split(r"\n(?=\S)", (ROOT / lock).read_text(encoding="utf-8").strip())
    versions = {}
    for entry in entries:
        assert "--hash=sha256:" in entry
        name, _, rest = entry.partition("==")
        versions[canonicalize_name(name)] = rest.split()[0]
    for text in wanted:
        requirement = Requirement(text)
        version = versions.get(canonicalize_name(requirement.name))
        assert version, f"{lock} lacks {requirement.name}: run make lock"
        assert requirement.specifier.contains(version), f"{lock}: {text} is locked to {version}"
