"""Every kind of wrong content is named with its place, and nothing else is said beside it."""

from __future__ import annotations

from typing import Any

import pytest

from staffelstab.engine.errors import InputError, Path, Problem
from staffelstab.engine.files import from_document, read_with_warnings, validate
from staffelstab.engine.files.codes import WARNING_CODES
from staffelstab.engine.files.text.yaml_writing import dump_yaml
from tests.engine.files.town import town

GONE = object()

WHEN: Path = ("offers", 0, "access", 0, "when")
OUTCOME: Path = ("offers", 0, "outcomes", 0)
EFFECT: Path = (*OUTCOME, "effects", 0)
TWO_EFFECTS = [{"attribute": "language", "to": value} for value in ("A2", "B1")]

# code, place that is spoilt, what stands there then, place that is named (if another)
CASES: list[tuple[Any, ...]] = [
    ("missing-key", ("title",), GONE),
    ("missing-key", ("offers", 0, "title"), GONE),
    ("missing-key", ("clocks", 2, "attribute"), GONE),
    ("missing-key", ("concept",), GONE),
    ("unknown-key", ("offers", 0, "month"), 5),
    ("unknown-key", ("fundings", 0, "bis"), "2021"),
    ("wrong-type", ("offers", 0, "months"), "sechs"),
    ("wrong-type", ("offers", 0, "months"), 6.5),
    ("wrong-type", ("offers", 0, "months"), True),
    ("wrong-type", ("offers", 0, "territory"), "05170044"),
    ("wrong-type", ("offers", 0, "conditions", 0), 7),
    ("wrong-type", ("places", 0, "key"), 5170044),
    ("wrong-type", ("attributes", 1, "groups"), "ja"),
    ("wrong-type", ("places", 0, "latitude"), float("nan")),
    ("wrong-type", ("offers", 0), "kurs"),
    ("wrong-type", ("offers",), {"kurs": {}}),
    ("wrong-type", ("needs", 1, "persons"), "viele"),
    ("wrong-type", (*WHEN, "language"), 3),
    ("wrong-choice", ("offers", 0, "kind"), "messure"),
    ("wrong-choice", ("concept", "transitions", 0, "state"), "vereinbart"),
    ("wrong-date", ("date",), "22.11.2026"),
    ("wrong-date", ("date",), "2021-02-30"),
    ("date-out-of-range", ("fundings", 0, "valid_to"), "9999-12-31"),
    ("number-too-small", ("offers", 0, "months"), -1),
    ("number-too-small", ("offers", 0, "places"), -5),
    ("number-too-small", (*OUTCOME, "share"), -0.1),
    ("number-too-small", ("offers", 0, "start_months", 1), 0),
    ("number-too-large", ("offers", 0, "start_months", 1), 13),
    ("number-too-large", (*OUTCOME, "share"), 1.1),
    ("number-too-large", ("settings", "horizon_months"), 400),
    ("empty-text", ("offers", 0, "conditions", 0), "  "),
    ("empty-list", (*WHEN, "language"), []),
    ("empty-list", ("attributes", 0, "values"), []),
    ("empty-limit", (*WHEN, "clocks", "age"), {}),
    ("bad-key", ("offers", 0, "catalogue_key"), "zwei Worte"),
    ("bad-key", ("offers", 0, "catalogue_key"), "x" * 81),
    ("control-character", ("title",), "Glocke\x07"),
    ("duplicate-key", ("places", 1, "key"), "05170044"),
    ("duplicate-key", ("offers", 0, "outcomes", 1, "key"), "B1"),
    ("duplicate-key", ("attributes", 0, "values", 1, "key"), "B1", ("attributes", 0, "values", 3, "key")),
    ("duplicate-key", ("needs", 1, "key"), "n1"),
    ("duplicate-key", ("concept", "stations", 1), "rat"),
    ("duplicate-key", ("clocks", 0, "key"), "status"),
    ("duplicate-value", ("offers", 0, "territory", 1), "05170044"),
    ("duplicate-value", (*WHEN, "language"), ["A1", "A1"], (*WHEN, "language", 1)),
    ("unknown-reference", ("offers", 0, "organisation"), "vsh"),
    ("unknown-reference", ("offers", 0, "funding"), "bund"),
    ("unknown-reference", ("offers", 0, "territory", 0), "05170045"),
    ("unknown-reference", ("needs", 0, "places", 0), "05170045"),
    ("unknown-reference", ("concept", "stations"), ["rat", "kurs", "kur"], ("concept", "stations", 2)),
    ("unknown-reference", (*WHEN, "langauge"), "A1"),
    ("unknown-reference", (*WHEN, "language"), "C9"),
    ("unknown-reference", (*WHEN, "language"), {"min": "C9"}, (*WHEN, "language", "min")),
    ("unknown-reference", (*WHEN, "clocks", "alter"), {"min": 1}),
    ("unknown-reference", (*EFFECT, "to"), "C9"),
    ("unknown-reference", ("profiles", "values", "sex"), ["f"]),
    ("unknown-reference", ("agreements", 0, "organisations", 0), "vsh"),
    (
        "duplicate-value",
        ("agreements", 0, "organisations"),
        ["vhs", "vhs"],
        ("agreements", 0, "organisations", 1),
    ),
    ("period-wrong-way", ("agreements", 0, "valid_from"), "2029-01-01", ("agreements", 0, "valid_to")),
    ("unknown-agreement", ("concept", "transitions", 0, "agreement"), "Absprache von 2019"),
    ("reserved-key", ("attributes", 1, "key"), "clocks"),
    ("period-wrong-way", ("offers", 0, "valid_to"), "2020-12-31"),
    ("period-wrong-way", ("concept", "valid_to"), "2020-12-31"),
    ("range-wrong-way", (*WHEN, "language"), {"min": "B1", "max": "A1"}),
    ("range-wrong-way", (*WHEN, "clocks", "age"), {"min": 300, "max": 200}),
    ("range-wrong-way", ("needs", 1, "persons"), {"at_least": 600, "at_most": 500}),
    ("not-an-ordered-attribute", (*WHEN, "status"), {"min": "duldung"}),
    ("shares-above-one", (*OUTCOME, "share"), 0.6, ("offers", 0, "outcomes")),
    ("since-clock-maximum", (*WHEN, "clocks", "tolerated", "max"), 12),
    ("begun-by-since-clock", (*WHEN, "begun_by", "tolerated"), "2021-01-01"),
    ("only-for-since-clocks", ("clocks", 0, "attribute"), "status"),
    ("clock-circle", ("profiles", "same_as"), {"stay": "tolerated", "tolerated": "stay"}),
    ("clock-stated-twice", ("profiles", "same_as", "age"), "tolerated"),
    ("too-many-profiles", ("profiles", "clocks"), {"age": list(range(1200)), "tolerated": list(range(900))}),
    ("not-a-station", ("concept", "entry_points", 0), "beratung"),
    ("not-a-station", ("concept", "transitions", 1, "to"), "praktikum"),
    ("duplicate-transition", ("concept", "transitions", 0, "from"), "kurs", ("concept", "transitions", 1)),
    ("no-goal", ("concept", "goals"), []),
    ("empty-goal", ("concept", "goals", 0, "when"), {}),
    ("goal-with-clock", ("concept", "goals", 0, "when", "clocks"), {"age": {"min": 1}}),
    ("effect-not-upward", (*EFFECT, "from"), "B1"),
    ("accompaniment-with-months", ("offers", 1, "months"), 3),
    ("accompaniment-with-months", ("offers", 1, "outcomes", 0, "months"), 3),
    ("same-title", ("offers", 1, "title"), "Sprachkurs", ("concept", "stations", 1)),
    ("same-attribute-twice", (*OUTCOME, "effects"), TWO_EFFECTS, (*OUTCOME, "effects", 1, "attribute")),
    ("trimmed", ("title",), " Lindental "),
]
PLACE_IS_INSIDE = {"goal-with-clock", "clock-circle", "too-many-profiles"}
BRINGS_OTHERS = {"clock-stated-twice", "clock-circle", "reserved-key", "duplicate-key"}
NAMED_ELSEWHERE = {"key", "values", "offers", "attribute", 0}
"""What stands at such a place is named in other places, which then have a problem too."""


