"""Place/transition nets: a token is one case, a place is where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from staffelstab.engine.files.exchange.arrows import arrows_of
from staffelstab.engine.files.exchange.xml_text import Ids, label_text
from staffelstab.engine.model import Pathway, TransitionState


@dataclass(frozen=True)
class Arc:
    source: str
    target: str


@dataclass(frozen=True)
class Net:
    """places and transitions: name of the element → text for people. marked: where the one token stands at first."""

    title: str
    places: dict[str, str] = field(default_factory=dict)
    transitions: dict[str, str] = field(default_factory=dict)
    arcs: list[Arc] = field(default_factory=list)
    marked: str = "beginning"

    def step(self, name: str, text: str, origin: str, target: str) -> None:
        """A transition that takes the token from one place to another."""
        self.transitions[name] = text
        self.arcs.extend((Arc(origin, name), Arc(name, target)))


def concept_net(
    pathway: Pathway, *, weakest: TransitionState = TransitionState.AIMED, language: str = "de"
) -> Net:
    """The arrows of a concept: a place per station, one for the beginning, one for all goals; a step per arrow.

    The net knows nobody: any case can take any arrow.
    """
    arrows, ids = arrows_of(pathway, weakest), Ids()
    net = Net(label_text({"": pathway.title}, "", "concept"))
    begin, goal = ids.new("beginning"), ids.new("goal")
    net.places[begin] = begin
    at = {offer.key: ids.new("at", offer.key) for offer in arrows.stations}
    for offer in arrows.stations:
        net.places[at[offer.key]] = label_text(offer.title, language, offer.key)
    net.places[goal] = goal
    for key in arrows.entries:
        net.step(ids.new("enter", key), net.places[at[key]], begin, at[key])
    for arrow in arrows.transitions:
        name = ids.new("go", arrow.origin, arrow.target)
        net.step(name, net.places[at[arrow.target]], at[arrow.origin], at[arrow.target])
    for key, met in arrows.ends:
        net.step(ids.new("reach", key, met.key), label_text(met.label, language, met.key), at[key], goal)
    return net
