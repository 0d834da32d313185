"""Changes of law: in order, with sources, in both languages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from staffelstab.programmes.errors import ProgrammeDataError
from staffelstab.programmes.law_timeline import FILE, law_changes, law_changes_between, read_law_changes


def test_changes_come_in_the_order_in_which_they_apply() -> None:
    changes = law_changes()
    assert len(changes) == 18
    assert [change.first_day for change in changes] == sorted(change.first_day for change in changes)


def test_every_change_has_source_reference_and_both_languages() -> None:
    for change in law_changes():
        assert change.sources and change.refs, change.key
        assert change.change.de.endswith(".") and change.change.en.endswith("."), change.key
        assert change.change.de != change.change.en


def test_a_last_day_changes_the_rules_on_the_day_after() -> None:
    by_key = {change.key: change for change in law_changes()}
    assert by_key["durchstarten_end_2023"].day == date(2023, 6, 30)
    assert by_key["durchstarten_end_2023"].first_day == date(2023, 7, 1)
    assert by_key["courses_opened_2022"].first_day == date(2022, 12, 31)


def test_between_two_days_counts_what_is_new_on_the_second() -> None:
    assert [c.key for c in law_changes_between(date(2023, 6, 30), date(2023, 7, 1))] == [
        "durchstarten_end_2023"
    ]
    assert law_changes_between(date(2023, 7, 1), date(2024, 2, 26)) == ()
    assert len(law_changes_between(date(2019, 1, 1), date(2026, 11, 22))) == 18


def test_days_known_only_roughly_say_so() -> None:
    assert {change.key for change in law_changes() if change.approximate} == {
        "admission_stop_2025",
        "job_language_recast_2026",
        "basic_income_renamed_2026",
        "admission_priority_2026",
    }


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        ('date: "2019-08-01"', 'date: "01.08.2019"', "'01.08.2019'"),
        ('date: "2019-08-01"', 'date: "2019-02-30"', "'2019-02-30' is not a 'date'"),
        ("sources: [end_dates]", "sources: [hearsay]", "There is no source 'hearsay'."),
        ("day_is: last_day", "day_is: someday", "'someday' is not one of"),
        ("key: asa_flex_2020", "key: fim_end_2020", "The key 'fim_end_2020' stands here twice."),
    ],
)
def test_a_damaged_file_is_refused(tmp_path: Path, before: str, after: str, complaint: str) -> None:
    damaged = tmp_path / "law_timeline.yaml"
    damaged.write_text(FILE.read_text(encoding="utf-8").replace(before, after, 1), encoding="utf-8")
    with pytest.raises(ProgrammeDataError) as refusal:
        read_law_changes(damaged)
    assert complaint in str(refusal.value)
    assert refusal.value.line is not None
