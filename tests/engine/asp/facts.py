"""A small pathway and one profile as facts for `the_check.lp`, and the answer set as an Answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import clingo

from staffelstab.engine.check.finding import Question
from staffelstab.engine.model import Condition, Kind, Offer, Pathway, Period, TransitionState, add_months
from tests.engine.oracle import Profile

PROGRAM = Path(__file__).with_name("the_check.lp")
FAR = 360
GRADES = {"entitled": 0, "open": 0, "conditional": 1, "discretionary": 2, "unknown": 2, "suspended": 3}
ADMITTED = {"strict": 0, "default": 1, "lenient": 3}
COUNTED = {"agreed": ("agreed",), "aimed": ("agreed", "aimed"), "possible": ("agreed", "aimed", "possible")}
POSITIONS = 3


@dataclass(frozen=True)
class Bounds:
    """quiet: the month from which on no period begins or ends and no limit of a fixed clock is crossed.

    A way that is as early as can be comes to no situation and station twice; after the quiet month each of its steps
    waits at most for the longest since-clock and a calendar month. So `longest_way` bounds what can matter.
    """

    quiet: int
    ring: int
    most_since: int
    longest_step: int

    def longest_way(self, nodes: int) -> int:
        return self.quiet + nodes * (self.longest_step + self.most_since + self.ring)


class Facts:
    """`text` holds the facts; `bounds` what makes the months finite."""

    def __init__(self, pathway: Pathway, question: Question, profile: Profile) -> None:
        self.pathway, self.question, self.profile = pathway, question, profile
        self.attributes = pathway.scales.attributes
        self.position = {a.key: number for number, a in enumerate(self.attributes, 1)}
        self.since = [clock for clock in pathway.scales.clocks if clock.kind == "since"]
        assert len(self.attributes) <= POSITIONS and len(self.since) <= 1
        self.conditions: list[Condition] = []
        self.periods: list[Period] = []
        self.bounds = self.find_bounds()
        settings = pathway.settings
        self.real = max(self.bounds.quiet, settings.horizon_months + settings.waiting_months + 2)
        self.last = self.real + self.bounds.ring - 1
        self.text = "\n".join(
            [*self.scales(), *self.offers(), *self.concept(), *self.entry(), *self.tables()]
        )

    def find_bounds(self) -> Bounds:
        offers, date = self.pathway.offers, self.question.date
        periods = [o.period for o in offers] + [f.period for f in self.pathway.fundings]
        periods += [rule.period for offer in offers for rule in offer.access]
        days = [day for period in periods for day in (period.valid_from, period.valid_to) if day]
        conditions = [rule.when for offer in offers for rule in offer.access]
        conditions += [transition.when for transition in self.pathway.concept.transitions]
        running = {clock.key for clock in self.since}
        fixed, since = [0], [0]
        for condition in conditions:
            for key, limit in condition.clocks.items():
                named = [months for months in (limit.minimum, limit.maximum) if months is not None]
                (since if key in running else fixed).extend(named)
        of_days = [(day.year - date.year) * 12 + day.month - date.month + 2 for day in days]
        steps = [o.months for o in offers] + [
            outcome.months or 0 for offer in offers for outcome in offer.outcomes
        ]
        ring = 12 if any(offer.start_months for offer in offers) else 1
        return Bounds(max([0, *of_days, max(fixed) + 1]), ring, max(since), max([1, *steps]))

    # --- parts ------------------------------------------------------------------------------------

    def scales(self) -> Iterator[str]:
        for number in range(1, POSITIONS + 1):
            if number > len(self.attributes):
                yield f'value({number},"",0).'
                continue
            attribute = self.attributes[number - 1]
            yield f"{attribute.kind}({number})."
            for index, value in enumerate(attribute.values):
                yield f"value({number},{quoted(value.key)},{index})."
                stands = index if attribute.kind == "ordered" else value.rank
                if stands is not None:
                    yield f"stands({number},{quoted(value.key)},{stands})."
        for clock in self.since:
            for value_key in clock.values:
                yield f"since({self.position[clock.attribute or '']},{quoted(value_key)})."
            if clock.from_start:
                yield "from_start."

    def offers(self) -> Iterator[str]:
        for key in self.pathway.concept.stations:
            yield from self.offer(self.pathway.offer(key))

    def offer(self, offer: Offer) -> Iterator[str]:
        key = quoted(offer.key)
        yield f"offer({key},{offer.kind.value},{offer.months if offer.kind is Kind.MEASURE else 0})."
        if offer.territory is None or self.profile.place in offer.territory:
            yield f"serves({key})."
        yield f"period_of({key},{self.period(offer.period)})."
        for funding in self.pathway.fundings:
            if funding.key == offer.funding:
                yield f"period_of({key},{self.period(funding.period)})."
        yield from (f"starts_in({key},{month})." for month in offer.start_months)
        for rule in offer.access:
            number = self.condition(rule.when)
            yield f"rule({key},{number},{self.period(rule.period)})."
            grade = max(GRADES.get(rule.verdict.value, 9), 1 if offer.conditions else 0)
            if grade <= ADMITTED[self.question.reading.value]:
                yield f"admitted({number})."
        yield from self.outcomes(offer)

    def outcomes(self, offer: Offer) -> Iterator[str]:
        key = quoted(offer.key)
        if not offer.outcomes:
            yield f'outcome({key},({key},""),{offer.months}).'
        for outcome in offer.outcomes:
            name = f"({key},{quoted(outcome.key)})"
            yield f"outcome({key},{name},{offer.months if outcome.months is None else outcome.months})."
            for effect in outcome.effects:
                place = self.position[effect.attribute]
                yield f"effect({name},{place},{quoted(effect.to)})."
                if effect.source is not None:
                    yield f"source({name},{place},{quoted(effect.source)})."

    def concept(self) -> Iterator[str]:
        concept = self.pathway.concept
        yield from (f"entry_point({quoted(key)})." for key in concept.entry_points)
        for transition in concept.transitions:
            if TransitionState(transition.state).value in COUNTED[self.question.transitions.value]:
                ends = f"{quoted(transition.origin)},{quoted(transition.target)}"
                yield f"transition({ends},{self.condition(transition.when)})."
        yield from (f"goal_condition({self.condition(goal.when)})." for goal in concept.goals)

    def entry(self) -> Iterator[str]:
        months = dict(self.profile.clocks)
        for clock in self.pathway.scales.clocks:
            if clock.kind == "fixed":
                yield f"entry({quoted(clock.key)},{months[clock.key]})."
                began = add_months(self.question.date, -months[clock.key]).toordinal()
                yield f"began_on({quoted(clock.key)},{began})."
        values = dict(self.profile.values)
        situation = [quoted(values[a.key]) for a in self.attributes]
        situation += ['""'] * (POSITIONS - len(situation))
        shown = -1
        for clock in self.since:
            if values[clock.attribute or ""] in clock.values:
                shown = min(months[clock.key], self.bounds.most_since)
        yield f'start(s(x({",".join(situation)}),"",yes,0,{shown})).'

    def tables(self) -> Iterator[str]:
        """Days of months, conditions and periods; after everything that names them."""
        settings, bounds = self.pathway.settings, self.bounds
        constants = {
            "real_months": self.real,
            "last_month": self.last,
            "ring": bounds.ring,
            "most_since": bounds.most_since,
            "in_time_until": settings.horizon_months,
            "longest_wait": settings.waiting_months,
            "most_measures": settings.most_measures,
        }
        yield from (f"#const {name}={number}." for name, number in constants.items())
        yield from (f"lasts({months})." for months in range(bounds.longest_step + 1))
        for month in range(self.last + bounds.longest_step + 1):
            day = add_months(self.question.date, month)
            yield f"day({month},{day.toordinal()}). calendar({month},{day.month})."
        for number, condition in enumerate(self.conditions):
            yield f"condition({number})."
            yield from self.parts(number, condition)
        for number, period in enumerate(self.periods):
            if period.valid_from:
                yield f"valid_from({number},{period.valid_from.toordinal()})."
            if period.valid_to:
                yield f"valid_to({number},{period.valid_to.toordinal()})."

    def parts(self, number: int, condition: Condition) -> Iterator[str]:
        for key, allowed in condition.values.items():
            yield f"restricts({number},{self.position[key]})."
            yield from (f"allows({number},{self.position[key]},{quoted(value)})." for value in allowed)
        running = {clock.key for clock in self.since}
        for key, limit in condition.clocks.items():
            if key in running:
                yield f"asks_since({number},{limit.minimum or 0})."
                continue
            if limit.minimum is not None:
                yield f"minimum({number},{quoted(key)},{limit.minimum})."
            if limit.maximum is not None:
                yield f"maximum({number},{quoted(key)},{limit.maximum})."
        for key, day in condition.begun_by.items():
            yield f"begun_by({number},{quoted(key)},{day.toordinal()})."

    def condition(self, condition: Condition) -> int:
        """A number of its own for every condition: two rules may say the same with different verdicts."""
        self.conditions.append(condition)
        return len(self.conditions) - 1

    def period(self, period: Period) -> int:
        self.periods.append(period)
        return len(self.periods) - 1


def quoted(text: str) -> str:
    return f'"{text}"'


@dataclass(frozen=True)
class Solved:
    """The answer set, by predicate, with plain arguments."""

    atoms: Mapping[str, Sequence[tuple[str | int, ...]]]

    def holds(self, name: str) -> bool:
        return bool(self.atoms.get(name))

    def pairs(self, name: str) -> frozenset[tuple[str, str]]:
        return frozenset((str(a), str(b).replace("_", "-")) for a, b in self.atoms.get(name, ()))

    def names(self, name: str) -> frozenset[str]:
        return frozenset(str(a) for (a,) in self.atoms.get(name, ()))


def solve(facts: Facts) -> Solved:
    control = clingo.Control(["--warn=no-atom-undefined"])
    control.load(str(PROGRAM))
    control.add("base", [], facts.text)
    control.ground([("base", [])])
    models: list[Sequence[clingo.Symbol]] = []
    control.solve(on_model=lambda model: models.append(model.symbols(shown=True)))
    (symbols,) = models
    atoms: dict[str, list[tuple[str | int, ...]]] = {}
    for symbol in symbols:
        atoms.setdefault(symbol.name, []).append(tuple(map(plain, symbol.arguments)))
    return Solved(atoms)


def plain(symbol: clingo.Symbol) -> str | int:
    if symbol.type is clingo.SymbolType.Number:
        return symbol.number
    return symbol.string if symbol.type is clingo.SymbolType.String else str(symbol)
