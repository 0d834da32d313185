"""Every profile is in exactly one state, and each state is what the results of single profiles say."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given

from staffelstab.engine.check import Question, profile_results
from staffelstab.engine.check.whom import STATES, Whom, for_whom, stories_of
from staffelstab.engine.model import Pathway, Reading
from tests.engine.strategies_over_time import town_cases
from tests.engine.towns import LANGUAGE, WORK, asked, offer, only_for, raises, town

Case = tuple[Pathway, Question]


def slowly(pathway: Pathway, question: Question) -> Counter[tuple[str, str]]:
    """(place, state) → profiles, from three checks profile by profile."""
    horizon = pathway.settings.horizon_months

    def in_time(reading: Reading) -> list[bool]:
        results = profile_results(pathway, replace(question, reading=reading))
        return [r.goal_month is not None and r.goal_month <= horizon for r in results]

    strict, lenient = in_time(Reading.STRICT), in_time(Reading.LENIENT)
    counted: Counter[tuple[str, str]] = Counter()
    for number, result in enumerate(profile_results(pathway, question)):
        month = result.goal_month
        if strict[number]:
            state = "waiting" if any(station == "" for station, _ in result.waiting) else "sure"
        elif lenient[number] or (month is not None and month <= horizon):
            state = "uncertain"
        else:
            state = "none" if month is None else "late"
        counted[result.profile.place, state] += 1
    return counted


@given(town_cases())
def test_the_cells_are_what_single_profiles_say(case: Case) -> None:
    pathway, question = case
    found: Counter[tuple[str, str]] = Counter()
    for cell in for_whom(pathway, question, Whom()):
        found.update({(cell.place, state): n for state, n in zip(STATES, cell.counts, strict=True)})
    assert +found == slowly(pathway, question)


def levels() -> Pathway:
    """A job asks for L2, a course leads from L1 to L2; L0 has no way."""
    return town(
        (
            offer("course", raises("language", "L2", "L1"), access=only_for(language="L1")),
            offer("job", raises("work", "job"), access=only_for(language=("L2", "L3"))),
        ),
        entry=("course", "job"),
        attributes=(LANGUAGE, WORK),
        space=replace(town((), entry=()).profiles, values={"language": ("L0", "L1", "L2")}),
    )


def test_rows_by_one_attribute_and_their_stories() -> None:
    pathway = levels()
    cells = for_whom(pathway, asked(pathway), Whom(rows=("language",)))
    counts = {cell.group["language"]: dict(zip(STATES, cell.counts, strict=True)) for cell in cells}
    assert counts["L0"]["none"] == counts["L1"]["none"] == counts["L2"]["sure"] == 1
    here = replace(asked(pathway), only={"language": ("L2",)}, places=("99001001",))
    ((state, count, finding),) = stories_of(pathway, here, Whom(rows=("language",)))
    assert (state, count) == ("sure", 1)
    assert finding.witness is not None
    assert [step.station for step in finding.witness.way] == ["job"]
