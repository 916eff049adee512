"""What the index finds, counts and orders, against the same asked of every agency by itself."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from resonanz.agencies.domain.folding import search_text, spellings
from resonanz.agencies.domain.gazetteer import distance_km
from resonanz.agencies.domain.names import slug_of
from resonanz.directory.domain import Cursor, Group, Index, Listed, Sort, Waiting
from resonanz.directory.domain.answering import Replying, replying
from resonanz.directory.domain.index import value_of
from resonanz.directory.domain.similar import AROUND_KM, SIMILAR, Around, similar
from resonanz.directory.domain.towns import LEAST_REVIEWED

HAMBURG = (53.55, 9.99)

_some = st.floats(1, 5).map(lambda score: round(score, 3))
_degrees = st.sampled_from((47.4, 52.5, 53.1, 53.5, 53.6, 54.2, 9.9, 13.4, -0.1))
_values = st.sampled_from(("DE", "AT", "it", "sales", "temp", "3.5", "10", "14", "1", "DE-Hamburg"))


@st.composite
def agencies(draw: st.DrawFn) -> Listed:
    name = draw(st.sampled_from(("Nord Personal", "Süd", "Müller & Co", "A")))
    reviews = draw(st.integers(0, 40))
    score = draw(_some) if reviews >= 3 else None
    placed = draw(st.booleans())
    return Listed(
        id=draw(st.integers(1, 12)),
        name_key=name.casefold(),
        names=(search_text(name),),
        country=draw(st.sampled_from(("DE", "AT"))),
        town=(town := draw(st.sampled_from(("", "Köln", "Bonn")))),
        town_slug=slug_of(town) if town else "",
        region=draw(st.sampled_from((None, "Hamburg", "Bayern"))),
        latitude=draw(_degrees) if placed else None,
        longitude=draw(_degrees) if placed else None,
        kinds=draw(st.frozensets(st.sampled_from(("temp", "search")))),
        fields=draw(st.frozensets(st.sampled_from(("it", "sales")))),
        reviews=reviews,
        score=score,
        feedback=score,
        waiting=Waiting(draw(st.sampled_from((3, 7, 14))), 0.5) if score else None,
        newest=dt.date(2026, 1, 1) + dt.timedelta(days=reviews) if reviews else None,
        claimed=draw(st.booleans()),
        pledge=draw(st.booleans()),
    )


_changes = st.lists(agencies() | st.integers(1, 12), max_size=40)
_choices = st.dictionaries(st.sampled_from(Group), st.lists(_values, max_size=3).map(tuple))


def after(changes: Sequence[Listed | int]) -> dict[int, Listed]:
    """Which agencies are listed after these changes; a number takes one out."""
    listed: dict[int, Listed] = {}
    for change in changes:
        if isinstance(change, int):
            listed.pop(change, None)
        else:
            listed[change.id] = change
    return listed


def changed(changes: Sequence[Listed | int]) -> Index:
    """The same one after the other."""
    index = Index()
    for change in changes:
        if isinstance(change, int):
            index.drop(change)
        else:
            index.put(change)
    return index


def ids(index: Index, among: int) -> set[int]:
    return {agency_id for _, _, agency_id in index.page(among, Sort.SCORE, None, 1000)}


def fits(one: Listed, chosen: dict[Group, tuple[str, ...]]) -> bool:
    traits = set(one.traits())
    return all(
        any((group, value) in traits for value in values)
        for group, values in chosen.items()
        if values
    )


@given(_changes, _choices)
def test_filters_and_counts_are_what_each_agency_says(
    changes: list[Listed | int], chosen: dict[Group, tuple[str, ...]]
) -> None:
    listed = after(changes)
    for index in (changed(changes), Index(listed.values())):
        found = index.matching(chosen, index.everything)
        assert ids(index, found) == {one.id for one in listed.values() if fits(one, chosen)}
        assert len(index) == len(listed)
        for group, counts in index.counts(chosen, index.everything).items():
            for value, count in counts.items():
                asked = chosen | {group: (value,)}
                assert count == sum(fits(one, asked) for one in listed.values())
                # The number beside a filter is the number that choosing it alone would show.
                assert count == index.matching(asked, index.everything).bit_count()


@given(_changes, st.sampled_from(Sort), st.integers(1, 5))
def test_pages_show_each_agency_once_in_the_order(
    changes: list[Listed | int], sort: Sort, size: int
) -> None:
    listed = after(changes)
    index = changed(changes)
    found: list[int] = []
    key = None
    while page := index.page(index.everything, sort, key, size):
        found += [agency_id for _, _, agency_id in page]
        key = page[-1]
    expected = sorted(listed.values(), key=lambda one: (value_of(one, sort), one.name_key, one.id))
    assert found == [one.id for one in expected]


@given(_changes, st.sampled_from((10.0, 25.0, 100.0, 700.0)))
def test_a_radius_finds_who_is_so_near(changes: list[Listed | int], km: float) -> None:
    listed = after(changes)
    for index in (changed(changes), Index(listed.values())):
        assert ids(index, index.within(HAMBURG, km, distance_km)) == {
            one.id for one in listed.values() if one.point and distance_km(HAMBURG, one.point) <= km
        }


@given(_changes)
def test_an_unknown_place_may_be_in_the_region_but_in_no_other(
    changes: list[Listed | int],
) -> None:
    index = changed(changes)
    assert ids(index, index.somewhere_in("DE", "Hamburg")) == {
        one.id
        for one in after(changes).values()
        if one.country == "DE" and not one.point and one.region in (None, "Hamburg")
    }


@given(_changes)
def test_a_town_has_a_page_once_three_of_its_agencies_were_reviewed(
    changes: list[Listed | int],
) -> None:
    listed = after(changes).values()
    for index in (changed(changes), Index(listed)):
        shown = {(town.country, town.slug): town.reviewed for town in index.towns.with_page()}
        placed = [one for one in listed if one.town and one.point]
        counts = Counter((one.country, one.town_slug) for one in placed if one.reviews)
        assert shown == {key: n for key, n in counts.items() if n >= LEAST_REVIEWED}
        for one in placed:
            town = index.towns.town(one.country, one.town_slug)
            assert town is not None
            assert town.name == one.town
            assert town.has_page == ((one.country, one.town_slug) in shown)


def _named(index: Index, words: str) -> list[int]:
    distances = index.named(spellings(words)).distances
    assert distances is not None
    page = index.nearest(index.of(distances), distances, None, 100)
    return [agency_id for _, _, agency_id in page]


def test_words_find_names_nearest_first() -> None:
    names = ("Nordsternwerk", "Die Nordstern Gruppe", "Nordstern Personal", "Müller AG", "X")
    index = Index(
        Listed(number, name.casefold(), (search_text(name),), "DE")
        for number, name in enumerate(names)
    )
    assert _named(index, "nordstern") == [2, 1, 0]
    assert _named(index, "mueller") == _named(index, "MULLER") == [3]
    assert _named(index, "stern personal") == [2]
    assert _named(index, "x") == [4]
    assert _named(index, "st") == []
    assert _named(index, "%") == []
    index.drop(2)
    assert _named(index, "nordstern") == [1, 0]


def test_a_word_that_many_names_hold_puts_beginnings_first() -> None:
    names = [f"{n} Personal" for n in range(600)] + ["Personal Nord"]
    index = Index(
        Listed(number, name.casefold(), (search_text(name),), "DE")
        for number, name in enumerate(names)
    )
    found = index.named(spellings("personal"))
    assert found.distances is None
    assert found.bits == index.everything
    assert found.first == index.of([600])
    assert index.named(spellings("nord")).distances == {600: 1000 + len(search_text(names[600]))}


@given(st.lists(agencies(), max_size=20, unique_by=lambda one: one.id), st.text(max_size=12))
@settings(max_examples=50)
def test_any_words_find_something_or_nothing(listed: list[Listed], words: str) -> None:
    index = Index(listed)
    distances = index.named(spellings(words)).distances
    assert distances is not None
    found = _named(index, words)
    assert sorted(found) == sorted(distances)
    if found:
        after_first = Cursor(0, distances[found[0]], "", 0)[1:]
        assert index.nearest(index.of(distances), distances, after_first, 100)


def test_who_reads_a_score_finds_the_agency_by_it() -> None:
    rounded = Listed(1, "a", (" a ",), "DE", reviews=5, score=3.96)
    assert (Group.SCORE, "4") in set(rounded.traits())
    assert (Group.SCORE, "4.5") not in set(rounded.traits())


BREMEN = (53.08, 8.81)


def alike(one: Listed, other: Listed) -> bool:
    return not (one.kinds or one.fields) or bool(
        one.kinds & other.kinds or one.fields & other.fields
    )


@given(st.lists(agencies(), max_size=40), st.integers(1, 13))
def test_similar_agencies_do_the_same_and_are_near(changes: list[Listed], asked: int) -> None:
    listed = after(changes)
    found = similar(Index(listed.values()), asked, distance_km)
    if asked not in listed:
        assert found is None
        return
    assert found is not None
    own, ids = listed[asked], [one.id for one in found.found]
    assert len(set(ids)) == len(ids) <= SIMILAR
    assert asked not in ids
    near = set()
    for one in listed.values():
        km = distance_km(own.point, one.point) if own.point and one.point else None
        same = one.country == own.country
        if own.point is None and own.region is None:
            fits = same and one.reviews > 0
        else:
            in_state = own.region is not None and same and one.region == own.region
            may_be = own.region is not None and same and one.point is None and one.region is None
            fits = in_state or may_be or (km is not None and km <= AROUND_KM)
        if fits and one.id != asked and alike(own, one):
            near.add(one.id)
    assert set(ids) <= near
    assert len(ids) == min(SIMILAR, len(near))
    assert all(one.km is None or one.km >= 0 for one in found.found)


def placed(number: int, point: tuple[float, float] | None, **others: object) -> Listed:
    values = {"region": "Hamburg", "kinds": frozenset({"temp"})} | others
    latitude, longitude = point or (None, None)
    return Listed(
        number, f"a{number}", (f" a{number} ",), "DE", latitude=latitude, longitude=longitude,
        **values,  # type: ignore[arg-type]
    )  # fmt: skip


def test_the_reviewed_come_first_and_the_score_moves_nobody() -> None:
    index = Index(
        [
            placed(1, HAMBURG),
            placed(2, None, region=None),
            placed(3, HAMBURG),
            placed(4, HAMBURG, reviews=1),
            placed(5, HAMBURG, reviews=9, score=1.2),
            placed(6, HAMBURG, reviews=8, score=4.9),
            placed(7, BREMEN, region="Bremen", reviews=50, score=5.0),
            placed(8, HAMBURG, kinds=frozenset({"search"}), reviews=50, score=5.0),
        ]
    )
    found = similar(index, 1, distance_km)
    assert found is not None
    assert found.around is Around.RADIUS
    assert [(one.id, one.km) for one in found.found] == [
        (5, 0.0), (6, 0.0), (4, 0.0), (3, 0.0), (2, None),
    ]  # fmt: skip
    unknown = similar(index, 2, distance_km)
    assert unknown is not None
    assert unknown.around is Around.COUNTRY
    assert [one.id for one in unknown.found] == [7, 5, 6, 4]


def test_replies_have_a_share_and_a_median() -> None:
    assert replying([], []) == Replying(0, 0, 0, None)
    assert replying([True, False, True, True], [9, 2]) == Replying(3, 4, 2, 2)
    assert replying([True] * 3, [30, 1, 4]).days == 4
