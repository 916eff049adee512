"""Which version of the terms holds (TRUST 25); texts that agree in all languages."""

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.repository import ROOT

from resonanz.kernel import settings
from resonanz.kernel.i18n import LANGUAGES, Language
from resonanz.kernel.operator import INVENTED
from resonanz.kernel.settings import Settings, from_environment
from resonanz.legal import service
from resonanz.legal.domain import NOTICE_DAYS, Version, effective_on, standing

FIRST = Version(1, dt.date(2026, 11, 23))
SECOND = Version(2, dt.date(2027, 3, 1))
DAYS = st.dates(dt.date(2026, 11, 23), dt.date(2030, 1, 1))


@pytest.fixture
def demo() -> Settings:
    made = from_environment({"RESONANZ_MODE": "demo"})
    settings.use(made)
    return made


def test_a_version_that_nobody_was_told_of_does_not_hold() -> None:
    long_after = dt.date(2029, 1, 1)
    assert standing([FIRST, SECOND], {}, long_after).present == FIRST
    assert standing([FIRST, SECOND], {}, long_after).coming == ()


@given(announced=DAYS, today=DAYS)
def test_no_version_holds_before_its_day_or_within_the_notice(
    announced: dt.date, today: dt.date
) -> None:
    """TRUST 25: members are told 15 days ahead."""
    found = standing([FIRST, SECOND], {2: announced}, today)
    if found.present == SECOND:
        assert today >= SECOND.valid_from
        assert (today - announced).days >= NOTICE_DAYS
    else:
        assert found.coming == (SECOND,)
        assert effective_on(SECOND, FIRST, announced) > today  # type: ignore[operator]


@pytest.mark.parametrize("name", [*service.PAGES, "terms/1"])
def test_the_languages_say_the_same_things_in_the_same_order(name: str) -> None:
    """Sections, links and marks agree; nobody gets a shorter notice."""

    def shape(language: Language) -> tuple[int, list[str], list[str]]:
        path = ROOT / "templates" / "legal" / language / f"{name}.md"
        text = path.read_text(encoding="utf-8")
        links = sorted(re.findall(r"\]\((/[^)]*)\)", text))
        return text.count("\n## "), links, sorted(set(re.findall(r"o\.\w+", text)))

    assert len({repr(shape(language)) for language in LANGUAGES}) == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [*service.PAGES, "terms/1"])
def test_every_mark_is_filled(demo: Settings, name: str, language: Language) -> None:
    text = service._filled(name, language, demo)
    assert "{{" not in text.body
    assert "RESONANZ_" not in text.body
    assert len(text.sections) == len({anchor for anchor, _ in text.sections})


def test_what_is_not_filled_names_its_setting() -> None:
    bare = Settings(mode="development")
    assert "[RESONANZ_OPERATOR_NAME]" in service._filled("imprint", "de", bare).body


def test_an_operator_s_words_are_text_and_its_own_texts_go_first(tmp_path: Path) -> None:
    present = Settings(**INVENTED | {"operator_name": "<b>A*B*</b> & Co"}, mode="demo")
    assert "&lt;b&gt;A*B*&lt;/b&gt; &amp; Co" in service._filled("imprint", "de", present).body
    (tmp_path / "de").mkdir()
    own = '---\ntitle: "Eigen"\n---\nVon {{ o.operator_name }}\n'
    (tmp_path / "de" / "imprint.md").write_text(own, encoding="utf-8")
    present = Settings(**INVENTED, mode="demo", legal_dir=str(tmp_path))
    assert "Von Resonanz Beispiel gGmbH" in service._filled("imprint", "de", present).body
    assert "Resonanz Beispiel gGmbH" in service._filled("imprint", "en", present).body
