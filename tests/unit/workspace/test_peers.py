"""Where an agency stands among its peers, and when nothing is said."""

from hypothesis import given
from hypothesis import strategies as st

from resonanz.workspace.domain.peers import FEWEST, Standing, standing

OWN = 1


@given(
    st.dictionaries(
        st.integers(2, 60), st.tuples(st.sampled_from(["HH", "BY", None]), st.floats(1, 5))
    ),
    st.floats(1, 5),
)
def test_only_from_ten_peers_on_and_never_counting_oneself(
    others: dict[int, tuple[str | None, float]], score: float
) -> None:
    regions = {number: region for number, (region, _) in others.items()} | {OWN: "HH"}
    scores = {number: found for number, (_, found) in others.items()} | {OWN: score}
    found = standing(OWN, regions, scores)
    near = [number for number, (region, _) in others.items() if region == "HH"]
    if len(others) < FEWEST:
        assert found is None
        return
    assert found is not None
    assert found.region == (len(near) >= FEWEST)
    peers = near if found.region else list(others)
    assert found.n == len(peers) >= FEWEST
    assert 0 <= found.better_than <= found.n
    assert found.better_than == sum(round(scores[peer], 6) < round(score, 6) for peer in peers)


def test_without_a_published_score_there_is_no_place() -> None:
    regions: dict[int, str | None] = dict.fromkeys(range(1, 30), "HH")
    scores = dict.fromkeys(range(2, 30), 3.0)
    assert standing(OWN, regions, scores) is None


def test_peers_without_a_published_score_do_not_count() -> None:
    regions: dict[int, str | None] = dict.fromkeys(range(1, 30), "HH")
    scores = dict.fromkeys(range(2, 11), 2.0) | {OWN: 4.0}
    assert standing(OWN, regions, scores) is None
    assert standing(OWN, regions, scores | {11: 5.0}) == Standing(9, 10, region=True)


def test_equals_are_not_below() -> None:
    regions: dict[int, str | None] = dict.fromkeys(range(1, 13))
    scores = dict.fromkeys(range(1, 13), 3.0)
    assert standing(OWN, regions, scores) == Standing(0, 11, region=False)
