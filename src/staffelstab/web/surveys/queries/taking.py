"""What decided answers would become: shown before, and asked again when it is done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from staffelstab.web.alliances.models import Alliance, AttachedStructure, Involvement
from staffelstab.web.alliances.queries import all_participations
from staffelstab.web.offers.enums import SaidIn
from staffelstab.web.offers.models import Statement
from staffelstab.web.offers.queries import offers_here
from staffelstab.web.surveys.enums import StepState
from staffelstab.web.surveys.models import Decision, Round, Taken
from staffelstab.web.surveys.pathway import (
    Becomes,
    Question,
    World,
    cell_facts,
    in_words,
    mark_of,
    problems_of,
    rows_of,
    text_of_row,
)
from staffelstab.web.surveys.queries.comparing import decisions_of
from staffelstab.web.surveys.queries.rounds import aid_of_round

TARGETS = ("founding", "structure", "involvement", "organisation", "need", "offer", "statement")
"""For these there is a place in the program; what else a decided answer would become stays in the round."""


@dataclass(frozen=True)
class Step:
    """One row of a decided answer. `said`: what it says, by the name of what it becomes."""

    question: Question
    label: str
    row: str
    text: str
    target: str
    becomes: str
    said: Mapping[str, str] = field(default_factory=dict)
    state: str = StepState.NEW
    why: str = ""

    @property
    def id(self) -> str:
        return f"{self.question.key}:{self.row}"

    @property
    def is_new(self) -> bool:
        return self.state == StepState.NEW

    @property
    def state_words(self) -> str:
        return str(StepState(self.state).label)


def plan_of(asked: Round, world: World) -> list[Step]:
    """Every row of every decided answer that becomes something, with what would happen to it."""
    decisions, known = decisions_of(asked), Known.of(asked.alliance)
    taken = {(each.question, each.row) for each in Taken.objects.filter(round=asked)}
    return [
        step
        for question in aid_of_round(asked).questions()
        if question.becomes and question.key in decisions
        for step in _steps(question, question.becomes, decisions[question.key], world, taken, known)
    ]


def gone(asked: Round, plan: list[Step]) -> list[Taken]:
    """What was taken over and is not in the decision any more; it is changed where it lies, never from here."""
    planned = {(step.question.key, step.row) for step in plan}
    return [each for each in Taken.objects.filter(round=asked) if (each.question, each.row) not in planned]


@dataclass(frozen=True)
class Known:
    """What the alliance has recorded already, by target, so that nothing is recorded twice."""

    names: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, alliance: Alliance) -> Known:
        structures = AttachedStructure.objects.select_related("kind")
        taking_part = all_participations().filter(until=None)
        return cls(
            {
                "founding": frozenset({alliance.founding}),
                "structure": frozenset(
                    text.casefold() for s in structures for text in (s.name, str(s.kind or s))
                ),
                "involvement": frozenset(
                    text
                    for i in Involvement.objects.filter(valid_to=None)
                    for text in (i.kind_id, i.other)
                    if text
                ),
                "organisation": frozenset(
                    _together(p.organisation.name, p.organisation.actor_type_id) for p in taking_part
                ),
                "offer": frozenset(
                    title.casefold() for title in offers_here().values_list("title", flat=True)
                ),
                "statement": frozenset(
                    Statement.objects.filter(said_in=SaidIn.WORK_AID).values_list("text", flat=True)
                ),
            }
        )

    def has(self, step: Step) -> bool:
        said = step.said
        name = {
            "organisation": _together(said.get("name", ""), said.get("actor_type", "")),
            "structure": said.get("name", "").casefold(),
            "offer": said.get("title", "").casefold(),
            "statement": step.text,
        }.get(step.target, said.get("value", ""))
        names = self.names.get(step.target, frozenset())
        return name in names or (step.target == "involvement" and step.text in names)


def _together(name: str, actor_type: str) -> str:
    return f"{name.casefold()} {actor_type}"


def _steps(
    question: Question,
    becomes: Becomes,
    decision: Decision,
    world: World,
    taken: set[tuple[str, str]],
    known: Known,
) -> Iterator[Step]:
    wrong = {problem.row: problem.text for problem in problems_of(question, decision.typed, world)}
    for number, row in enumerate(rows_of(question, decision.typed)):
        step = Step(
            question=question,
            label=in_words(question.label),
            row=mark_of(row),
            text=text_of_row(question, row, world),
            target=becomes.target,
            becomes=in_words(becomes.text),
            said=cell_facts(question, row),
            why=wrong.get(number) or wrong.get(None) or "",
        )
        yield replace(step, state=_state(step, taken, known))


def _state(step: Step, taken: set[tuple[str, str]], known: Known) -> str:
    if (step.question.key, step.row) in taken:
        return StepState.DONE
    if step.why:
        return StepState.UNCLEAR
    if step.target not in TARGETS:
        return StepState.WAITS
    return StepState.KNOWN if known.has(step) else StepState.NEW
