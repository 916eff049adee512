"""Every guide is there in three languages, begins with its answer and leads nowhere in vain."""

import re
from itertools import pairwise

import pytest
from support.repository import ROOT

from resonanz.guides import service
from resonanz.guides.domain import Guide
from resonanz.kernel.i18n import LANGUAGES
from resonanz.kernel.markdown import MarkdownError

ALL = [guide for language in LANGUAGES for guide in service.guides(language)]
SLUGS = {guide.slug for guide in service.guides("de")}
PAGES = {"/agencies", "/methodology", "/moderation-rules", "/privacy/retention", "/reviews/new"}


def source(guide: Guide) -> str:
    path = ROOT / "templates" / "guides" / guide.language / f"{guide.slug}.md"
    return path.read_text(encoding="utf-8")


def name(guide: Guide) -> str:
    return f"{guide.language}/{guide.slug}"


def test_every_guide_is_there_in_each_language() -> None:
    assert len(SLUGS) == 10
    for language in LANGUAGES:
        assert {guide.slug for guide in service.guides(language)} == SLUGS


def test_the_languages_keep_the_same_order_and_date() -> None:
    for slug in SLUGS:
        versions = [guide for guide in ALL if guide.slug == slug]
        assert len({(one.order, one.updated, one.for_recruiters) for one in versions}) == 1


@pytest.mark.parametrize("guide", ALL, ids=name)
def test_a_guide_is_as_long_as_a_pause(guide: Guide) -> None:
    assert 600 <= guide.words <= 1200


@pytest.mark.parametrize("guide", ALL, ids=name)
def test_the_answer_comes_first_and_fits_a_search_result(guide: Guide) -> None:
    assert 80 <= len(guide.answer) <= 280
    assert 60 <= len(guide.description) <= 200
    assert len(guide.title) <= 75


@pytest.mark.parametrize("guide", ALL, ids=name)
def test_links_lead_somewhere(guide: Guide) -> None:
    for target in re.findall(r"\]\(([^)]*)\)", source(guide)):
        slug = target.removeprefix("/guides/")
        assert target in PAGES or (target.startswith("/guides/") and slug in SLUGS), target
    assert guide.slug not in guide.related
    assert set(guide.related) <= SLUGS
    assert guide.related


@pytest.mark.parametrize("guide", ALL, ids=name)
def test_nothing_shouts_and_headings_follow_each_other(guide: Guide) -> None:
    text = source(guide)
    assert "!" not in text
    ranks = [len(found) for found in re.findall(r"^(#+) ", text, re.M)]
    assert ranks[0] == 2
    assert all(after - before <= 1 for before, after in pairwise(ranks))
    anchors = [section.anchor for section in guide.sections]
    assert len(set(anchors)) == len(anchors)


def test_html_in_a_text_stays_text() -> None:
    text = "---\ntitle: A\ndescription: B\nanswer: C\norder: 1\nupdated: 2026-01-01\n---\n"
    guide = service.read("a", "de", text + "## Über uns\n\n<b>x</b> [y](/agencies)\n")
    assert "&lt;b&gt;" in guide.body
    assert 'href="/de/agencies"' in guide.body
    assert guide.sections[0].anchor == "ueber-uns"


@pytest.mark.parametrize("text", ["no front matter", "---\ntitle: 1\n---\n", "---\n- a\n---\n"])
def test_a_broken_guide_says_which(text: str) -> None:
    with pytest.raises(MarkdownError, match="a"):
        service.read("a", "de", text)
