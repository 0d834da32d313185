"""The time-free question for single persons, put to a planner: a domain without parameters, one problem per person.

A situation is one true fact per scale. An offer that allows several values becomes one action per combination of the
scales it asks for, per station before it and per outcome that changes something or leads on. Breadth first, so the
plan is a shortest way.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import itertools
import random
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from staffelstab.engine.model import Effect, Offer, Pathway

PERSONS, SEED = 6, 7
Values = Mapping[str, str]


def draw_persons(pathway: Pathway) -> list[Values]:
    chance = random.Random(SEED)
    return [
        {key: chance.choice(values) for key, values in pathway.profiles.values.items()}
        for _ in range(PERSONS)
    ]


def fewest_steps(pathway: Pathway, persons: Sequence[Values]) -> list[int | None]:
    """Per person the length of a shortest plan, None = unsolvable."""
    domain = domain_of(pathway)
    with tempfile.TemporaryDirectory() as folder:
        return [plan_length(Path(folder), domain, problem_of(pathway, values)) for values in persons]


def plan_length(folder: Path, domain: str, problem: str) -> int | None:
    grounding, parsing, search = (
        importlib.import_module(f"pyperplan.{part}") for part in ("grounding", "pddl.parser", "search")
    )
    files = folder / "domain.pddl", folder / "problem.pddl"
    for file, text in zip(files, (domain, problem), strict=True):
        file.write_text(text, encoding="utf-8")
    with contextlib.redirect_stdout(io.StringIO()):
        parser = parsing.Parser(*map(str, files))
        parsed = parser.parse_domain()
        plan = search.breadth_first_search(grounding.ground(parser.parse_problem(parsed)))
    return None if plan is None else len(plan)


def fact(attribute: str, value: str) -> str:
    return f"(has-{attribute}-{value})"


def stands(station: str) -> str:
    return f"(at-{station or 'start'})"


def domain_of(pathway: Pathway) -> str:
    facts = [fact(a.key, v.key) for a in pathway.scales.attributes for v in a.values]
    facts += [stands(key) for key in ("", *pathway.concept.stations)]
    before: dict[str, list[str]] = {key: [] for key in pathway.concept.stations}
    for key in pathway.concept.entry_points:
        before[key].append("")
    for transition in pathway.concept.transitions:
        before[transition.target].append(transition.origin)
    actions = [
        action
        for key in pathway.concept.stations
        for origin in before[key]
        for action in actions_of(pathway, pathway.offer(key), origin)
    ]
    return f"(define (domain ways) (:predicates {' '.join(facts)})\n" + "\n".join(actions) + ")"


def actions_of(pathway: Pathway, offer: Offer, origin: str) -> Iterator[str]:
    when = offer.access[0].when.values
    for values in itertools.product(*when.values()):
        has = dict(zip(when, values, strict=True))
        for number, outcome in enumerate(offer.outcomes):
            needs = [stands(origin), *(fact(a, v) for a, v in has.items())]
            effects = [stands(offer.key)]
            if origin != offer.key:
                effects.append(f"(not {stands(origin)})")
            for effect in outcome.effects:
                effects += effects_of(pathway, effect, has[effect.attribute])
            name = f"{origin or 'start'}-{offer.key}-{number}-{'-'.join(values)}"
            yield (
                f"(:action {name} :parameters () "
                f":precondition (and {' '.join(needs)}) :effect (and {' '.join(effects)}))"
            )


def effects_of(pathway: Pathway, effect: Effect, before: str) -> list[str]:
    attribute = pathway.scales.attribute(effect.attribute)
    if attribute.index(before) >= attribute.index(effect.to):
        return []
    return [fact(attribute.key, effect.to), f"(not {fact(attribute.key, before)})"]


def problem_of(pathway: Pathway, values: Values) -> str:
    has = " ".join(fact(a.key, values[a.key]) for a in pathway.scales.attributes)
    (goal,) = pathway.concept.goals
    asked = [fact(a, allowed[0]) for a, allowed in goal.when.values.items() if len(allowed) == 1]
    return (
        f"(define (problem person) (:domain ways) (:init {stands('')} {has}) (:goal (and {' '.join(asked)})))"
    )
