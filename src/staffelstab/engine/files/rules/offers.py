"""Rules about one offer: access, outcomes and effects that fit the scales."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping

from staffelstab.engine.errors import Path
from staffelstab.engine.files.parts.conditions import attribute_keys, find_attribute
from staffelstab.engine.files.problems import ProblemList
from staffelstab.engine.files.rules.conditions import check_condition
from staffelstab.engine.files.rules.keys import check_distinct, check_known, check_period, check_unique
from staffelstab.engine.model import Attribute, Effect, Kind, Offer, Outcome, Scales

MOST_SITUATIONS = 10_000


def check_one_offer(offer: Offer, scales: Scales, path: Path, problems: ProblemList) -> None:
    check_period(offer.period, path, problems)
    if not offer.title:
        problems.report("missing-key", (*path, "title"), key="title")
    check_distinct(offer.territory or (), (*path, "territory"), problems)
    check_distinct(offer.start_months, (*path, "start_months"), problems)
    for index, rule in enumerate(offer.access):
        check_period(rule.period, (*path, "access", index), problems)
        check_condition(rule.when, scales, (*path, "access", index, "when"), problems)
    check_unique((o.key for o in offer.outcomes), "outcomes", (*path, "outcomes"), problems)
    for index, outcome in enumerate(offer.outcomes):
        _check_effects(outcome, scales, (*path, "outcomes", index, "effects"), problems)
    _check_months(offer, path, problems)
    _check_shares(offer, scales, path, problems)


def _check_months(offer: Offer, path: Path, problems: ProblemList) -> None:
    """Accompaniment runs beside the way and takes no time on it."""
    if offer.kind is not Kind.ACCOMPANIMENT:
        return
    if offer.months:
        problems.report("accompaniment-with-months", (*path, "months"), months=offer.months)
    for index, outcome in enumerate(offer.outcomes):
        if outcome.months:
            place = (*path, "outcomes", index, "months")
            problems.report("accompaniment-with-months", place, months=outcome.months)


def _check_effects(outcome: Outcome, scales: Scales, path: Path, problems: ProblemList) -> None:
    seen: set[str] = set()
    for index, effect in enumerate(outcome.effects):
        _check_effect(effect, scales, (*path, index), problems)
        if effect.attribute and effect.attribute in seen:
            problems.report("same-attribute-twice", (*path, index, "attribute"), attribute=effect.attribute)
        seen.add(effect.attribute)


def _check_effect(effect: Effect, scales: Scales, path: Path, problems: ProblemList) -> None:
    if not check_known(effect.attribute, "attribute", attribute_keys(scales), (*path, "attribute"), problems):
        return
    attribute = find_attribute(scales, effect.attribute)
    known = [value.key for value in attribute.values] if attribute else []
    fits = check_known(effect.to, "value", known, (*path, "to"), problems)
    if effect.source is None or not check_known(effect.source, "value", known, (*path, "from"), problems):
        return
    is_ordered = attribute is not None and attribute.kind == "ordered"
    if fits and is_ordered and known.index(effect.source) >= known.index(effect.to):
        arguments = {"attribute": effect.attribute, "from_": effect.source, "to": effect.to}
        problems.report("effect-not-upward", (*path, "from"), **arguments)


def _check_shares(offer: Offer, scales: Scales, path: Path, problems: ProblemList) -> None:
    total = highest_share(offer.outcomes, scales)
    if total > 1 + 1e-9:
        problems.report("shares-above-one", (*path, "outcomes"), sum=round(total, 6))


def highest_share(outcomes: tuple[Outcome, ...], scales: Scales) -> float:
    """The largest sum of known shares over outcomes that are open to one and the same situation."""
    known = [outcome for outcome in outcomes if outcome.share is not None]
    limiting = sorted({e.attribute for o in known for e in o.effects if e.source is not None})
    attributes = [a for name in limiting if (a := find_attribute(scales, name))]
    if math.prod(len(attribute.values) for attribute in attributes) > MOST_SITUATIONS:
        attributes = []
    steps = [[value.key for value in attribute.values] for attribute in attributes]
    situations = (
        dict(zip((a.key for a in attributes), chosen, strict=True)) for chosen in itertools.product(*steps)
    )
    by_key = {attribute.key: attribute for attribute in attributes}
    return max((_share_in(known, situation, by_key) for situation in situations), default=0.0)


def _share_in(
    outcomes: list[Outcome], situation: Mapping[str, str], attributes: Mapping[str, Attribute]
) -> float:
    def applies(effect: Effect) -> bool:
        if effect.source is None:
            return True
        attribute = attributes.get(effect.attribute)
        return attribute is not None and _applies(effect, attribute, situation[effect.attribute])

    return sum(o.share or 0.0 for o in outcomes if all(applies(effect) for effect in o.effects))


def _applies(effect: Effect, attribute: Attribute, value: str) -> bool:
    keys = [candidate.key for candidate in attribute.values]
    if attribute.kind == "unordered" or effect.source not in keys or effect.to not in keys:
        return value == effect.source
    return keys.index(effect.source) <= keys.index(value) < keys.index(effect.to)
