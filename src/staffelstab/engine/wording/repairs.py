"""A repair in words: what would have to be agreed, for whom it opens a way, what it does to the rest."""

from __future__ import annotations

from collections.abc import Sequence

from staffelstab.engine.check import Finding, Persons, ProfileSet
from staffelstab.engine.model import Pathway
from staffelstab.engine.plan import (
    AddOffer,
    Aftermath,
    AgreeTransition,
    Change,
    ExtendTerritory,
    MakeEntryPoint,
    Repair,
)
from staffelstab.engine.wording import names
from staffelstab.engine.wording import profiles as profile_words
from staffelstab.engine.wording.texts import Texts


def changes(texts: Texts, changes: Sequence[Change], pathway: Pathway) -> tuple[str, ...]:
    """A sentence per change; more places for the same station are one sentence."""
    sentences, wider = [], dict.fromkeys(c.station for c in changes if isinstance(c, ExtendTerritory))
    for change in changes:
        if not isinstance(change, ExtendTerritory):
            sentences.append(_change(texts, change, pathway))
    for key in wider:
        added = [c.place for c in changes if isinstance(c, ExtendTerritory) and c.station == key]
        places = texts.all_of(names.place(pathway, place) for place in added)
        station = names.station(texts, pathway, key)
        sentences.append(texts.say("repair.change.territory", station=station, places=places))
    return tuple(sentences)


def _change(texts: Texts, change: AgreeTransition | MakeEntryPoint | AddOffer, pathway: Pathway) -> str:
    if isinstance(change, AddOffer):
        title = texts.quote(texts.label(change.offer.title, change.station))
        return texts.say("repair.change.offer", station=title)
    if isinstance(change, MakeEntryPoint):
        return texts.say("repair.change.entry-point", station=names.station(texts, pathway, change.station))
    origin, target = (names.station(texts, pathway, key) for key in (change.origin, change.target))
    if not change.is_drawn:
        return texts.say("repair.change.transition", origin=origin, target=target)
    ends = (change.origin, change.target)
    state = next(t.state for t in pathway.concept.transitions if (t.origin, t.target) == ends)
    drawn = texts.say(f"transition_state.{state}")
    return texts.say("repair.change.transition-drawn", origin=origin, target=target, state=drawn)


def heading(texts: Texts, repair: Repair, pathway: Pathway) -> str:
    """What stands above the changes, or that there are none and why."""
    if repair.changes:
        count = texts.count("repair.changes", len(changes(texts, repair.changes, pathway)))
        return texts.say("repair.heading", changes=count, cost=texts.number(repair.cost))
    return texts.say("repair.none_helps" if repair.not_repairable else "repair.nothing_to_do")


def told(texts: Texts, repair: Repair, pathway: Pathway) -> tuple[str, ...]:
    """For whom a way opens, why nothing less is enough, whom nothing helps."""
    lines = []
    if repair.closed is not None:
        lines.append(_whom(texts, "repair.closed", repair.closed, repair.closed_persons, pathway))
        lines.append(
            texts.say("repair.minimal" if repair.is_minimal else "repair.not_proven", **_proof(texts, repair))
        )
    if repair.not_repairable is not None:
        lines.append(
            _whom(texts, "repair.left", repair.not_repairable, repair.not_repairable_persons, pathway)
        )
        lines.append(texts.say("repair.left_why", **_proof(texts, repair)))
    return tuple(lines)


def _proof(texts: Texts, repair: Repair) -> dict[str, str]:
    return {
        "least": texts.number(repair.at_least),
        "considered": texts.count("repair.considered", len(repair.proof.considered)),
        "clauses": texts.count("repair.clauses", len(repair.proof.clauses)),
    }


def _whom(texts: Texts, key: str, whom: ProfileSet, persons: Persons, pathway: Pathway) -> str:
    counted = profile_words.counted(texts, whom)
    said = texts.say(key, profiles=counted, persons=profile_words.persons(texts, persons))
    told = profile_words.features(texts, whom, pathway)
    if not told:
        return said
    return f"{said} {texts.say('extent.box' if whom.is_box else 'extent.hull', description=told)}"


def alternatives(texts: Texts, repair: Repair, pathway: Pathway) -> tuple[str, ...]:
    """A sentence per other set of the same cost, with what it has and the proposed one does not."""
    proposed, lines = set(repair.changes), []
    for other in repair.alternatives:
        instead = [change for change in repair.changes if change not in set(other)]
        added = [change for change in other if change not in proposed]
        lines.append(
            texts.say(
                "repair.alternative",
                instead=" ".join(changes(texts, instead, pathway)),
                added=" ".join(changes(texts, added, pathway)),
            )
        )
    if repair.more_alternatives:
        lines.append(texts.say("repair.more_alternatives"))
    return tuple(lines)


def aftermath(texts: Texts, after: Aftermath) -> tuple[str, ...]:
    """How many have a way before and after, and how many findings go, remain, grow, appear."""
    numbers = {"before": after.before.with_way, "after": after.after.with_way, "total": after.after.profiles}
    lines = [texts.say("repair.ways", **{name: texts.number(count) for name, count in numbers.items()})]
    for key, findings in groups(after).items():
        if findings:
            lines.append(texts.count(f"repair.{key}", len(findings)))
    if not after.appear and not after.grown:
        lines.append(texts.say("repair.nothing_new"))
    return tuple(lines)


def groups(after: Aftermath) -> dict[str, tuple[Finding, ...]]:
    """The findings by what happens to them, in the order in which they are told."""
    return {"gone": after.gone, "appear": after.appear, "grown": after.grown, "remain": after.remain}
