"""What a profile says about removals and disputes (TRUST 50)."""

import json
from typing import Any

import pytest

from resonanz.directory.views.moderated import ModeratedView, moderated_view
from resonanz.kernel.i18n import use_language


def view(public: int, removed: list[str | None], disputed: tuple[str, ...] = ()) -> ModeratedView:
    row: dict[str, Any] = {
        "reviews": public,
        "removed": json.dumps(removed),
        "disputed": json.dumps(disputed),
        "corrections": None,
        "stars": json.dumps(["1", "5", "5"]) if disputed else None,
    }
    return moderated_view(row)


def test_above_ten_percent_the_reason_stands_beside_the_score() -> None:
    found = view(51, ["unanswered"] * 6)
    assert found.beside == ("6 von 57 entfernt, weil Autor:innen nicht antworteten",)
    assert found.removed[0][0] == "keine Antwort"
    assert found.removed[0][2:] == ("6 (11\u00a0%)", "57")
    with use_language("en"):
        assert view(51, ["unanswered"] * 6).beside == (
            "6 of 57 removed because authors did not answer",
        )


@pytest.mark.parametrize(("public", "removed"), [(9, 1), (90, 10), (0, 0), (57, 0)])
def test_up_to_ten_percent_nothing_stands_beside_it(public: int, removed: int) -> None:
    assert view(public, ["insult"] * removed).beside == ()


def test_several_grounds_name_the_most_frequent_one() -> None:
    (sentence,) = view(5, ["insult", "unproven", "unproven"]).beside
    assert sentence == (
        "3 von 8 entfernt, häufigster Grund: Kontakt der Agentur gegenüber nicht belegt"
    )


@pytest.mark.parametrize("ground", ["unanswered", "unproven", "no_contact", None, "unheard_of"])
def test_a_removal_is_never_called_a_fake(ground: str | None) -> None:
    """Never build: calling a removal "fake" in public."""
    (sentence,) = view(1, [ground]).beside
    assert not {"fake", "falsch", "gefälscht"} & set(sentence.lower().split())


def test_disputes_are_set_against_the_reviews_with_as_many_stars() -> None:
    """Against abuse of the procedure: the share by star, and what stayed online."""
    found = view(3, [], ("no_contact kept 1", "no_contact  1", "insult removed 5"))
    assert [(name, share, n) for name, _, share, n in found.by_stars] == [
        ("5 Sterne, 0 online geblieben", "1", "2"),
        ("ein Stern, 1 online geblieben", "2", "2"),
    ]
    assert "noch offen: 1" in found.outcomes
    assert found.beside == ("3 Beanstandungen bei 3 Bewertungen",)


def test_a_clean_profile_says_so() -> None:
    assert view(12, []).summary == "Hier wurde noch nichts entfernt oder beanstandet."
