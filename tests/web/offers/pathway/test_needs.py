from __future__ import annotations

from typing import Any

from staffelstab.web.offers.pathway import SimpleGroup, changed_group, simple_group

RICH: dict[str, Any] = {
    "status": ["duldung", "gestattung"],
    "language": {"max": "A2"},
    "vocational": "none",
    "clocks": {"age": {"min": 210, "max": 335}, "stay": {"min": 15}},
    "begun_by": {"stay": "2022-12-31"},
}


def test_saving_without_a_change_changes_nothing() -> None:
    group = simple_group(RICH)
    assert group is not None
    assert changed_group(RICH, group) == RICH


def test_one_feature_changes_and_the_rest_stays() -> None:
    group = simple_group(RICH)
    assert group is not None
    changed = changed_group(RICH, SimpleGroup({**group.values, "status": ("duldung_60b",)}, *_ages(group)))
    assert changed == {**RICH, "status": "duldung_60b"}


def test_nothing_chosen_is_anybody() -> None:
    group = simple_group({"status": "duldung"})
    assert group is not None
    assert changed_group({"status": "duldung"}, SimpleGroup({**group.values, "status": ()}, None, None)) == {}


def test_ages_are_full_years() -> None:
    group = simple_group({})
    assert group is not None
    changed = changed_group({}, SimpleGroup(group.values, 18, 27))
    assert changed == {"clocks": {"age": {"min": 216, "max": 335}}}


def test_features_nobody_knows_cannot_be_shown() -> None:
    assert simple_group({"colour": "blue"}) is None


def _ages(group: SimpleGroup) -> tuple[int | None, int | None]:
    return group.age_from, group.age_to