def spoilt(path: Path, value: object) -> dict[str, Any]:
    document = town()
    target: Any = document
    for part in path[:-1]:
        target = target.setdefault(part, {}) if isinstance(target, dict) else target[part]
    if value is GONE:
        del target[path[-1]]
    else:
        target[path[-1]] = value
    return document


def problems_of(document: dict[str, Any]) -> tuple[Problem, ...]:
    """What reading the document as a YAML file says, warnings included."""
    try:
        return read_with_warnings(dump_yaml(document).encode(), "town.yaml")[1]
    except InputError as error:
        return error.problems


def test_the_town_itself_is_right() -> None:
    assert problems_of(town()) == ()
    assert validate(from_document(town())) == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}:{'/'.join(map(str, case[1]))}")
def test_problem_is_named_with_its_place(case: tuple[Any, ...]) -> None:
    code, path, value = case[:3]
    named = case[3] if len(case) > 3 else path
    problems = problems_of(spoilt(path, value))
    found = [problem for problem in problems if problem.code == code]
    assert found, problems
    assert all(problem.is_warning == (code in WARNING_CODES) for problem in found)
    if code not in PLACE_IS_INSIDE:
        assert named in [problem.path for problem in found]
    for problem in found:
        assert problem.location is not None and problem.location.line


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}:{'/'.join(map(str, case[1]))}")
def test_a_single_mistake_hides_behind_no_others(case: tuple[Any, ...]) -> None:
    code, path, value = case[:3]
    codes = {problem.code for problem in problems_of(spoilt(path, value))}
    assert codes == {code} or path[-1] in NAMED_ELSEWHERE or code in BRINGS_OTHERS


