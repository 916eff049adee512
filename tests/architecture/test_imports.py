"""What import-linter's contracts in pyproject.toml cannot say about imports."""

import sys
import tomllib

import pytest
from support.repository import PACKAGE, ROOT, imports, modules

ROLES = {"routes", "jobs", "guards", "forms", "views", "service", "mails", "queries", "tables"}
ROLES |= {"domain"}
FREE = {"kernel", "web", "mail", "cli"}  # their modules have names of their own
SUBJECTS = sorted(
    path.name for path in PACKAGE.iterdir() if path.is_dir() and (path / "__init__.py").exists()
)


def contracts() -> dict[str, dict[str, object]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {one["id"]: one for one in project["tool"]["importlinter"]["contracts"]}


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


@pytest.mark.parametrize("subject", SUBJECTS)
def test_domain_knows_the_standard_library_and_its_own_subject_only(subject: str) -> None:
    domain = f"resonanz.{subject}.domain"
    foreign = [
        f"{name} imports {target}"
        for name, path in modules(PACKAGE / subject)
        if within(name, domain)
        for target in imports(name, path)
        if target.partition(".")[0] not in sys.stdlib_module_names
        and not within(target, domain)
        and target != f"resonanz.{subject}.domain"
    ]
    assert foreign == []


def test_domain_takes_the_present_moment_as_an_argument() -> None:
    asking = ("now(", "today(", "utcnow(", "time.time(")
    found = [
        f"{name}: {call}"
        for name, path in modules()
        if ".domain" in name
        for call in asking
        if f".{call}" in path.read_text(encoding="utf-8") or f" {call}" in path.read_text("utf-8")
    ]
    assert found == []


def test_only_tables_queries_and_the_kernel_import_piccolo() -> None:
    allowed = {"resonanz.piccolo_conf", "resonanz.piccolo_app"}
    found = [
        name
        for name, path in modules()
        if any(within(target, "piccolo") for target in imports(name, path))
        and name not in allowed
        and not within(name, "resonanz.kernel")
        and not {"tables", "queries"} & set(name.split("."))
    ]
    assert found == []


def test_every_subject_is_held_to_the_roles() -> None:
    containers = contracts()["roles"]["containers"]
    assert isinstance(containers, list)
    assert {f"resonanz.{name}" for name in SUBJECTS if name not in FREE} == set(containers)


def test_only_its_own_queries_know_a_subjects_tables() -> None:
    held = contracts()
    for subject in SUBJECTS:
        if (PACKAGE / subject / "tables.py").exists() or (PACKAGE / subject / "tables").exists():
            contract = held.get(f"tables-{subject}")
            assert contract, f"pyproject.toml lacks the import contract tables-{subject}"
            assert contract["protected_modules"] == [f"resonanz.{subject}.tables"]
            assert contract["allowed_importers"] == [
                f"resonanz.{subject}.queries",
                "resonanz.piccolo_app",
            ]


def test_modules_stay_short() -> None:
    long = [
        f"{path.relative_to(ROOT)}: {lines}"
        for _, path in modules()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 330
    ]
    assert long == []
