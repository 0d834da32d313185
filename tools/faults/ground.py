"""What the faults have in common: which layouts bear them, how a concept is changed, who is concerned."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from staffelstab.engine.model import Kind, Offer, Pathway, Transition, TransitionState
from tools.faults import layout as keys
from tools.faults.expected import Concerned, Expected
from tools.faults.layout import Layout, build, draw


@dataclass(frozen=True)
class Ground:
    """A sound concept in which a fault is planted, and the town and the course that were chosen for it."""

    layout: Layout
    sound: Pathway
    town: int
    number: int
    random: random.Random

    # --- names ------------------------------------------------------------------------------------

    @property
    def advice(self) -> str:
        return keys.advice(self.town)

    @property
    def course(self) -> str:
        return keys.course(self.town, self.number)

    @property
    def course_before(self) -> str:
        return keys.course(self.town, self.number - 1)

    @property
    def next_course(self) -> str:
        return keys.course(self.town, self.number + 1)

    @property
    def last_course(self) -> str:
        return keys.course(self.town, self.layout.levels)

    @property
    def placement(self) -> str:
        return keys.placement(self.town)

    @property
    def training(self) -> str:
        return keys.training(self.layout, self.town)

    @property
    def works_towns(self) -> tuple[int, ...]:
        """The towns whose training is the one of this town."""
        return tuple(self.layout.towns()) if self.layout.shared else (self.town,)

    # --- changes ----------------------------------------------------------------------------------

    def with_offer(self, key: str, **changed: object) -> Pathway:
        offers = tuple(
            replace(o, **changed) if o.key == key else o  # type: ignore[arg-type]
            for o in self.sound.offers
        )
        return replace(self.sound, offers=offers)

    def with_transitions(self, transitions: Sequence[Transition], *more: Offer) -> Pathway:
        concept = self.sound.concept
        stations = (*concept.stations, *(offer.key for offer in more))
        concept = replace(concept, transitions=tuple(transitions), stations=stations)
        return replace(self.sound, concept=concept, offers=(*self.sound.offers, *more))

    def without_transition(self, origin: str, target: str) -> Pathway:
        kept = [t for t in self.sound.concept.transitions if (t.origin, t.target) != (origin, target)]
        if len(kept) == len(self.sound.concept.transitions):
            raise KeyError((origin, target))
        return self.with_transitions(kept)

    def with_transition(self, origin: str, target: str, **changed: object) -> Pathway:
        return self.with_transitions(
            [
                replace(t, **changed) if (t.origin, t.target) == (origin, target) else t  # type: ignore[arg-type]
                for t in self.sound.concept.transitions
            ]
        )

    def with_detour(self, *measures: tuple[str, int]) -> Pathway:
        """Whoever goes to the training of this town goes through these measures first; they change nothing.

        measures: names with their months. The training must be the town's own and need no permit.
        """
        offers = [
            Offer(
                f"town{self.town}-{name}",
                {"en": name.title()},
                Kind.MEASURE,
                months,
                self.sound.offer(self.training).access,
                territory=(keys.place_key(self.town),),
            )
            for name, months in measures
        ]
        stations = [*(offer.key for offer in offers), self.training]
        arrows = [
            replace(t, target=stations[0]) if t.target == self.training else t
            for t in self.sound.concept.transitions
        ]
        arrows += [
            Transition(*ends, TransitionState.AGREED, handover=keys.COMPLETE)
            for ends in itertools.pairwise(stations)
        ]
        return self.with_transitions(arrows, *offers)

    # --- who is concerned -------------------------------------------------------------------------

    def concerned(
        self,
        levels: Sequence[int] | None = None,
        *,
        towns: Sequence[int] | None = None,
        status: str | None = None,
        ages: tuple[int, ...] = (keys.YOUNG, keys.OLD),
        stays: tuple[int, ...] = keys.HERE_FOR,
    ) -> Concerned:
        """Profiles with these levels of language at entry; everything else as it may be."""
        statuses = self.statuses() if status is None else (status,)
        chosen = range(self.layout.levels + 1) if levels is None else levels
        values = {
            "status": statuses,
            "language": tuple(self.layout.level(level) for level in chosen),
            "experience": ("none",),
            "permit": ("none",),
            "work": ("none",),
        }
        places = tuple(keys.place_key(town) for town in ((self.town,) if towns is None else towns))
        return Concerned(values, {"age": ages, "stay": stays}, places)

    def statuses(self) -> tuple[str, ...]:
        return tuple(f"group{number}" for number in range(1, self.layout.statuses + 1))

    def for_each_group(self, finding: Expected, concerned: Callable[[str], Concerned]) -> Iterator[Expected]:
        """Gaps are told apart by status."""
        for status in self.statuses():
            yield replace(finding, group={"status": status}, concerned=concerned(status))

    # --- what cannot but come along -------------------------------------------------------------

    def stuck_before_training(self) -> Iterator[Expected]:
        """Where people stand for whom the training of this town stays closed."""
        for town in self.works_towns:
            for station in (keys.advice(town), *self.comers_of(town)):
                yield Expected("dead-end", "closed", (station,))

    def comers_of(self, town: int) -> tuple[str, ...]:
        """Measures that lead to the training."""
        last = keys.course(town, self.layout.levels)
        return (last, keys.placement(town)) if self.layout.placement else (last,)

    @property
    def steps_before_training(self) -> int:
        """From the lowest level: advice, every course, the permit."""
        return 1 + self.layout.levels + (self.layout.permit is not None)


def find_ground(fault: str, seed: int, suits: Callable[[Ground], bool]) -> Ground:
    """The first layout, town and course from this seed that can bear a fault; the same for the same seed."""
    chance = random.Random(f"{fault} {seed}")  # noqa: S311  no secret hangs on it
    while True:
        layout = draw(chance)
        town, number = chance.randint(1, layout.places), chance.randint(1, layout.levels)
        ground = Ground(layout, build(layout), town, number, chance)
        if suits(ground):
            return ground
