"""The simple form changes what was changed in it and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from staffelstab.engine.model import AccessRule, ClockLimit, Condition, Offer, Period, Verdict
from staffelstab.programmes import catalogue
from staffelstab.web.offers.pathway import KEPT, StatusRule, changed_access, simple_access
from staffelstab.web.offers.pathway.simple import SimpleAccess, blank_offer

TODAY = date(2026, 11, 23)
A2_UP = ("A2", "B1", "B2", "C1", "C2")
B1_UP = A2_UP[1:]
EVERY_STATUS = tuple(value.key for value in catalogue.scales().attribute("status").values)


def offer(*rules: AccessRule) -> Offer:
    return replace(blank_offer(), access=rules)


def rule(
    verdict: Verdict = Verdict.OPEN, *, note: str = "", period: Period | None = None, **values: object
) -> AccessRule:
    clocks = values.pop("clocks", {})
    when = Condition({key: tuple(v) for key, v in values.items()}, clocks)  # type: ignore[arg-type]
    return AccessRule(verdict, when, period or Period(), note)


def changed(before: Offer, **said: object) -> tuple[AccessRule, ...]:
    known = simple_access(before, today=TODAY)
    return changed_access(before, known, replace(known, **said), today=TODAY)  # type: ignore[arg-type]


def with_status(known: SimpleAccess, key: str, wanted: StatusRule) -> dict[str, StatusRule]:
    return {**known.statuses, key: wanted}


@pytest.mark.parametrize("entry", catalogue.offers("de"), ids=lambda entry: str(entry.key))
def test_saving_without_a_change_changes_no_rule_of_the_catalogue(entry: Offer) -> None:
    known = simple_access(entry, today=TODAY)
    assert changed_access(entry, known, known, today=TODAY) == entry.access


def test_a_blank_offer_is_open_for_every_status() -> None:
    known = simple_access(blank_offer(), today=TODAY)
    assert set(known.statuses.values()) == {StatusRule("open")}
    assert set(known.minimums.values()) == {""}
    assert (known.age_from, known.age_to, known.kept) == (None, None, ())


def test_a_minimum_enters_every_open_door_and_no_closed_one() -> None:
    before = offer(rule(status=["duldung"]), rule(Verdict.CLOSED, status=["duldung_60b"]))
    opened, closed = changed(before, minimums={"language": "A2"})
    assert opened.when.values == {"status": ("duldung",), "language": A2_UP}
    assert closed == before.access[1]


def test_a_minimum_can_be_taken_away() -> None:
    (opened,) = changed(offer(rule(language=A2_UP)), minimums={"language": ""})
    assert opened.when == Condition()


def test_ages_are_full_years_with_the_last_one_included() -> None:
    (opened,) = changed(offer(rule()), age_from=18, age_to=27)
    assert opened.when.clocks == {"age": ClockLimit(216, 335)}
    known = simple_access(offer(opened), today=TODAY)
    assert (known.age_from, known.age_to) == (18, 27)


def test_limits_in_months_that_are_no_full_years_are_kept() -> None:
    odd = offer(rule(clocks={"age": ClockLimit(210, 324)}))
    known = simple_access(odd, today=TODAY)
    assert known.kept == ("age_from", "age_to")
    assert changed_access(odd, known, known, today=TODAY) == odd.access


def test_doors_that_differ_are_marked_and_kept() -> None:
    before = offer(rule(status=["duldung"], language=A2_UP), rule(status=["gestattung"], language=B1_UP))
    known = simple_access(before, today=TODAY)
    assert known.minimums["language"] == KEPT
    first, second = changed(before, age_from=18)
    assert (first.when.values["language"], second.when.values["language"]) == (A2_UP, B1_UP)


def test_one_status_leaves_the_common_rule_and_takes_its_conditions_along() -> None:
    before = offer(rule(language=A2_UP))
    known = simple_access(before, today=TODAY)
    common, own = changed(before, statuses=with_status(known, "duldung", StatusRule("conditional", 3)))
    assert "duldung" not in common.when.values["status"]
    assert len(common.when.values["status"]) == len(EVERY_STATUS) - 1
    assert own.verdict is Verdict.CONDITIONAL
    assert own.when == Condition({"status": ("duldung",), "language": A2_UP}, {"stay": ClockLimit(3)})


def test_a_closed_status_has_no_further_conditions() -> None:
    before = offer(rule(language=A2_UP))
    known = simple_access(before, today=TODAY)
    _, own = changed(before, statuses=with_status(known, "duldung_60b", StatusRule("closed")))
    assert own == AccessRule(Verdict.CLOSED, Condition({"status": ("duldung_60b",)}))


def test_no_rule_for_a_status_means_no_door() -> None:
    before = offer(rule(status=["duldung"]))
    known = simple_access(before, today=TODAY)
    assert changed(before, statuses=with_status(known, "duldung", StatusRule(""))) == ()


def test_statuses_with_the_same_answer_share_one_rule() -> None:
    before = offer(rule(status=["duldung"]))
    known = simple_access(before, today=TODAY)
    (shared,) = changed(before, statuses=with_status(known, "gestattung", StatusRule("open")))
    assert shared.when.values == {"status": ("gestattung", "duldung")}


def test_all_statuses_together_are_no_condition() -> None:
    before = offer(rule(status=[key for key in EVERY_STATUS if key != "duldung"]))
    known = simple_access(before, today=TODAY)
    (everybody,) = changed(before, statuses=with_status(known, "duldung", StatusRule("open")))
    assert everybody == AccessRule()


def test_rules_of_other_legal_periods_stay_untouched() -> None:
    past = rule(status=["duldung"], period=Period(None, date(2022, 12, 30)), note="alt")
    now = rule(status=["duldung"], period=Period(date(2022, 12, 31), None), note="neu")
    before = offer(past, now)
    known = simple_access(before, today=TODAY)
    statuses = with_status(known, "duldung", StatusRule("open", 6))
    kept, changed_rule = changed(before, statuses=statuses, minimums={"language": "B1"}, age_from=18)
    assert kept == past
    assert changed_rule.period == now.period
    assert changed_rule.note == "neu"
    assert changed_rule.when.clocks == {"stay": ClockLimit(6), "age": ClockLimit(216)}


def test_other_features_of_a_rule_survive_a_new_verdict() -> None:
    before = offer(rule(status=["duldung"], origin=["other"], clocks={"duldung": ClockLimit(6)}))
    known = simple_access(before, today=TODAY)
    (own,) = changed(before, statuses=with_status(known, "duldung", StatusRule("discretionary")))
    assert own.verdict is Verdict.DISCRETIONARY
    assert own.when == before.access[0].when


def test_several_rules_for_one_status_are_kept_as_they_are() -> None:
    before = offer(
        rule(status=["duldung"], clocks={"stay": ClockLimit(3)}),
        rule(Verdict.CONDITIONAL, status=["duldung"], origin=["other"]),
    )
    known = simple_access(before, today=TODAY)
    assert known.statuses["duldung"].verdict == KEPT
    assert changed_access(before, known, known, today=TODAY) == before.access
