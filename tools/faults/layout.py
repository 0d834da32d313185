"""Sound concepts of several sizes: nobody is stuck in them, by construction.

In every place: advice (the entry point) leads to the courses, each of which raises the language by one step; the last
one can be failed and then leads to a placement; from the last course and the placement a training leads to a job. A
permit, where one is needed, is a legal step beside. All invented; no number stands for anything that was counted.
"""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass

from staffelstab.engine.model import (
    AccessRule,
    Agreement,
    Attribute,
    Clock,
    Concept,
    Condition,
    Effect,
    Goal,
    Handover,
    Kind,
    Offer,
    Organisation,
    Outcome,
    Pathway,
    Place,
    ProfileSpace,
    Scales,
    Settings,
    Transition,
    TransitionState,
    Value,
)

DATE = dt.date(2027, 1, 1)
HORIZON = 60
YOUNG, OLD = 216, 480
HERE_FOR = (0, 120)
TOWNS = ("Aue", "Berg", "Dorn", "Esch")
COMPLETE = Handover("adviser", "teacher", "in person", 14, "certificate", "in writing")


@dataclass(frozen=True)
class Layout:
    """How large a concept is. levels: courses in each place. statuses: how many groups there are.

    permit: months the permit takes, None where none is needed. placement: whether the last course can be failed.
    shared: one training for all places. months: of a course; training_months: of the training.
    """

    places: int
    levels: int
    statuses: int
    permit: int | None
    placement: bool
    shared: bool
    months: int
    training_months: int
    quarterly: bool

    @property
    def stations(self) -> int:
        in_each = 1 + self.levels + self.placement + (self.permit is not None) + (not self.shared)
        return self.places * in_each + self.shared

    def towns(self) -> range:
        return range(1, self.places + 1)

    def level(self, number: int) -> str:
        return f"L{number}"


def draw(random_: random.Random) -> Layout:
    """Any layout with 3 to 40 stations."""
    while True:
        layout = Layout(
            places=random_.choice((1, 1, 2, 2, 3, 4)),
            levels=random_.choice((1, 2, 2, 3, 4, 6)),
            statuses=random_.choice((1, 2, 3)),
            permit=random_.choice((None, None, 0, 2)),
            placement=random_.random() < 0.6,
            shared=random_.random() < 0.3,
            months=random_.choice((3, 6)),
            training_months=random_.choice((6, 8)),
            quarterly=random_.random() < 0.4,
        )
        if 3 <= layout.stations <= 40:
            return layout


# --- keys --------------------------------------------------------------------------------------------


def advice(town: int) -> str:
    return f"town{town}-advice"


def course(town: int, number: int) -> str:
    return f"town{town}-course{number}"


def placement(town: int) -> str:
    return f"town{town}-placement"


def permit(town: int) -> str:
    return f"town{town}-permit"


def training(layout: Layout, town: int) -> str:
    return "training" if layout.shared else f"town{town}-training"


def place_key(town: int) -> str:
    return f"9900{town}001"


# --- parts -------------------------------------------------------------------------------------------


def build(layout: Layout) -> Pathway:
    """The sound concept of a layout."""
    offers = tuple(_offers(layout))
    keys = tuple(offer.key for offer in offers)
    goal = Goal("job", {"de": "Arbeit", "en": "job"}, Condition({"work": ("job",)}))
    concept = Concept(keys, tuple(map(advice, layout.towns())), tuple(_transitions(layout)), (goal,))
    organisations = [org for town in layout.towns() for org in _organisations(town)]
    return Pathway(
        f"Seeded concept of {len(keys)} stations (invented)",
        _scales(layout),
        offers,
        concept,
        _profiles(layout),
        tuple(Place(place_key(town), TOWNS[town - 1]) for town in layout.towns()),
        organisations=(*organisations, Organisation("works", "Works")),
        agreements=tuple(
            Agreement(f"together{town}", f"Together {town}", _parties(town)) for town in layout.towns()
        ),
        settings=Settings(HORIZON, 3, layout.levels + 2),
        date=DATE,
    )


def _organisations(town: int) -> tuple[Organisation, ...]:
    return Organisation(f"centre{town}", f"Centre {town}"), Organisation(f"school{town}", f"School {town}")


