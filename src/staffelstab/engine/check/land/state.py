"""A whole Land: every district checked, the reports side by side and what they have in common."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from staffelstab.engine.check.check import check
from staffelstab.engine.check.finding import Code, Persons, Question, Report
from staffelstab.engine.check.land.cut import District
from staffelstab.engine.check.land.land_findings import LandFinding, gather_findings
from staffelstab.engine.check.land.shape import Pattern, Shape, can_be_marked, looks_like, shape_of
from staffelstab.engine.check.land.spreading import Spread, in_turn
from staffelstab.engine.errors import InputError, Problem
from staffelstab.engine.model import Pathway

Watch = Callable[[int, int, str], None]
"""Told after each district: how many are done, of how many, the name of the last."""
Answer = Report | tuple[Problem, ...]


@dataclass(frozen=True)
class DistrictReport:
    """A district and what the check says about it."""

    district: District
    report: Report

    @property
    def key(self) -> str:
        return self.district.key

    @property
    def name(self) -> str:
        return self.district.name

    @property
    def without_way(self) -> float:
        """Share (0..1) of profiles that reach no goal within the horizon."""
        report = self.report
        return (report.profiles - report.with_way) / report.profiles if report.profiles else 0.0


@dataclass(frozen=True)
class Unchecked:
    """A part of the Land that could not be checked, and why. name: of the file or the district."""

    name: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class StateReport:
    """The answer for a Land; all numbers of profiles are sums over its districts.

    districts: in the order they were given. findings: what was found, gathered over the districts, worst first.
    unchecked: what is missing in all of these numbers.
    """

    question: Question
    districts: tuple[DistrictReport, ...]
    unchecked: tuple[Unchecked, ...] = ()

    @cached_property
    def findings(self) -> tuple[LandFinding, ...]:
        return gather_findings([(d.key, d.district.pathway, d.report) for d in self.districts])

    @property
    def profiles(self) -> int:
        return sum(d.report.profiles for d in self.districts)

    @property
    def at_goal(self) -> int:
        return sum(d.report.at_goal for d in self.districts)

    @property
    def with_way(self) -> int:
        return sum(d.report.with_way for d in self.districts)

    @property
    def with_way_if_strict(self) -> int:
        return sum(d.report.with_way_if_strict for d in self.districts)

    @property
    def with_way_if_lenient(self) -> int:
        return sum(d.report.with_way_if_lenient for d in self.districts)

    @property
    def places(self) -> int:
        return sum(d.report.places for d in self.districts)

    @property
    def persons(self) -> Persons:
        """No person is counted twice below; unknown above as soon as one district is."""
        return sum_of_persons([d.report.persons for d in self.districts])

    @property
    def with_way_by_place(self) -> Mapping[str, int]:
        return {key: n for d in self.districts for key, n in d.report.with_way_by_place.items()}

    def worst(self, most: int) -> tuple[DistrictReport, ...]:
        """Those with the largest share of profiles without a way, at most so many."""
        return tuple(sorted(self.districts, key=lambda d: (-d.without_way, d.name))[:most])

    def district(self, key: str) -> DistrictReport | None:
        return next((d for d in self.districts if d.key == key), None)


def sum_of_persons(parts: Sequence[Persons]) -> Persons:
    """Bounds of a sum of groups that share nobody; the lower one leaves out what is unknown."""
    known = [p.minimum for p in parts if p.minimum is not None]
    above = [p.maximum for p in parts if p.maximum is not None]
    return Persons(sum(known) if known else None, sum(above) if above and len(above) == len(parts) else None)


def check_state(
    districts: Sequence[District],
    question: Question,
    *,
    spread: Spread = in_turn,
    watch: Watch | None = None,
    unchecked: Sequence[Unchecked] = (),
) -> StateReport:
    """Check every district; those that are the same but for names only once.

    Every report equals `check(district.pathway, question)` without no-way-in for stations of the border. A district
    that cannot be checked is told among `unchecked`, after those given.
    """
    asked = [d for d in districts if _is_asked(d, question)]
    plan = _Plan(asked, question)
    answers: dict[int, Answer] = {}
    done = 0
    for number, answer in zip(plan.searched, spread(_answer, plan.tasks), strict=True):
        for member, its_answer in plan.shared_out(number, answer):
            answers[member] = its_answer
            done += 1
            if watch is not None:
                watch(done, len(asked), asked[member].name)
    found = [
        DistrictReport(district, _without_border(district, answer))
        for i, district in enumerate(asked)
        if isinstance(answer := answers[i], Report)
    ]
    failed = [
        Unchecked(district.name, answer)
        for i, district in enumerate(asked)
        if not isinstance(answer := answers[i], Report)
    ]
    return StateReport(question, tuple(found), (*unchecked, *failed))


def _is_asked(district: District, question: Question) -> bool:
    places = [place.key for place in district.pathway.places] or [""]
    return question.places is None or not set(places).isdisjoint(question.places)


def _answer(task: tuple[Pathway, Question]) -> Answer:
    try:
        return check(*task)
    except InputError as error:
        return error.problems


def _without_border(district: District, report: Report) -> Report:
    """Nobody here expects to enter a station that serves none of the places."""
    kept = tuple(
        f for f in report.findings if f.code is not Code.NO_WAY_IN or f.stations[0] not in district.border
    )
    return report if len(kept) == len(report.findings) else replace(report, findings=kept)


class _Plan:
    """Which districts are searched, and who takes over whose report.

    members: number of the first district of each shape → numbers of all. tasks: what is checked for each: the district
    as it stands if no other has its shape, else the shape.
    """

    def __init__(self, districts: Sequence[District], question: Question) -> None:
        self.question = question
        self.pathways = [district.pathway for district in districts]
        self.shapes: dict[int, Shape] = {}
        self.members = {numbers[0]: numbers for numbers in self._alike()}
        self.searched = tuple(self.members)
        self.tasks = [
            (shape.pathway, shape.question) if (shape := self.shapes.get(n)) else (self.pathways[n], question)
            for n in self.searched
        ]

    def _alike(self) -> Iterator[list[int]]:
        """The numbers of the districts, those of one shape together."""
        for similar in _grouped(range(len(self.pathways)), lambda n: looks_like(self.pathways[n])):
            if len(similar) == 1:
                yield similar
                continue
            shapes = {number: shape_of(self.pathways[number], self.question) for number in similar}
            contents = {number: shape.content() for number, shape in shapes.items()}
            for alike in _grouped(similar, contents.__getitem__):
                if len(alike) == 1 or not can_be_marked(self.pathways[alike[0]]):
                    yield from ([number] for number in alike)
                    continue
                self.shapes.update({number: shapes[number] for number in alike})
                yield alike

    def shared_out(self, number: int, answer: Answer) -> Iterator[tuple[int, Answer]]:
        pattern = Pattern(answer) if number in self.shapes and isinstance(answer, Report) else None
        for member in self.members[number]:
            yield member, pattern.named(self.shapes[member], self.question) if pattern else answer


def _grouped(numbers: Iterable[int], likeness: Callable[[int], Hashable]) -> list[list[int]]:
    """The numbers with equal likeness together, in the order in which they come first."""
    groups: dict[Hashable, list[int]] = {}
    for number in numbers:
        groups.setdefault(likeness(number), []).append(number)
    return list(groups.values())
