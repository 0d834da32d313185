"""What belongs to the shape of a district and what does not; reports are taken over in the words of each file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

import pytest

from staffelstab.engine.check import Code, District, Question, StateReport, check, check_state
from staffelstab.engine.model import (
    Agreement,
    Condition,
    Funding,
    Handover,
    Need,
    Organisation,
    Pathway,
    Period,
    Place,
    TransitionState,
)
from tests.engine.towns import NEW_YEAR, arrows, offer, raises, town

Task = TypeVar("Task")
Result = TypeVar("Result")
QUESTION = Question(NEW_YEAR)


class Counting:
    """Spreads in turn and counts the tasks."""

    def __init__(self) -> None:
        self.tasks = 0

    def __call__(self, job: Callable[[Task], Result], tasks: Sequence[Task], /) -> Iterator[Result]:
        self.tasks += len(tasks)
        return map(job, tasks)


def signed(key: str, *, title: str = "", named: str = "", words: str = "in person") -> Pathway:
    """Two organisations, a transition that names an agreement which does not hold any more."""
    course = replace(offer(f"{key}1", raises("work", "none")), organisation=f"{key}-left")
    job = replace(
        offer(f"{key}2", raises("work", "job")), organisation=f"{key}-right", funding=f"{key}-money"
    )
    transition = replace(
        arrows(f"{key}1>{key}2")[0],
        state=TransitionState.AGREED,
        handover=Handover(procedure=words, hands_over=f"office {key}"),
        agreement=named or f"{key}-treaty",
    )
    parties = (f"{key}-left", f"{key}-right")
    return town(
        (course, job),
        (transition,),
        entry=(course.key,),
        title=f"Town {key}",
        places=(Place(f"{key}-place", f"Town {key}", 1000, 51.0, 7.0),),
        organisations=tuple(Organisation(k, f"Office {k}") for k in parties),
        fundings=(Funding(f"{key}-money", f"Money of {key}", Period(None, NEW_YEAR.replace(month=12))),),
        agreements=(
            Agreement(
                f"{key}-treaty", title or f"Treaty {key}", parties, Period(None, NEW_YEAR.replace(2026))
            ),
        ),
        needs=(Need(f"{key}-need", Condition(), None, 5, 5, source=f"Town {key}"),),
    )


def both(*pathways: Pathway, question: Question = QUESTION) -> tuple[StateReport, int]:
    """The Land of these districts, and how many were searched; every report equals one of its own."""
    land = [District(f"d{i}", pathway.title, pathway) for i, pathway in enumerate(pathways)]
    counting = Counting()
    state = check_state(land, question, spread=counting)
    assert [d.report for d in state.districts] == [check(p, question) for p in pathways]
    return state, counting.tasks


def test_words_for_people_do_not_belong_to_the_shape() -> None:
    state, searched = both(signed("a"), signed("b", words="by telephone, in person the week after"))
    assert searched == 1
    found = {f.code: f for f in state.districts[1].report.findings}
    assert found[Code.HANDOVER_UNBACKED].agreement == "b-treaty"
    assert found[Code.HANDOVER_UNBACKED].organisations == ("b-left", "b-right")
    assert found[Code.AFTER_FUNDING].funding == "b-money"
    assert found[Code.HANDOVER_OPEN].name == "handover-open.incomplete.b1>b2"


def test_thorough_questions_and_those_over_time_are_taken_over_too() -> None:
    question = replace(QUESTION, thorough=True, law_until=NEW_YEAR.replace(year=2029))
    state, searched = both(signed("a"), signed("b"), question=question)
    assert searched == 1
    assert {Code.SINGLE_POINT, Code.AFTER_FUNDING} <= {f.code for f in state.districts[1].report.findings}


def test_an_agreement_named_by_its_title_stays_named_by_it() -> None:
    first, second = (signed(key, title=f"On work in {key}", named=f"On work in {key}") for key in "ab")
    state, searched = both(first, second)
    assert searched == 1
    told = [f.agreement for d in state.districts for f in d.report.findings if f.agreement]
    assert told == ["On work in a", "On work in b"]


def months_longer(pathway: Pathway) -> Pathway:
    return replace(pathway, offers=tuple(replace(o, months=o.months + 1) for o in pathway.offers))


def more_persons(pathway: Pathway) -> Pathway:
    return replace(pathway, needs=tuple(replace(n, maximum=6) for n in pathway.needs))


def a_settled_part(pathway: Pathway) -> Pathway:
    transition = pathway.concept.transitions[0]
    handover = replace(transition.handover, papers="letter")
    concept = replace(pathway.concept, transitions=(replace(transition, handover=handover),))
    return replace(pathway, concept=concept)


def another_rule_note(pathway: Pathway) -> Pathway:
    rules = (replace(pathway.offers[0].access[0], note="on request"),)
    return replace(pathway, offers=(replace(pathway.offers[0], access=rules), *pathway.offers[1:]))


@pytest.mark.parametrize("change", [months_longer, more_persons, a_settled_part, another_rule_note])
def test_what_a_report_can_hold_belongs_to_the_shape(change: Callable[[Pathway], Pathway]) -> None:
    assert both(signed("a"), change(signed("b")))[1] == 2


@pytest.mark.parametrize("named", ["⟦a000000⟧", "⟦⟦a000000⟧"])
def test_texts_that_look_like_marks_do_not_mislead(named: str) -> None:
    assert both(signed("a", named=named), signed("b", named=named))[1] == 2
    assert both(signed("a"), signed("b", named=named), signed("c"))[1] == 2


def test_keys_in_another_order_are_not_taken_over() -> None:
    def turned(pathway: Pathway) -> Pathway:
        keys = {"b1": "b2", "b2": "b1"}
        concept = replace(
            pathway.concept,
            stations=("b2", "b1"),
            entry_points=("b2",),
            transitions=tuple(
                replace(t, origin=keys[t.origin], target=keys[t.target]) for t in pathway.concept.transitions
            ),
        )
        return replace(
            pathway, concept=concept, offers=tuple(replace(o, key=keys[o.key]) for o in pathway.offers)
        )

    assert both(signed("a"), turned(signed("b")))[1] == 2