def _parties(town: int) -> tuple[str, ...]:
    return f"centre{town}", f"school{town}", "works"


def _scales(layout: Layout) -> Scales:
    levels = tuple(Value(layout.level(number)) for number in range(layout.levels + 1))
    statuses = tuple(Value(f"group{number}", rank=0) for number in range(1, layout.statuses + 1))
    attributes = [
        Attribute("status", "unordered", statuses, groups=True),
        Attribute("language", "ordered", levels),
        Attribute("experience", "ordered", (Value("none"), Value("some"))),
        Attribute("permit", "ordered", (Value("none"), Value("granted"))),
        Attribute("work", "ordered", (Value("none"), Value("job"))),
    ]
    return Scales(tuple(attributes), (Clock("age", "fixed"), Clock("stay", "fixed")))


def _profiles(layout: Layout) -> ProfileSpace:
    values = {
        "status": tuple(f"group{number}" for number in range(1, layout.statuses + 1)),
        "language": tuple(layout.level(number) for number in range(layout.levels + 1)),
    }
    return ProfileSpace(values, {"age": (YOUNG, OLD), "stay": HERE_FOR})


def _offers(layout: Layout) -> Iterator[Offer]:
    for town in layout.towns():
        here = (place_key(town),)
        centre, school = (org.key for org in _organisations(town))
        yield Offer(advice(town), {"en": "Advice"}, Kind.ACCOMPANIMENT, organisation=centre, territory=here)
        for number in range(1, layout.levels + 1):
            yield _course(layout, town, number, school)
        if layout.placement:
            done = Outcome("done", (Effect("experience", "some"),))
            only = (_only(language=layout.level(layout.levels - 1)),)
            yield Offer(
                placement(town), {"en": "Placement"}, Kind.MEASURE, 4, only, (done,), school, territory=here
            )
        if layout.permit is not None:
            granted = (Outcome("granted", (Effect("permit", "granted", "none"),)),)
            yield Offer(
                permit(town),
                {"en": "Permit"},
                Kind.LEGAL_STEP,
                layout.permit,
                outcomes=granted,
                territory=here,
            )
        if not layout.shared:
            yield _training(layout, training(layout, town), here)
    if layout.shared:
        yield _training(layout, "training", None)


def _course(layout: Layout, town: int, number: int, school: str) -> Offer:
    before, after = layout.level(number - 1), layout.level(number)
    outcomes = [Outcome("passed", (Effect("language", after, before),))]
    if layout.placement and number == layout.levels:
        outcomes.append(Outcome("failed", is_failure=True))
    return Offer(
        course(town, number),
        {"en": f"Course {number}"},
        Kind.MEASURE,
        layout.months,
        (_only(language=before, experience="none"),),
        tuple(outcomes),
        school,
        territory=(place_key(town),),
        start_months=(1, 4, 7, 10) if layout.quarterly else (),
    )


def _training(layout: Layout, key: str, territory: tuple[str, ...] | None) -> Offer:
    granted = {} if layout.permit is None else {"permit": "granted"}
    doors = [_only(language=layout.level(layout.levels), **granted)]
    if layout.placement:
        doors.append(_only(experience="some", **granted))
    job = Outcome("job", (Effect("work", "job"),))
    return Offer(
        key,
        {"en": "Training"},
        Kind.MEASURE,
        layout.training_months,
        tuple(doors),
        (job,),
        "works",
        territory=territory,
    )


def _only(**values: str) -> AccessRule:
    return AccessRule(when=Condition({key: (value,) for key, value in values.items()}))


def _transitions(layout: Layout) -> Iterator[Transition]:
    for town in layout.towns():
        last, works = course(town, layout.levels), training(layout, town)
        courses = [course(town, number) for number in range(1, layout.levels + 1)]
        pairs = [(advice(town), key) for key in courses] + list(itertools.pairwise(courses))
        ends = [advice(town), last] + [placement(town)] * layout.placement
        pairs += [(last, placement(town))] * layout.placement
        pairs += [(end, works) for end in ends]
        if layout.permit is not None:
            pairs += [(end, permit(town)) for end in ends] + [(permit(town), works)]
        for origin, target in pairs:
            yield Transition(
                origin, target, TransitionState.AGREED, handover=COMPLETE, agreement=f"together{town}"
            )