def test_all_problems_come_at_once() -> None:
    document = spoilt(("offers", 0, "months"), -1)
    document["date"] = "gestern"
    document["concept"]["entry_points"] = ["nichts"]
    assert {p.code for p in problems_of(document)} == {"number-too-small", "wrong-date", "not-a-station"}


def test_without_agreements_what_a_transition_names_is_free_text() -> None:
    document = spoilt(("agreements",), GONE)
    document["concept"]["transitions"][0]["agreement"] = "Absprache von 2019"
    assert problems_of(document) == ()


def test_a_transition_may_name_an_agreement_by_its_title() -> None:
    assert problems_of(spoilt(("concept", "transitions", 0, "agreement"), "Kooperation")) == ()


def test_a_similar_word_is_suggested() -> None:
    for path, value, meant in (
        (("offers", 0, "kind"), "messure", "measure"),
        (("offers", 0, "month"), 5, "months"),
        (("offers", 0, "organisation"), "vsh", "vhs"),
        (("concept", "transitions", 0, "agreement"), "Koperation", "Kooperation"),
    ):
        assert problems_of(spoilt(path, value))[0].arguments["suggestion"] == meant


@pytest.mark.parametrize("key", ["title", "offers", "attributes", "concept", "needs", "profiles", "places"])
@pytest.mark.parametrize("value", [3, "x", [1], {"a": 1}, [None], [[]], {"": {}}, True, [{}], {1: 2}])
def test_nonsense_in_a_whole_part_is_refused(key: str, value: object) -> None:
    if (key, value) == ("title", "x"):
        return
    assert problems_of(spoilt((key,), value))


def test_shares_of_different_ladders_do_not_add_up() -> None:
    """A1→A2 and A2→B1 never happen to the same person."""
    document = town()
    document["offers"][0]["outcomes"] = [
        {"key": low, "share": 0.7, "effects": [{"attribute": "language", "from": low, "to": high}]}
        for low, high in (("none", "A1"), ("A1", "A2"), ("A2", "B1"))
    ]
    assert problems_of(document) == ()
