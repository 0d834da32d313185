"""Who is concerned: situations at entry and persons, as counts."""

from __future__ import annotations

from staffelstab.engine.check import Persons, ProfileSet
from staffelstab.engine.model import Pathway
from staffelstab.engine.wording import names
from staffelstab.engine.wording import scales as scale_words
from staffelstab.engine.wording.texts import Texts


def counted(texts: Texts, profiles: ProfileSet) -> str:
    total = texts.number(profiles.total)
    if profiles.count == profiles.total:
        return texts.say("profiles.one" if profiles.total == 1 else "profiles.all", total=total)
    return texts.say("profiles.part", count=texts.number(profiles.count), total=total)


def persons(texts: Texts, persons: Persons) -> str:
    low, high = persons.minimum or 0, persons.maximum
    if high is None and low == 0:
        return texts.say("persons.unknown")
    if high is None:
        return texts.say("persons.at_least_some", low=texts.count("persons.count", low))
    if high == 0:
        return texts.say("persons.exactly_none")
    if low == high:
        return texts.count("persons.count", high)
    if low == 0:
        return texts.say("persons.at_most_some", high=texts.count("persons.count", high))
    return texts.say("persons.between", low=texts.number(low), high=texts.count("persons.count", high))


def features(texts: Texts, profiles: ProfileSet, pathway: Pathway) -> str:
    """What tells the concerned profiles from all others: attributes, months, places that are narrowed."""
    space, scales = pathway.profiles, pathway.scales
    parts = []
    for key, values in profiles.values.items():
        if set(space.values.get(key, values)) - set(values):
            attribute = scale_words.attribute_of(scales, key)
            among = space.values[key]
            said = scale_words.allowed_among(texts, attribute, values, among)
            parts.append(scale_words.pair(texts, attribute, said))
    for key, months in profiles.clocks.items():
        if key not in space.same_as and set(space.clocks.get(key, months)) - set(months):
            clock = scale_words.clock_of(scales, key)
            said = texts.one_of(texts.months(count) for count in sorted(months))
            name = scale_words.clock_label(texts, clock)
            parts.append(texts.say("scale.clock", clock=name, months=said))
    parts.append(names.places(texts, pathway, profiles.places))
    return texts.parts(part for part in parts if part)


def profiles(texts: Texts, profiles: ProfileSet, pathway: Pathway) -> str:
    """Count and features in one phrase."""
    told = features(texts, profiles, pathway)
    if not told:
        return counted(texts, profiles)
    key = "extent.box" if profiles.is_box else "extent.hull"
    return f"{counted(texts, profiles)}. {texts.say(key, description=told)}"


def extent(texts: Texts, profiles: ProfileSet, persons_concerned: Persons, pathway: Pathway) -> str:
    """The closing words of every finding: how many situations, how many persons, what they have in common."""
    concerned = texts.say(
        "extent.concerned", profiles=counted(texts, profiles), persons=persons(texts, persons_concerned)
    )
    told = features(texts, profiles, pathway)
    if not told:
        return concerned
    return f"{concerned} {texts.say('extent.box' if profiles.is_box else 'extent.hull', description=told)}"


def is_whole_group(profiles: ProfileSet, pathway: Pathway, group: frozenset[str]) -> bool:
    """Is every profile of the space with these group values concerned?"""
    space = pathway.profiles
    every_place = {place.key for place in pathway.places}
    return (
        profiles.is_box
        and all(set(space.values.get(k, v)) <= set(v) for k, v in profiles.values.items() if k not in group)
        and all(set(space.clocks.get(k, m)) <= set(m) for k, m in profiles.clocks.items())
        and every_place <= set(profiles.places)
    )
