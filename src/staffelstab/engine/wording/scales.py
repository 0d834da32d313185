"""Values, months and conditions in words. Labels are data of the file: no sentence may bend them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from staffelstab.engine.model import Attribute, Clock, ClockLimit, Condition, Scales
from staffelstab.engine.wording.texts import Texts

LONGEST_CODE = 5


def attribute_of(scales: Scales, key: str) -> Attribute:
    """The attribute, or one without values for a key that the scales do not know (a half-finished file)."""
    return next((a for a in scales.attributes if a.key == key), Attribute(key, "unordered", ()))


def clock_of(scales: Scales, key: str) -> Clock:
    return next((c for c in scales.clocks if c.key == key), Clock(key, "fixed"))


def attribute_label(texts: Texts, attribute: Attribute) -> str:
    return texts.label(attribute.label, attribute.key)


def clock_label(texts: Texts, clock: Clock) -> str:
    return texts.label(clock.label, clock.key)


def value_label(texts: Texts, attribute: Attribute, key: str) -> str:
    value = next((v for v in attribute.values if v.key == key), None)
    return texts.label(value.label, key) if value else key


def value_name(texts: Texts, attribute: Attribute, key: str) -> str:
    """The label as it stands in a sentence: codes such as A2 bare, everything else in quotation marks."""
    label = value_label(texts, attribute, key)
    is_code = len(label) <= LONGEST_CODE and not label[:1].islower() and " " not in label
    return label if is_code else texts.quote(label)


def pair(texts: Texts, attribute: Attribute, value: str) -> str:
    """Attribute and value; a value that names its attribute already ("Deutsch A2") stands alone."""
    name = attribute_label(texts, attribute)
    if name.casefold() in value.casefold():
        return value
    return texts.say("scale.pair", attribute=name, value=value)


def situation(texts: Texts, values: Mapping[str, str], scales: Scales) -> str:
    """A situation as a list, in the order of the scales."""
    order = [a.key for a in scales.attributes if a.key in values]
    order += [key for key in values if key not in order]
    named = [(attribute_of(scales, key), values[key]) for key in order]
    return texts.parts(pair(texts, attribute, value_name(texts, attribute, key)) for attribute, key in named)


def clocks(texts: Texts, months: Mapping[str, int], scales: Scales) -> str:
    return texts.parts(
        texts.say(
            "scale.clock",
            clock=clock_label(texts, clock_of(scales, key)),
            months=texts.months(count),
        )
        for key, count in months.items()
    )


def span(attribute: Attribute, values: Collection[str]) -> tuple[int, int] | None:
    """First and last position if the values are an unbroken stretch of an ordered scale."""
    if attribute.kind != "ordered":
        return None
    positions = [i for i, value in enumerate(attribute.values) if value.key in values]
    if (
        not positions
        or len(positions) != len(set(values))
        or positions[-1] - positions[0] + 1 != len(positions)
    ):
        return None
    return positions[0], positions[-1]


def allowed(texts: Texts, attribute: Attribute, values: Sequence[str]) -> str:
    """A set of values as short as it can be said: at least, at most, from to, all but, one of."""
    stretch = span(attribute, values)
    top = len(attribute.values) - 1
    if stretch and stretch[0] < stretch[1]:
        low, high = (value_name(texts, attribute, attribute.values[i].key) for i in stretch)
        if stretch == (0, top):
            return texts.say("scale.any")
        if stretch[1] == top:
            return texts.say("scale.at_least", value=low)
        return (
            texts.say("scale.at_most", value=high)
            if not stretch[0]
            else texts.say("scale.range", low=low, high=high)
        )
    others = excluded(attribute, values)
    if others:
        return texts.say(
            "scale.all_but", values=texts.all_of(value_name(texts, attribute, key) for key in others)
        )
    return texts.one_of(value_name(texts, attribute, key) for key in in_order(attribute, values))


def allowed_among(texts: Texts, attribute: Attribute, values: Sequence[str], among: Sequence[str]) -> str:
    """The same where only some values of the scale can occur at all: "at least" means among these."""
    occurring = tuple(value for value in attribute.values if value.key in among)
    return allowed(texts, replace(attribute, values=occurring), values)


def excluded(attribute: Attribute, values: Collection[str]) -> tuple[str, ...]:
    """The values left out, when naming these is shorter; nothing when naming the allowed ones is."""
    others = tuple(value.key for value in attribute.values if value.key not in values)
    return others if attribute.kind == "unordered" and len(others) <= 2 < len(values) else ()


def in_order(attribute: Attribute, values: Collection[str]) -> list[str]:
    known = [value.key for value in attribute.values if value.key in values]
    return known + [key for key in values if key not in known]


def is_age(texts: Texts, clock: Clock) -> bool:
    return clock.key in texts.say("age.keys").split()


def limit(texts: Texts, clock: Clock, limits: ClockLimit) -> str:
    """Months of a clock: at least, at most, from to."""
    if is_age(texts, clock):
        return age_limit(texts, limits)
    low, high = limits.minimum, limits.maximum
    if low is not None and high is not None:
        return texts.say("scale.range", low=texts.months(low), high=texts.months(high))
    if low is not None:
        return texts.say("scale.at_least", value=texts.months(low))
    return (
        texts.say("scale.at_most", value=texts.months(high)) if high is not None else texts.say("scale.any")
    )


def age_limit(texts: Texts, limits: ClockLimit) -> str:
    """Ages as people say them: at most 335 months are "höchstens 27 Jahre", for 27 lasts until 28."""
    low, high = limits.minimum, limits.maximum
    if high is None:
        return texts.say("scale.any") if low is None else texts.say("age.at_least", low=texts.months(low))
    until = texts.months(last_year(high))
    if high % 12 == 0:
        until = texts.say("age.exactly", years=until)
    if low is None:
        return texts.say("age.at_most", high=until)
    if low % 12 == 0 and high % 12 == 11:
        return texts.say("age.between", low=str(low // 12), high=str(high // 12))
    return texts.say("scale.range", low=texts.months(low), high=until)


def last_year(months: int) -> int:
    """The months of the last full year, where an upper limit of age ends with a year: 335 means 27 years."""
    return months - 11 if months % 12 == 11 else months


def condition_parts(texts: Texts, condition: Condition, scales: Scales) -> list[str]:
    """Every part of a condition as a noun: "Deutsch: mindestens A2", "Alter: 18 bis 27 Jahre"."""
    parts = []
    for key, values in condition.values.items():
        attribute = attribute_of(scales, key)
        parts.append(pair(texts, attribute, allowed(texts, attribute, values)))
    for key, limits in condition.clocks.items():
        clock = clock_of(scales, key)
        months = limit(texts, clock, limits)
        parts.append(texts.say("scale.clock", clock=clock_label(texts, clock), months=months))
    for key, day in condition.begun_by.items():
        parts.append(begun_by(texts, clock_of(scales, key), day))
    return parts


def begun_by(texts: Texts, clock: Clock, day: dt.date) -> str:
    return texts.say("scale.begun_by", clock=clock_label(texts, clock), date=texts.date(day))


def condition(texts: Texts, condition: Condition, scales: Scales) -> str:
    return texts.parts(condition_parts(texts, condition, scales)) or texts.say("scale.anyone")
