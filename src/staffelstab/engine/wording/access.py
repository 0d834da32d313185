"""Offers in words: who may enter, what is different afterwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import groupby

from staffelstab.engine.model import (
    AccessRule,
    Attribute,
    Clock,
    ClockLimit,
    Condition,
    Effect,
    Kind,
    Offer,
    Outcome,
    Pathway,
    Scales,
    Verdict,
)
from staffelstab.engine.wording import scales as scale_words
from staffelstab.engine.wording.texts import Texts, sentence

CLOSED = (Verdict.CLOSED, Verdict.NOT_APPLICABLE)


def access(texts: Texts, offer: Offer, source: Pathway | Scales, date: dt.date) -> tuple[str, ...]:
    """Entry conditions on a day as sentences, the surest door first."""
    scales = source.scales if isinstance(source, Pathway) else source
    rules = [rule for rule in offer.access if rule.period.contains(date)]
    lines = _rules(texts, rules, scales, date)
    lines += [texts.say("access.to_check", condition=sentence(text)) for text in offer.conditions]
    lines += _frame(texts, offer, source)
    return tuple(lines)


def _rules(texts: Texts, rules: Sequence[AccessRule], scales: Scales, date: dt.date) -> list[str]:
    open_rules = [rule for rule in rules if rule.verdict not in CLOSED]
    if not open_rules:
        return [texts.say("access.no_rule_now", date=texts.date(date))]
    common = shared_part([rule.when for rule in open_rules]) if len(open_rules) > 1 else Condition()
    lines = []
    if common != Condition():
        noun = scale_words.condition(texts, common, scales)
        lines.append(texts.say("access.common", noun=noun))
    for verdict in Verdict:
        for rule in (rule for rule in rules if rule.verdict is verdict):
            rest = rule.when if verdict in CLOSED else without(rule.when, common)
            lines.append(_rule(texts, verdict, rest, scales))
            if rule.note:
                lines.append(texts.say("access.note", note=sentence(rule.note)))
    return lines + _left_out(texts, rules, scales)


def _rule(texts: Texts, verdict: Verdict, when: Condition, scales: Scales) -> str:
    if when == Condition():
        return texts.say(f"access.anyone.{verdict}")
    noun = scale_words.condition(texts, when, scales)
    return texts.say(f"access.rule.{verdict}", who=who(texts, when, scales), noun=noun)


def _left_out(texts: Texts, rules: Sequence[AccessRule], scales: Scales) -> list[str]:
    """Values of an unordered attribute that no rule names: there is no door for them."""
    lines = []
    for attribute in scales.attributes:
        named = [rule.when.values.get(attribute.key) for rule in rules]
        if attribute.kind == "ordered" or not all(named):
            continue
        covered = {key for values in named for key in values or ()}
        missing = [value.key for value in attribute.values if value.key not in covered]
        if missing:
            values = texts.one_of(scale_words.value_name(texts, attribute, key) for key in missing)
            name = scale_words.attribute_label(texts, attribute)
            lines.append(texts.say("access.missing", attribute=name, values=values))
    return lines


def shared_part(conditions: Sequence[Condition]) -> Condition:
    """What all conditions demand in the same words, so that it is said once."""
    first, *others = conditions
    return Condition(
        {k: v for k, v in first.values.items() if all(o.values.get(k) == v for o in others)},
        {k: v for k, v in first.clocks.items() if all(o.clocks.get(k) == v for o in others)},
        {k: v for k, v in first.begun_by.items() if all(o.begun_by.get(k) == v for o in others)},
    )


def without(condition: Condition, common: Condition) -> Condition:
    return Condition(
        {k: v for k, v in condition.values.items() if k not in common.values},
        {k: v for k, v in condition.clocks.items() if k not in common.clocks},
        {k: v for k, v in condition.begun_by.items() if k not in common.begun_by},
    )


def who(texts: Texts, condition: Condition, scales: Scales) -> str:
    """A condition after "wer": "mindestens Deutsch A2 hat und 18 bis 27 Jahre alt ist"."""
    clauses = [clause.rsplit("|", 1) for clause in _clauses(texts, condition, scales)]
    shared = groupby(clauses, key=lambda clause: clause[1])
    return texts.all_of(
        texts.say("who.order", what=texts.all_of(what for what, _ in group), verb=verb)
        for verb, group in shared
    )


def _clauses(texts: Texts, condition: Condition, scales: Scales) -> list[str]:
    """The parts of a condition, each with its verb after a bar."""
    parts = [
        _who_attribute(texts, scale_words.attribute_of(scales, key), values)
        for key, values in condition.values.items()
    ]
    parts += [_who_clock(texts, scale_words.clock_of(scales, k), v) for k, v in condition.clocks.items()]
    for key, day in condition.begun_by.items():
        clock = _named(texts, scale_words.clock_label(texts, scale_words.clock_of(scales, key)))
        parts.append(texts.say("who.begun_by", clock=clock, date=texts.date(day)))
    return parts


def _who_attribute(texts: Texts, attribute: Attribute, values: tuple[str, ...]) -> str:
    name = scale_words.attribute_label(texts, attribute)
    if attribute.kind == "ordered":
        return _who_ordered(texts, attribute, name, values)
    others = scale_words.excluded(attribute, values)
    named = texts.one_of(
        scale_words.value_name(texts, attribute, key)
        for key in others or scale_words.in_order(attribute, values)
    )
    return texts.say(
        "who.all_but" if others else "who.unordered", attribute=_named(texts, name), values=named
    )


def _who_ordered(texts: Texts, attribute: Attribute, name: str, values: tuple[str, ...]) -> str:
    stretch = scale_words.span(attribute, values)
    if stretch is None or stretch[1] != len(attribute.values) - 1 or stretch[0] == 0:
        said = scale_words.allowed(texts, attribute, values)
        return texts.say("who.ordered", attribute=_named(texts, name), values=said)
    value = scale_words.value_label(texts, attribute, attribute.values[stretch[0]].key)
    if name.casefold() in value.casefold():
        return texts.say("who.own_at_least", value=_named(texts, value))
    if len(value) <= 5 and value[:1].isupper() and " " not in name:
        return texts.say("who.short_at_least", attribute=name, value=value)
    return texts.say("who.at_least", attribute=_named(texts, name), value=texts.quote(value))


def _who_clock(texts: Texts, clock: Clock, limits: ClockLimit) -> str:
    months = scale_words.limit(texts, clock, limits)
    label = _named(texts, scale_words.clock_label(texts, clock))
    if not scale_words.is_age(texts, clock):
        return texts.say("who.clock", clock=label, months=months)
    return texts.say("who.age", months=months)


def _named(texts: Texts, name: str) -> str:
    """A name of several words is set in quotation marks, so that the sentence around it stays readable."""
    return texts.say("form.name", text=name) if " " in name else name


def _frame(texts: Texts, offer: Offer, source: Pathway | Scales) -> list[str]:
    """When and for which places the offer exists."""
    lines = []
    start, end = offer.period.valid_from, offer.period.valid_to
    if start and end:
        lines.append(texts.say("access.period_both", start=texts.date(start), end=texts.date(end)))
    elif start:
        lines.append(texts.say("access.period_from", start=texts.date(start)))
    elif end:
        lines.append(texts.say("access.period_to", end=texts.date(end)))
    if offer.start_months:
        months = texts.one_of(texts.calendar_month(month) for month in offer.start_months)
        lines.append(texts.say("access.start_months", months=months))
    if offer.territory is not None:
        names = _place_names(source)
        places = texts.all_of(names.get(key, key) for key in offer.territory)
        lines.append(texts.say("access.territory", places=places or texts.say("form.none")))
    return lines


def _place_names(source: Pathway | Scales) -> Mapping[str, str]:
    return {place.key: place.name for place in source.places} if isinstance(source, Pathway) else {}


def outcomes(texts: Texts, offer: Offer, scales: Scales) -> tuple[str, ...]:
    """How long it takes and the ways it can end."""
    lines = [_duration(texts, offer)]
    for outcome in offer.outcomes:
        lines += _outcome(texts, outcome, offer, scales)
    unknown = [outcome for outcome in offer.outcomes if outcome.share is None]
    if unknown:
        known = len(unknown) < len(offer.outcomes)
        lines.append(texts.say("outcome.some_shares_unknown" if known else "outcome.shares_unknown"))
    return tuple(lines)


def _duration(texts: Texts, offer: Offer) -> str:
    if offer.months:
        return texts.say("outcome.duration", months=texts.months(offer.months))
    return texts.say("outcome.no_duration" if offer.kind is Kind.ACCOMPANIMENT else "outcome.at_once")


def _outcome(texts: Texts, outcome: Outcome, offer: Offer, scales: Scales) -> list[str]:
    what = texts.all_of(_effect(texts, effect, scales) for effect in outcome.effects) or texts.say(
        "outcome.nothing"
    )
    label = texts.label(outcome.label, outcome.key if outcome.is_failure else "")
    key = "outcome.failure" if outcome.is_failure else "outcome.named" if label else "outcome.unnamed"
    lines = [texts.say(key, name=texts.quote(label), what=what)]
    if outcome.months is not None and outcome.months != offer.months:
        lines.append(_after(texts, outcome.months))
    if outcome.share is not None and outcome.share_basis:
        basis = sentence(outcome.share_basis)
        lines.append(texts.say("outcome.share_basis", percent=texts.percent(outcome.share), basis=basis))
    elif outcome.share is not None:
        lines.append(texts.say("outcome.share", percent=texts.percent(outcome.share)))
    return lines


def _after(texts: Texts, months: int) -> str:
    if not months:
        return texts.say("outcome.at_beginning")
    return texts.say("outcome.months", months=texts.after_months(months))


def _effect(texts: Texts, effect: Effect, scales: Scales) -> str:
    attribute = scale_words.attribute_of(scales, effect.attribute)
    key = "outcome.raise" if attribute.kind == "ordered" else "outcome.set"
    words = {
        "attribute": scale_words.attribute_label(texts, attribute),
        "value": scale_words.value_name(texts, attribute, effect.to),
    }
    is_lowest = attribute.kind == "ordered" and effect.source == attribute.values[0].key
    if effect.source is None or is_lowest:
        return texts.say(key, **words)
    return texts.say(f"{key}_from", source=scale_words.value_name(texts, attribute, effect.source), **words)
