"""One function per fault: it changes a sound concept in one thing and says what must be found.

`plant(fault, seed)` gives the same for the same seed, whatever was planted before.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from staffelstab.engine.model import (
    AccessRule,
    Agreement,
    ClockLimit,
    Condition,
    Funding,
    Handover,
    Kind,
    Offer,
    Outcome,
    Pathway,
    Period,
    Transition,
    TransitionState,
    add_months,
)
from tools.faults import layout as keys
from tools.faults.expected import Expected, Planted
from tools.faults.ground import Ground, find_ground
from tools.faults.layout import COMPLETE, DATE, HORIZON, OLD

Found = tuple[Pathway, list[Expected], list[Expected]]
DAY = dt.timedelta(days=1)


def cut_edge(ground: Ground) -> Found:
    """The transition from a course to the next is missing."""
    below = range(ground.number)
    gaps = ground.for_each_group(
        Expected("gap", "never"), lambda status: ground.concerned(below, status=status)
    )
    dead = Expected("dead-end", "no-transition", (ground.course,), concerned=ground.concerned(below), way=2)
    return ground.without_transition(ground.course, ground.next_course), [dead], list(gaps)


def no_second_chance(ground: Ground) -> Found:
    """Whoever fails the last course has nowhere to go: the transition to the placement is missing."""
    concerned = ground.concerned(range(ground.layout.levels))
    way = 2 + (ground.layout.permit is not None)  # without the permit there is still the permit to be gained
    dead = Expected("dead-end", "no-transition", (ground.last_course,), concerned=concerned, way=way)
    nobody = Expected("no-way-in", "never-entered", (ground.placement,))
    return ground.without_transition(ground.last_course, ground.placement), [dead], [nobody]


def lost_language_step(ground: Ground) -> Found:
    """A course no longer raises the language, and the next one still asks for it."""
    faulty = ground.with_offer(ground.course, outcomes=(Outcome("attended"),))
    below = range(ground.number)
    dead = Expected("dead-end", "closed", (ground.course,), concerned=ground.concerned(below), way=2)
    companions = list(
        ground.for_each_group(Expected("gap", "never"), lambda status: ground.concerned(below, status=status))
    )
    companions.append(Expected("dead-end", "no-offer", (ground.advice,)))
    if ground.number > 1:
        companions.append(Expected("dead-end", "no-offer", (ground.course_before,)))
    return faulty, [dead], companions


def closed_eligibility(ground: Ground) -> Found:
    """The training takes nobody of one group."""
    status = ground.random.choice(ground.statuses())
    others = tuple(s for s in ground.statuses() if s != status)
    faulty = ground.with_offer(ground.training, access=_narrowed(ground, values={"status": others}))
    concerned = ground.concerned(status=status, towns=ground.works_towns)
    gap = Expected(
        "gap", "never", group={"status": status}, concerned=concerned, way=ground.steps_before_training
    )
    return faulty, [gap], list(ground.stuck_before_training())


def age_limit_too_low(ground: Ground) -> Found:
    """The training takes nobody who is older than its own target group."""
    faulty = ground.with_offer(
        ground.training, access=_narrowed(ground, clocks={"age": ClockLimit(None, OLD - 1)})
    )
    gaps = ground.for_each_group(
        Expected("gap", "never", way=ground.steps_before_training),
        lambda status: ground.concerned(status=status, ages=(OLD,), towns=ground.works_towns),
    )
    return faulty, list(gaps), list(ground.stuck_before_training())


def stay_too_long(ground: Ground) -> Found:
    """The training asks for more months of stay than anybody new can have within the horizon."""
    faulty = ground.with_offer(
        ground.training, access=_narrowed(ground, clocks={"stay": ClockLimit(HORIZON + 6, None)})
    )
    gaps = ground.for_each_group(
        Expected("gap-in-time", "horizon", way=ground.steps_before_training + 1),
        lambda status: ground.concerned(status=status, stays=(0,), towns=ground.works_towns),
    )
    waiting = [
        Expected("waiting", "law", (station, ground.training))
        for town in ground.works_towns
        for station in ground.comers_of(town)
    ]
    if ground.layout.permit is None:
        waiting.append(Expected("waiting", "law", (ground.training,)))
    return faulty, list(gaps), waiting


def ends_too_soon(ground: Ground) -> Found:
    """The training ends before those who must learn first can have begun it."""
    last_day = add_months(DATE, ground.layout.training_months - 1)
    faulty = ground.with_offer(ground.training, period=Period(None, last_day))
    below = range(ground.layout.levels)
    gaps = ground.for_each_group(
        Expected("gap-in-time", "closing", way=ground.steps_before_training),
        lambda status: ground.concerned(below, status=status, towns=ground.works_towns),
    )
    stuck = [e for e in ground.stuck_before_training() if not e.stations[0].endswith("-advice")]
    return faulty, list(gaps), stuck


def zero_territory(ground: Ground) -> Found:
    """A course serves no place any more."""
    faulty = ground.with_offer(ground.course, territory=())
    everybody = ground.concerned(towns=tuple(ground.layout.towns()))
    nobody = Expected("no-way-in", "never-entered", (ground.course,), concerned=everybody)
    companions = list(
        ground.for_each_group(
            Expected("gap", "never"), lambda status: ground.concerned(range(ground.number), status=status)
        )
    )
    companions += _before_a_closed_course(ground)
    if ground.number == ground.layout.levels and ground.layout.placement:
        companions.append(Expected("no-way-in", "never-entered", (ground.placement,)))
    return faulty, [nobody], companions


def _before_a_closed_course(ground: Ground) -> list[Expected]:
    """Where people stand who need the course: a transition to the placement or the permit would still help some."""
    placement_helps = ground.layout.placement and ground.number == ground.layout.levels
    kinds = {"no-transition" if placement_helps else "closed"}
    stuck = [Expected("dead-end", kind, (ground.advice,)) for kind in kinds]
    if ground.number > 1:
        kinds |= set() if ground.layout.permit is None else {"no-transition"}
        stuck += [Expected("dead-end", kind, (ground.course_before,)) for kind in sorted(kinds)]
    return stuck


def ended_funding(ground: Ground) -> Found:
    """The training is paid for by money that ends after everybody who is there now has gone through."""
    last_day = add_months(DATE, HORIZON + 12) - DAY
    funded = ground.with_offer(ground.training, funding="money")
    faulty = replace(funded, fundings=(Funding("money", "Money", Period(None, last_day)),))
    gaps = ground.for_each_group(
        Expected(
            "after-funding",
            "gap-opens",
            (ground.training,),
            funding="money",
            way=ground.steps_before_training + 1,
        ),
        lambda status: ground.concerned(status=status, towns=ground.works_towns),
    )
    return faulty, list(gaps), []


def loop_of_courses(ground: Ground) -> Found:
    """A course can be failed; a preparatory course that changes nothing leads back to it."""
    warm_up = f"town{ground.town}-warmup"
    failing = ground.sound.offer(ground.course)
    failing = replace(failing, outcomes=(*failing.outcomes, Outcome("not-passed", is_failure=True)))
    again = Offer(warm_up, {"en": "Warm-up"}, Kind.MEASURE, 2, failing.access, territory=failing.territory)
    back = [
        Transition(*ends, TransitionState.AGREED, handover=COMPLETE)
        for ends in ((ground.course, warm_up), (warm_up, ground.course))
    ]
    faulty = ground.with_transitions((*ground.sound.concept.transitions, *back), again)
    offers = tuple(failing if o.key == failing.key else o for o in faulty.offers)
    round_ = Expected(
        "revolving-door",
        "circle",
        (warm_up, ground.course),
        concerned=ground.concerned(range(ground.number)),
        way=2,
        circle=2,
    )
    return replace(faulty, offers=offers), [round_], []


def missing_procedure(ground: Ground) -> Found:
    """A part of the handover between two courses is not settled."""
    part = ground.random.choice(("hands_over", "receives", "procedure", "within_days", "papers", "consent"))
    empty: object = None if part == "within_days" else ""
    lacking: Handover = replace(COMPLETE, **{part: empty})  # type: ignore[arg-type]
    ends = (ground.course, ground.next_course)
    faulty = ground.with_transition(*ends, handover=lacking)
    concerned = ground.concerned(range(ground.number))
    way = 1 + ground.number  # the story is that of the first profile of the file, from the lowest level on
    return (
        faulty,
        [Expected("handover-open", "incomplete", transition=ends, concerned=concerned, way=way)],
        [],
    )


def no_agreement(ground: Ground) -> Found:
    """The agreed transition from advice to a course names no agreement."""
    return _unbacked(ground, "none", "", ())


def agreement_ended(ground: Ground) -> Found:
    """The agreement that the transition names ended on the day before."""
    parties = (f"centre{ground.town}", f"school{ground.town}")
    old = Agreement("old", "Old", parties, Period(None, DATE - DAY))
    return _unbacked(ground, "not-valid", "old", (old,))


def party_missing(ground: Ground) -> Found:
    """The agreement that the transition names was signed by the centre alone."""
    alone = Agreement("alone", "Alone", (f"centre{ground.town}",))
    return _unbacked(ground, "party-missing", "alone", (alone,))


def unreachable_offer(ground: Ground) -> Found:
    """A station that nothing leads to."""
    key = f"town{ground.town}-extra"
    more = Offer(key, {"en": "Extra"}, Kind.MEASURE, 2, territory=(keys.place_key(ground.town),))
    faulty = ground.with_transitions(ground.sound.concept.transitions, more)
    everybody = ground.concerned(towns=tuple(ground.layout.towns()))
    return faulty, [Expected("no-way-in", "never-entered", (key,), concerned=everybody, way=0)], []


def start_too_far(ground: Ground) -> Found:
    """The first course begins once a year, half a year from now."""
    first = keys.course(ground.town, 1)
    faulty = ground.with_offer(first, start_months=(7,))
    concerned = ground.concerned((0,))
    return faulty, [Expected("waiting", "course-start", (first,), concerned=concerned, way=1)], []


def twin_course(ground: Ground) -> Found:
    """A second course does the same for the same people."""
    faulty, twin = _with_twin(ground)
    concerned = ground.concerned(range(ground.number))
    return faulty, [Expected("overlap", "same", (ground.course, twin), concerned=concerned)], []


def paid_twice(ground: Ground) -> Found:
    """A second course does the same for the same people, and another public source pays for it."""
    faulty, twin = _with_twin(ground)
    paid = {ground.course: "state", twin: "land"}
    offers = tuple(replace(o, funding=paid.get(o.key)) for o in faulty.offers)
    faulty = replace(
        faulty, offers=offers, fundings=tuple(Funding(key, key.title()) for key in paid.values())
    )
    concerned = ground.concerned(range(ground.number))
    return faulty, [Expected("double-funding", "same", (ground.course, twin), concerned=concerned)], []


def _with_twin(ground: Ground) -> tuple[Pathway, str]:
    key = f"{ground.course}-twin"
    twin = replace(ground.sound.offer(ground.course), key=key, title={"en": "The same course"})
    copies = []
    for transition in ground.sound.concept.transitions:
        if ground.course in (transition.origin, transition.target):
            ends = [key if end == ground.course else end for end in (transition.origin, transition.target)]
            copies.append(replace(transition, origin=ends[0], target=ends[1]))
    return ground.with_transitions((*ground.sound.concept.transitions, *copies), twin), key


def empty_months(ground: Ground) -> Found:
    """Before the training everybody must take a measure that changes nothing and lasts longer than all the rest."""
    rest = ground.layout.levels * ground.layout.months + ground.layout.training_months
    faulty = ground.with_detour(("practice", rest + 1))
    idle = Expected("revolving-door", "mostly-without-progress", concerned=ground.concerned())
    return (
        faulty,
        [replace(idle, way=3)],
        [],
    )  # the story of those who are there first: advice, practice, training


def too_many_measures(ground: Ground) -> Found:
    """Two short measures before the training make one more than the limit for those who need every course."""
    faulty = ground.with_detour(("practice", 1), ("trial", 1))
    concerned = ground.concerned((0,))
    way = ground.steps_before_training + 3
    return faulty, [Expected("revolving-door", "too-many-measures", concerned=concerned, way=way)], []


class Fault(NamedTuple):
    plant: Callable[[Ground], Found]
    suits: Callable[[Ground], bool]


def _anywhere(ground: Ground) -> bool:
    return True


def _not_last(ground: Ground) -> bool:
    return ground.number < ground.layout.levels


def _has_own_training(ground: Ground) -> bool:
    return ground.layout.permit is None and not ground.layout.shared


def _is_short(ground: Ground) -> bool:
    """Twice as long is still inside the horizon, with the waiting for courses."""
    layout = ground.layout
    waiting = 2 * layout.levels if layout.quarterly else 0
    return 2 * (layout.levels * layout.months + layout.training_months) + 1 + waiting <= HORIZON


FAULTS: dict[str, Fault] = {
    "cut-edge": Fault(cut_edge, _not_last),
    "no-second-chance": Fault(no_second_chance, lambda g: g.layout.placement),
    "lost-language-step": Fault(lost_language_step, lambda g: _not_last(g) and g.layout.permit is None),
    "closed-eligibility": Fault(closed_eligibility, lambda g: g.layout.statuses > 1),
    "age-limit-too-low": Fault(age_limit_too_low, _anywhere),
    "stay-too-long": Fault(stay_too_long, _anywhere),
    "ends-too-soon": Fault(ends_too_soon, lambda g: not g.layout.permit),
    "zero-territory": Fault(zero_territory, _anywhere),
    "ended-funding": Fault(ended_funding, _anywhere),
    "loop-of-courses": Fault(loop_of_courses, _not_last),
    "empty-months": Fault(empty_months, lambda g: _has_own_training(g) and _is_short(g)),
    "too-many-measures": Fault(too_many_measures, lambda g: _has_own_training(g)),
    "missing-procedure": Fault(missing_procedure, _not_last),
    "no-agreement": Fault(no_agreement, _anywhere),
    "agreement-ended": Fault(agreement_ended, _anywhere),
    "party-missing": Fault(party_missing, _anywhere),
    "twin-course": Fault(twin_course, _anywhere),
    "paid-twice": Fault(paid_twice, _anywhere),
    "unreachable-offer": Fault(unreachable_offer, _anywhere),
    "start-too-far": Fault(start_too_far, lambda g: g.layout.permit is None),
}


def plant(fault: str, seed: int) -> Planted:
    """A sound concept and the same with one fault; KeyError for a fault that is not in FAULTS."""
    ground = find_ground(fault, seed, FAULTS[fault].suits)
    faulty, findings, companions = FAULTS[fault].plant(ground)
    return Planted(fault, seed, ground.sound, faulty, tuple(findings), tuple(companions))


def _narrowed(
    ground: Ground,
    values: dict[str, tuple[str, ...]] | None = None,
    clocks: dict[str, ClockLimit] | None = None,
) -> tuple[AccessRule, ...]:
    """The doors of the training, which ask for more than before."""
    return tuple(
        replace(
            rule,
            when=Condition({**rule.when.values, **(values or {})}, {**rule.when.clocks, **(clocks or {})}),
        )
        for rule in ground.sound.offer(ground.training).access
    )


def _unbacked(ground: Ground, kind: str, named: str, agreements: tuple[Agreement, ...]) -> Found:
    ends = (ground.advice, ground.course)
    faulty = ground.with_transition(*ends, agreement=named)
    faulty = replace(faulty, agreements=(*faulty.agreements, *agreements))
    concerned = ground.concerned((ground.number - 1,))
    return faulty, [Expected("handover-unbacked", kind, transition=ends, concerned=concerned, way=1)], []
