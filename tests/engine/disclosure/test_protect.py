"""Nothing small comes back: worked numbers, an attacker of its own, and the cheapest choice against all choices."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from staffelstab.engine.disclosure import (
    Figure,
    Label,
    Protection,
    Rule,
    Sum,
    Table,
    UnfitTable,
    cross_table,
    hierarchy,
    protect,
)
from staffelstab.engine.disclosure.choose import usual_cost
from tests.engine.disclosure.attacker import intervals, joined

T = 5
COUNTS = st.one_of(st.integers(0, 9), st.integers(10, 60))
SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def row(*counts: int) -> Table:
    parts = [Figure(f"p{at}", n, n) for at, n in enumerate(counts)]
    whole = Figure("all", sum(counts), sum(counts))
    return Table.of([*parts, whole], [Sum("all", tuple(part.key for part in parts))])


def held(protection: Protection) -> set[str]:
    return {key for key, label in protection.labels.items() if label != Label.SHOWN}


def assert_safe(protection: Protection) -> None:
    """Whole numbers and fractions: the attacker is left with everything that the label allows."""
    assert not protection.exposed
    labels = dict(protection.labels)
    for whole in (False, True):
        for key, (least, most) in intervals(protection.table, labels, T, whole=whole).items():
            if labels[key] == Label.LOCKED:
                assert most >= T, f"{key} is known to be small: {least} to {most}"
            else:
                assert least <= 1 and most >= T - 1, f"{key} is known to be {least} to {most}"


WORKED = {
    (3, 12, 40): {"p0", "p1"},
    (1, 1, 40): {"p0", "p1", "p2"},
    (4, 4, 40): {"p0", "p1", "p2"},
    (2, 3, 40): {"p0", "p1"},
    (0, 12, 40): set(),
    (0, 3, 10): {"p1", "p2"},
    (1, 1, 1, 1): {"p0", "p1", "p2", "p3", "all"},
    (3,): {"p0", "all"},
}


@pytest.mark.parametrize(("counts", "expected"), WORKED.items())
def test_worked_rows(counts: tuple[int, ...], expected: set[str]) -> None:
    found = protect(row(*counts))
    assert held(found) == expected
    assert found.is_cheapest
    assert_safe(found)


def test_the_worked_table_of_two_directions() -> None:
    places, counts = ("Altdorf", "Berg", "Celle"), ((3, 20), (9, 30), (15, 50))
    table = cross_table(
        "t",
        {
            (place, sex): n
            for place, pair in zip(places, counts, strict=True)
            for sex, n in zip("wm", pair, strict=True)
        },
    )
    found = protect(table)
    assert held(found) == {"t/Altdorf/w", "t/Altdorf/m", "t/Berg/w", "t/Berg/m"}
    assert found.labels["t/Altdorf/w"] == Label.SMALL
    assert {found.labels[key] for key in held(found) - {"t/Altdorf/w"}} == {Label.LOCKED}
    assert found.intervals()["t/Altdorf/w"] == [(1, 4)]
    assert found.intervals()["t/Berg/w"] == [(8, 11)]
    assert_safe(found)


def test_a_rest_between_two_releases_is_protected() -> None:
    first = protect(Table.of([Figure("all", 57, 57)])).release()
    later = Table.of(
        [Figure("all", 57, 57), Figure("without", 54, 54), Figure("rest", 3, 3, is_shown=False)],
        [Sum("all", ("without", "rest"))],
    )
    found = protect(later, former=[first])
    assert found.labels == {"all": Label.SHOWN, "without": Label.LOCKED, "rest": Label.UNSHOWN}
    assert not found.exposed


def test_a_small_change_of_a_figure_is_protected_a_large_one_is_shown() -> None:
    first = protect(Table.of([Figure("all", 57, 57)])).release()
    assert protect(Table.of([Figure("all", 59, 59)]), former=[first]).labels["all"] == Label.LOCKED
    assert protect(Table.of([Figure("all", 70, 70)]), former=[first]).labels["all"] == Label.SHOWN


def test_what_was_locked_before_is_not_shown_later() -> None:
    table = row(3, 12, 40)
    first = protect(table)
    alone = Table.of([Figure("p1", 12, 12)])
    assert protect(alone).labels["p1"] == Label.SHOWN
    assert protect(alone, former=[first.release()]).labels["p1"] == Label.LOCKED


def test_what_was_given_away_before_is_said() -> None:
    given_away = protect(Table.of([Figure("all", 15, 15), Figure("p1", 12, 12)])).release()
    found = protect(row(3, 12), former=[given_away])
    assert not found.exposed or "p0" in found.exposed
    names = Table.of(
        [Figure("all", 15, 15), Figure("p0", 3, 3), Figure("p1", 12, 12)], [Sum("all", ("p0", "p1"))]
    )
    assert protect(names, former=[given_away]).exposed == ("p0",)


def test_ranges_are_protected_at_both_ends() -> None:
    """12 without “10 to 11” leaves 1 to 2: one of the two is locked."""
    table = Table.of(
        [Figure("all", 12, 12), Figure("part", 10, 11), Figure("rest", 1, 2, is_shown=False)], ()
    )
    assert held(protect(table)) == {"rest"}
    sums = Table.of(
        [Figure("all", 12, 13), Figure("part", 10, 11), Figure("rest", 2, 2, is_shown=False)],
        [Sum("all", ("part", "rest"))],
    )
    assert held(protect(sums)) & {"all", "part"}
    assert protect(Table.of([Figure("open", 601, None)])).labels["open"] == Label.SHOWN
    assert protect(Table.of([Figure("few", None, 4)])).labels["few"] == Label.SMALL
    assert protect(Table.of([Figure("from", 3, 12)])).labels["from"] == Label.SMALL


def test_zero_is_shown_unless_told_otherwise() -> None:
    assert held(protect(row(0, 20, 30))) == set()
    assert held(protect(row(0, 20, 30), Rule(zero_is_small=True))) == {"p0", "p1"}


@pytest.mark.parametrize(
    ("figures", "sums"),
    [
        ([Figure("a", 3, 3), Figure("b", 4, 4)], [Sum("a", ("b",))]),
        ([Figure("a", -3, 3)], []),
        ([Figure("a", 5, 3)], []),
        ([Figure("a", 3, 3), Figure("a", 4, 4)], []),
        ([Figure("a", 3, 3)], [Sum("a", ("x",))]),
        ([Figure("a", 3, 3)], [Sum("a", ("a",))]),
        ([Figure("a", 3, 3)], [Sum("a", ())]),
    ],
)
def test_unfit_tables_are_refused(figures: list[Figure], sums: list[Sum]) -> None:
    with pytest.raises(UnfitTable):
        Table.of(figures, sums)


def test_a_threshold_that_names_the_count_is_refused() -> None:
    with pytest.raises(ValueError, match="label"):
        Rule(threshold=2)


@SLOW
@given(st.lists(st.lists(COUNTS, min_size=3, max_size=3), min_size=2, max_size=5))
def test_tables_of_two_directions_withstand(counts: list[list[int]]) -> None:
    table = cross_table(
        "t", {(str(i), str(j)): n for i, line in enumerate(counts) for j, n in enumerate(line)}
    )
    assert_safe(protect(table))


@SLOW
@given(st.lists(COUNTS, min_size=12, max_size=12))
def test_tables_of_three_directions_withstand(counts: list[int]) -> None:
    at = [(a, b, c) for a in "xyz" for b in "wm" for c in "jo"]
    assert_safe(protect(cross_table("t", dict(zip(at, counts, strict=True)))))


@SLOW
@given(st.lists(COUNTS, min_size=9, max_size=9), st.lists(st.integers(0, 2), min_size=9, max_size=9))
def test_hierarchies_withstand(counts: list[int], districts: list[int]) -> None:
    parents = {f"m{at}": f"k{district}" for at, district in enumerate(districts)}
    parents |= dict.fromkeys(dict.fromkeys(parents.values()), "land")
    assert_safe(protect(hierarchy("h", {f"m{at}": n for at, n in enumerate(counts)}, parents)))


@SLOW
@given(st.lists(COUNTS, min_size=8, max_size=8))
def test_linked_tables_withstand(counts: list[int]) -> None:
    """The same people by place and by age: two tables that share their margin."""
    by_place = {str(at): n for at, n in enumerate(counts)}
    places = Table.of(
        [*(Figure(f"m{k}", n, n) for k, n in by_place.items()), Figure("all", sum(counts), sum(counts))],
        [Sum("all", tuple(f"m{k}" for k in by_place))],
    )
    young = counts[0] + counts[2] // 2
    ages = Table.of(
        [
            Figure("young", young, young),
            Figure("old", sum(counts) - young, sum(counts) - young),
            Figure("all", sum(counts), sum(counts)),
        ],
        [Sum("all", ("young", "old"))],
    )
    assert_safe(protect(places.joined(ages)))


@SLOW
@given(st.lists(COUNTS, min_size=6, max_size=6), st.integers(1, 5))
def test_two_releases_withstand_together(counts: list[int], cut: int) -> None:
    """First everybody by place, then the same by another cut: nobody who keeps both learns more."""
    parts = [Figure(f"p{at}", n, n) for at, n in enumerate(counts)]
    whole = Figure("all", sum(counts), sum(counts))
    first = protect(Table.of([*parts, whole], [Sum("all", tuple(part.key for part in parts))]))
    front, back = sum(counts[:cut]), sum(counts[cut:])
    second_table = Table.of(
        [*parts, whole, Figure("front", front, front), Figure("back", back, back)],
        [
            Sum("all", ("front", "back")),
            Sum("front", tuple(part.key for part in parts[:cut])),
            Sum("back", tuple(part.key for part in parts[cut:])),
        ],
    )
    second = protect(second_table, former=[first.release()])
    if second.exposed:
        return
    table, labels = joined([first.release(), second.release()])
    for key, (least, most) in intervals(table, labels, T, whole=True).items():
        assert most >= (T if labels[key] == Label.LOCKED else T - 1), key
        assert least <= 1 or labels[key] == Label.LOCKED, key


@settings(SLOW, max_examples=8)
@given(st.lists(st.lists(st.integers(0, 30), min_size=2, max_size=2), min_size=2, max_size=2))
def test_no_cheaper_choice_does_the_same(counts: list[list[int]]) -> None:
    table = cross_table(
        "t", {(str(i), str(j)): n for i, line in enumerate(counts) for j, n in enumerate(line)}
    )
    found = protect(table)
    assert found.is_cheapest
    costs = usual_cost(table)
    small = {key for key, figure in table.figures.items() if found.rule.concerns(figure)}
    others = [key for key, figure in table.figures.items() if key not in small and figure.low]
    loss = sum(costs[key] for key in held(found) - small)
    for size in range(len(others) + 1):
        for chosen in combinations(others, size):
            if sum(costs[key] for key in chosen) < loss:
                labels = {
                    key: found.labels[key] if key in small else Label.LOCKED if key in chosen else Label.SHOWN
                    for key in table.figures
                }
                assert not _is_safe(table, labels), f"{chosen} is cheaper"


def _is_safe(table: Table, labels: dict[str, Label]) -> bool:
    return all(
        most >= T if labels[key] == Label.LOCKED else least <= 1 and most >= T - 1
        for key, (least, most) in intervals(table, labels, T, whole=True).items()
    )


def test_a_large_table_is_safe_though_not_proven_cheapest() -> None:
    table = cross_table("t", {(str(i), str(j)): (i * 7 + j * 13) % 23 for i in range(20) for j in range(8)})
    found = protect(table)
    assert not found.is_cheapest
    assert not found.exposed
    for key, ends in found.intervals().items():
        if found.labels[key] == Label.SMALL:
            assert ends == [(1, T - 1)], key
